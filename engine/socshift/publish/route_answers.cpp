#include "socshift/publish/route_answers.hpp"

#include "socshift/base/counted.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

namespace socshift {

namespace {

std::string_view direction(const Step& step) {
    return step.reversed ? "backward" : "forward";
}

Cell share_of(const std::optional<KnownShare>& share) {
    return share ? Cell(share->share) : Cell();
}

Cell basis_of(const std::optional<KnownShare>& share) {
    return share ? Cell(to_string(share->basis)) : Cell();
}

bool passes(const Route& route, const EditionId& id) {
    return route.from == id || std::any_of(route.steps.begin(), route.steps.end(),
                                           [&](const Step& step) { return step.to == id; });
}

/// Every edition that a route starts from, passes or reaches, in the order of the catalog.
std::vector<const EditionHeader*> passed(const Catalog& catalog,
                                         const std::vector<const Route*>& routes) {
    std::vector<const EditionHeader*> out;
    for (const auto& id : catalog.edition_ids()) {
        if (std::any_of(routes.begin(), routes.end(),
                        [&](const Route* route) { return passes(*route, id); })) {
            out.push_back(&catalog.header(id));
        }
    }
    return out;
}

}  // namespace

std::vector<std::string> route_notices(const Catalog& catalog, const Route& route) {
    std::vector<std::string> out;
    if (!route.is_one_published_table()) {
        out.push_back("route " + route.text());
    }
    for (const auto& step : route.steps) {
        if (step.kind == StepKind::parents) {
            out.push_back(fmt::format(
                "{} -> {} is no published table: it follows the parents that {} states",
                step.from.text(), step.to.text(), (step.reversed ? step.to : step.from).text()));
        }
        if (step.kind == StepKind::matched) {
            const auto& table = *(step.reversed ? catalog.correspondence(step.to, step.from)
                                                : catalog.correspondence(step.from, step.to));
            out.push_back(fmt::format("{} -> {} is no published table: {}", step.from.text(),
                                      step.to.text(), table.title()));
        }
        if (goes_down(catalog, step)) {
            out.push_back(
                fmt::format("{} -> {} goes down to finer codes: they are candidates, a "
                            "detail that was not observed",
                            step.from.text(), step.to.text()));
        }
    }
    return out;
}

std::vector<std::string> carried_counts_notices(const Catalog& catalog, const Route& route) {
    auto out = route_notices(catalog, route);
    out.insert(out.begin(),
               fmt::format("counts carried from {} to {}", route.from.text(), route.to.text()));
    return out;
}

std::string no_routes_notice(const EditionId& from, const EditionId& to,
                             const RouteLimits& limits) {
    return fmt::format("no route of at most {} from {} to {}",
                       count_of(limits.steps, "step", "steps"), from.text(), to.text());
}

Cell bits_cell(MicroBits bits) {
    constexpr double micro = 1e6;
    return Measure{static_cast<double>(bits) / micro};
}

std::vector<RouteChoice> with_measures(const Catalog& catalog, const std::vector<Route>& routes) {
    const auto all = figures(catalog, routes);
    std::vector<RouteChoice> out;
    for (std::size_t r = 0; r < routes.size(); ++r) {
        out.push_back({routes[r], all[r]});
    }
    return out;
}

Answer routes_answer(const Catalog& catalog, const std::vector<RouteChoice>& choices) {
    std::vector<const Route*> routes;
    for (const auto& choice : choices) {
        routes.push_back(&choice.route);
    }
    Answer out("socshift/routes/1",
               {{"rank", ColumnKind::whole},
                {"route"},
                {"steps", ColumnKind::whole},
                {"derived", ColumnKind::whole},
                {"backward", ColumnKind::whole},
                {"down", ColumnKind::whole},
                {"loss_bits", ColumnKind::measure},
                {"composed_bits", ColumnKind::measure},
                {"links", ColumnKind::whole},
                {"several_targets", ColumnKind::whole},
                {"unlinked_sources", ColumnKind::whole},
                {"unlinked_targets", ColumnKind::whole}},
               passed(catalog, routes));
    for (const auto& [route, numbers] : choices) {
        out.table.add({out.table.rows().size() + 1, route.text(), route.steps.size(),
                       numbers.derived, numbers.backward, numbers.down, bits_cell(numbers.loss),
                       bits_cell(numbers.composed_loss), numbers.links, numbers.several_targets,
                       numbers.unlinked_sources, numbers.unlinked_targets});
    }
    return out;
}

Answer route_steps_answer(const Catalog& catalog, const std::vector<Route>& routes) {
    std::vector<const Route*> all;
    for (const auto& route : routes) {
        all.push_back(&route);
    }
    Answer out("socshift/routes-steps/1",
               {{"rank", ColumnKind::whole},
                {"step", ColumnKind::whole},
                {"source_edition"},
                {"target_edition"},
                {"kind"},
                {"direction"},
                {"down", ColumnKind::yes_no},
                {"loss_bits", ColumnKind::measure},
                {"links", ColumnKind::whole},
                {"table"}},
               passed(catalog, all));
    for (std::size_t r = 0; r < routes.size(); ++r) {
        for (std::size_t s = 0; s < routes[r].steps.size(); ++s) {
            const auto& step = routes[r].steps[s];
            const auto links = table_of(catalog, step);
            out.table.add({r + 1, s + 1, step.from, step.to, to_string(step.kind), direction(step),
                           goes_down(catalog, step),
                           bits_cell(information_loss(links, catalog.edition(step.from),
                                                      catalog.edition(step.to))),
                           links.links().size(), links.title()});
        }
    }
    return out;
}

ProvableAnswers provable(const CodeMap& map, std::vector<MappedCode> answers) {
    ProvableAnswers out;
    for (auto& answer : answers) {
        const auto& code = answer.source.code;
        if (const auto route = map.route_of(code.text()); route && *route != map.route()) {
            out.unpublished.push_back({route->from, code});
        } else {
            out.answers.push_back(std::move(answer));
        }
    }
    return out;
}

std::string unpublished_notice(const CodeMap& map, const CodeRef& code) {
    return fmt::format("{} does not publish '{}', which is as in {}", map.route().from.text(),
                       code.code.text(), code.edition.text());
}

std::vector<Claim> claims_of(const CodeMap& map, const std::vector<MappedCode>& answers) {
    const auto& source = map.catalog().edition(map.route().from);
    const auto& target = map.catalog().edition(map.route().to);
    std::vector<Claim> out;
    for (const auto& answer : answers) {
        for (const auto& place : answer.places) {
            if (place.item) {
                out.push_back(
                    {source.find(answer.source.code), target.find(place.item->code), place.share});
            }
        }
    }
    return out;
}

Answer proof_answer(const Catalog& catalog, const Route& route, const RouteProof& proof,
                    const std::vector<Claim>& claims) {
    Answer out("socshift/map-explain/1",
               {{"source_edition"},
                {"source_code"},
                {"target_edition"},
                {"target_code"},
                {"share", ColumnKind::share},
                {"basis"},
                {"chain", ColumnKind::whole},
                {"step", ColumnKind::whole},
                {"from_edition"},
                {"from_code"},
                {"to_edition"},
                {"to_code"},
                {"step_share", ColumnKind::share},
                {"step_basis"},
                {"kind"},
                {"direction"},
                {"row_from"},
                {"row_to"},
                {"where"},
                {"remark"}},
               {&catalog.header(route.from), &catalog.header(route.to)});
    out.origin_notes = route_notices(catalog, route);
    for (const auto& claim : claims) {
        std::size_t number = 0;
        for (const auto& chain : proof.chains(*claim.source, *claim.target)) {
            ++number;
            std::size_t step = 0;
            for (const auto& link : chain) {
                out.table.add({route.from,
                               claim.source->code,
                               route.to,
                               claim.target->code,
                               share_of(claim.share),
                               basis_of(claim.share),
                               number,
                               ++step,
                               link.step.from,
                               link.from,
                               link.step.to,
                               link.to,
                               share_of(link.share),
                               basis_of(link.share),
                               to_string(link.step.kind),
                               direction(link.step),
                               link.stated_from,
                               link.stated_to,
                               link.at.text(),
                               link.remark});
            }
        }
    }
    return out;
}

}  // namespace socshift
