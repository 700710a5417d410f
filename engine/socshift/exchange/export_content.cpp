#include "socshift/exchange/export_content.hpp"

#include "socshift/base/title.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/publish/route_answers.hpp"
#include "socshift/routes/code_map.hpp"
#include "socshift/weights/weights_order.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace socshift {

namespace {

TableOrigin origin_of(const Route& route) {
    const auto is_matched = [](const Step& step) { return step.kind == StepKind::matched; };
    if (std::any_of(route.steps.begin(), route.steps.end(), is_matched)) {
        return TableOrigin::matched;
    }
    if (route.steps.size() > 1) {
        return TableOrigin::chained;
    }
    const auto& step = route.steps.front();
    return step.kind == StepKind::parents ? TableOrigin::parents
           : step.reversed                ? TableOrigin::reversed
                                          : TableOrigin::published;
}

/// The same tables in the other direction.
Route backwards(const Route& route) {
    Route out{route.to, route.from, {}};
    for (auto step = route.steps.rbegin(); step != route.steps.rend(); ++step) {
        out.steps.push_back({step->to, step->from, !step->reversed, step->kind});
    }
    return out;
}

/// The codes that are known to be in one place as a whole: that they have one place only does not
/// say so where there may be others.
std::set<std::string, std::less<>> whole_codes(const std::vector<MappedCode>& codes) {
    std::set<std::string, std::less<>> out;
    for (const auto& code : codes) {
        const auto& place = code.places.front();
        if (code.places.size() == 1 && place.item && place.share && place.share->share.is_one()) {
            out.insert(code.source.code.text());
        }
    }
    return out;
}

/// What it takes to say how two items compare.
class Relations {
public:
    Relations(const CodeMap& map, const std::vector<MappedCode>& codes, TableOrigin origin)
        : is_matched_(origin == TableOrigin::matched),
          sources_(whole_codes(codes)),
          targets_(whole_codes(CodeMap{map.catalog(), backwards(map.route())}.all())) {}

    [[nodiscard]] LinkRelation of(const ExportedLink& link) const {
        const bool all_of_source = sources_.count(link.source.code.text()) != 0;
        const bool all_of_target = targets_.count(link.target->code.text()) != 0;
        if (all_of_source && all_of_target) {
            return same_title(link.source.title, link.target->title) && !is_matched_
                       ? LinkRelation::exact
                       : LinkRelation::close;
        }
        return all_of_source   ? LinkRelation::broader
               : all_of_target ? LinkRelation::narrower
                               : LinkRelation::related;
    }

private:
    bool is_matched_;
    std::set<std::string, std::less<>> sources_;
    std::set<std::string, std::less<>> targets_;
};

std::vector<ExportedLink> links_of(const std::vector<MappedCode>& codes) {
    std::vector<ExportedLink> out;
    for (const auto& code : codes) {
        for (const auto& place : code.places) {
            out.push_back({code.source, place.kind, place.item, place.share, code.cardinality});
        }
    }
    return out;
}

std::vector<const Item*> not_reached(const Edition& target,
                                     const std::vector<ExportedLink>& links) {
    std::set<std::string, std::less<>> reached;
    for (const auto& link : links) {
        if (link.target) {
            reached.insert(link.target->code.text());
        }
    }
    auto out = target.cut(target.finest_level());
    out.erase(
        std::remove_if(out.begin(), out.end(),
                       [&](const Item* item) { return reached.count(item->code.text()) != 0; }),
        out.end());
    return out;
}

ExportedTable table_between(const Catalog& catalog, const Edition& source, const Edition& target,
                            RouteWeights& weights, std::vector<WeightUse>& uses) {
    const CodeMap map{catalog, source.id(), target.id()};
    ExportedTable out{&source, &target, map.route()};
    out.origin = origin_of(out.route);
    out.is_draft =
        source.header().status == Status::draft || target.header().status == Status::draft;
    if (out.route.is_one_published_table()) {
        const auto& step = out.route.steps.front();
        const auto* const published = step.reversed ? catalog.correspondence(step.to, step.from)
                                                    : catalog.correspondence(step.from, step.to);
        out.title = published->title();
        out.provenance = published->provenance();
    }
    auto codes = map.all();
    // Weights say how much goes where, not what the items are: these are compared without.
    out.links = links_of(codes);
    const Relations relations(map, codes, out.origin);
    if (!weights.order().empty()) {
        auto along = weights.along(out.route, std::nullopt);
        uses.insert(uses.end(), along.uses.begin(), along.uses.end());
        for (auto& code : codes) {
            const auto* const item = source.find(code.source.code);
            code = mapped(along.weighted, source, *item, target, code.cardinality);
        }
        out.links = links_of(codes);
    }
    for (auto& link : out.links) {
        if (link.target) {
            link.relation = relations.of(link);
        }
    }
    out.added = not_reached(target, out.links);
    return out;
}

void check_editions(const std::vector<EditionId>& editions) {
    if (editions.empty()) {
        throw Error("nothing to export: expected an edition or more");
    }
    std::set<EditionId> seen;
    for (const auto& id : editions) {
        if (!seen.insert(id).second) {
            throw Error(fmt::format("edition '{}' is there twice", id.text()));
        }
    }
}

bool is_scheme(std::string_view text) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return !text.empty() && is_letter(text.front()) &&
           std::all_of(text.begin(), text.end(), [&](char c) {
               return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
           });
}

/// @throws Error for what is no absolute URI that names can be put behind.
void check_base(const std::string& base) {
    constexpr std::string_view marks = "-._~:/?#[]@!$&'()*+,;=%";
    const auto colon = base.find(':');
    const bool is_uri =
        colon != std::string::npos && is_scheme(std::string_view(base).substr(0, colon)) &&
        std::all_of(base.begin(), base.end(), [&](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   marks.find(c) != std::string_view::npos;
        });
    const auto last = base.empty() ? '\0' : base.back();
    if (!is_uri || (last != '/' && last != '#' && last != ':')) {
        throw Error(fmt::format(
            "'{}' is no base for addresses: expected an absolute URI that ends with '/', '#' or "
            "':', such as https://example.org/classifications/",
            base));
    }
}

}  // namespace

ExportContent export_content(const Catalog& catalog, const ExportRequest& request) {
    const auto ids = catalog.resolve(request.editions);
    check_editions(ids);
    if (!request.base.empty()) {
        check_base(request.base);
    }
    ExportContent out;
    out.base = request.base;
    for (const auto& id : ids) {
        out.editions.push_back(&catalog.edition(id));
        if (out.editions.back()->header().status == Status::draft) {
            out.drafts.push_back(id);
        }
    }
    RouteWeights weights(catalog, request.weights, false);
    std::vector<WeightUse> uses;
    for (std::size_t i = 1; i < ids.size(); ++i) {
        out.tables.push_back(
            table_between(catalog, *out.editions[i - 1], *out.editions[i], weights, uses));
        out.diffs.push_back(diff(catalog, ids[i - 1], ids[i]));
        const auto notices = route_notices(catalog, out.tables.back().route);
        out.notices.insert(out.notices.end(), notices.begin(), notices.end());
    }
    if (const auto* const unused = unused_choice(request.weights, uses)) {
        throw Error(fmt::format("there are no weights '{}' between these editions", unused->name));
    }
    const auto said = weight_notes(uses);
    out.notices.insert(out.notices.end(), said.begin(), said.end());
    if (ids.size() > 1) {
        out.families = FamilyIndex::make(catalog, ids);
    }
    return out;
}

std::string_view skos_match(LinkRelation relation) {
    switch (relation) {
        case LinkRelation::exact:
            return "skos:exactMatch";
        case LinkRelation::close:
            return "skos:closeMatch";
        case LinkRelation::narrower:
            return "skos:narrowMatch";
        case LinkRelation::broader:
            return "skos:broadMatch";
        case LinkRelation::related:
            return "skos:relatedMatch";
    }
    return "";
}

std::string remainder_of(const std::vector<ExportedLink>& links, const ExportedLink& of) {
    const auto by_source = [](const ExportedLink& a, const ExportedLink& b) {
        return a.source.code < b.source.code;
    };
    const auto [first, last] = std::equal_range(links.begin(), links.end(), of, by_source);
    std::string out;
    for (auto link = first; link != last; ++link) {
        if (link->place != PlaceKind::item) {
            out += out.empty() ? "" : "; ";
            out += to_string(link->place);
            if (link->share) {
                out += " " + link->share->share.text();
            }
        }
    }
    return out;
}

}  // namespace socshift
