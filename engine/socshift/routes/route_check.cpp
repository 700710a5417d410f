#include "socshift/routes/route_check.hpp"

#include "socshift/routes/explain.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace socshift {

namespace {

std::tuple<const Code&, const Code&> ends(const Link& link) {
    return {link.source, link.target};
}

/// "soc2010 -> soc2018", and how the table is read when that is not plain.
std::string label(const Route& route) {
    std::string out = route.from.text();
    for (const auto& step : route.steps) {
        out += fmt::format(" -> {}{}", step.to.text(),
                           step.kind == StepKind::parents ? " (parents)"
                           : step.reversed                ? " (backwards)"
                                                          : "");
    }
    return out;
}

/// "15-1132 -> 15-1132.00 (onet/a.yaml:12:5) -> 15-1252 (onet/b.yaml:7:5)"
std::string chain_text(const Chain& chain) {
    std::string out;
    for (const auto& link : chain) {
        out += out.empty() ? link.from.text() : "";
        out += " -> " + link.to.text();
        if (const auto where = link.at.text(); !where.empty()) {
            out += fmt::format(" ({})", where);
        }
    }
    return out;
}

/// The notes about the links that only one of two routes has.
class Notes {
public:
    Notes(const Catalog& catalog, const Route& route, const Route& other, const char* rule)
        : source_(catalog.edition(route.from)),
          target_(catalog.edition(route.to)),
          proof_(catalog, route),
          other_(label(other)),
          rule_(rule) {}

    void append(const std::vector<Link>& links, Findings& out) const {
        for (const auto& link : links) {
            const auto chains =
                proof_.chains(*source_.find(link.source), *target_.find(link.target));
            const auto& chain = chains.front();
            auto message = fmt::format("'{}' ({}) -> '{}' ({}) is not in {}", link.source.text(),
                                       source_.find(link.source)->title, link.target.text(),
                                       target_.find(link.target)->title, other_);
            if (chain.size() > 1) {
                message += fmt::format("; it comes by {}", chain_text(chain));
            }
            if (chains.size() > 1) {
                message += fmt::format(", the first of {} ways", chains.size());
            }
            out.push_back({Severity::note, rule_, chain.front().at, std::move(message)});
        }
    }

private:
    const Edition& source_;
    const Edition& target_;
    RouteProof proof_;
    std::string other_;
    const char* rule_;
};

/// Whether a table takes codes apart and joins none: each target has one source, some source has
/// several targets.
bool only_divides(const Correspondence& table) {
    std::set<std::string_view> targets;
    for (const auto& link : table.links()) {
        if (!targets.insert(link.target.text()).second) {
            return false;
        }
    }
    return table.listed().size() < targets.size();
}

/// Whether a detour says nothing of the codes that it ends at: its last step goes down to an
/// extension, or one behind the first takes combined codes apart, with all that they cover.
bool says_nothing(const Catalog& catalog, const Route& route) {
    const auto takes_apart = [&](const Step& step) {
        return !(step == route.steps.front()) && !goes_down(catalog, step) &&
               catalog.header(step.from).series != catalog.header(step.to).series &&
               only_divides(table_of(catalog, step));
    };
    return !route.steps.empty() &&
           (goes_down(catalog, route.steps.back()) ||
            std::any_of(route.steps.begin(), route.steps.end(), takes_apart));
}

}  // namespace

RouteComparison compare(const Catalog& catalog, const Route& direct, const Route& detour) {
    RouteComparison out{direct, detour, 0, {}, {}};
    const auto a = composed(catalog, direct);
    const auto b = composed(catalog, detour);
    auto left = a.links().begin();
    auto right = b.links().begin();
    while (left != a.links().end() || right != b.links().end()) {
        if (right == b.links().end() || (left != a.links().end() && ends(*left) < ends(*right))) {
            out.only_direct.push_back(*left++);
        } else if (left == a.links().end() || ends(*right) < ends(*left)) {
            out.only_detour.push_back(*right++);
        } else {
            ++out.in_both;
            ++left;
            ++right;
        }
    }
    return out;
}

std::vector<RouteComparison> compare_routes(const Catalog& catalog, const EditionId& from,
                                            const EditionId& to, const RouteLimits& bounds) {
    const auto best = require_route(catalog, from, to);
    std::vector<RouteComparison> out;
    for (const auto& route : find_routes(catalog, from, to, bounds)) {
        if (!(route == best)) {
            out.push_back(compare(catalog, best, route));
        }
    }
    return out;
}

std::vector<RouteComparison> compare_routes(const Catalog& catalog, const RouteLimits& bounds) {
    std::vector<RouteComparison> out;
    for (const auto& [source, target] : catalog.correspondence_ids()) {
        const Route direct{source, target, {{source, target, false, StepKind::published}}};
        bool has_long = false;
        for (const auto& route : find_routes(catalog, source, target, bounds)) {
            const bool published =
                std::all_of(route.steps.begin(), route.steps.end(),
                            [](const Step& s) { return s.kind == StepKind::published; });
            const bool is_long = route.steps.size() > 1;
            const bool second_of_two = !is_long && published && target < source;
            if (route == direct || second_of_two || says_nothing(catalog, route) ||
                (is_long && (has_long || !published))) {
                continue;
            }
            has_long = has_long || is_long;
            out.push_back(compare(catalog, direct, route));
        }
    }
    return out;
}

Findings findings(const Catalog& catalog, const RouteComparison& comparison) {
    Findings out;
    if (comparison.agrees()) {
        return out;
    }
    out.push_back(
        {Severity::warning,
         "routes-differ",
         {},
         fmt::format("{} and {}: {} links in both, {} only in the first, {} only in the "
                     "second",
                     label(comparison.direct), label(comparison.detour), comparison.in_both,
                     comparison.only_direct.size(), comparison.only_detour.size())});
    if (!comparison.only_direct.empty()) {
        Notes{catalog, comparison.direct, comparison.detour, "only-direct"}.append(
            comparison.only_direct, out);
    }
    if (!comparison.only_detour.empty()) {
        Notes{catalog, comparison.detour, comparison.direct, "only-detour"}.append(
            comparison.only_detour, out);
    }
    return out;
}

}  // namespace socshift
