#include "socshift/publish/questions.hpp"

#include "socshift/changes/diff.hpp"
#include "socshift/changes/exclusions.hpp"
#include "socshift/changes/family_index.hpp"
#include "socshift/changes/item_page.hpp"
#include "socshift/check/catalog_check.hpp"
#include "socshift/previews/preview.hpp"
#include "socshift/publish/diff_answers.hpp"
#include "socshift/publish/edition_answers.hpp"
#include "socshift/publish/exclusion_answers.hpp"
#include "socshift/publish/family_answers.hpp"
#include "socshift/publish/item_answer.hpp"
#include "socshift/publish/loss_answers.hpp"
#include "socshift/publish/map_answer.hpp"
#include "socshift/publish/preview_page.hpp"
#include "socshift/publish/route_answers.hpp"
#include "socshift/recognise/typed_code.hpp"
#include "socshift/routes/code_map.hpp"
#include "socshift/routes/lookup.hpp"
#include "socshift/routes/round_trip.hpp"

#include <algorithm>

namespace socshift {

namespace {

std::vector<const Reference*> references_of(const ReferenceGraph& graph, const Catalog& catalog,
                                            const std::string& code) {
    std::vector<const Reference*> out;
    if (code.empty()) {
        for (const auto& reference : graph.references()) {
            out.push_back(&reference);
        }
        return out;
    }
    const auto& item =
        require_item(catalog, graph.edition(), typed_code(catalog, graph.edition(), code));
    out = graph.made_by(item);
    const auto to = graph.made_to(item);
    out.insert(out.end(), to.begin(), to.end());
    return out;
}

}  // namespace

Answer ask(const Catalog& catalog, const DiffQuestion& question) {
    const auto route =
        require_route(catalog, catalog.resolve(question.before), catalog.resolve(question.after),
                      catalog.resolve(question.via));
    const auto& before = catalog.edition(route.from);
    const auto& after = catalog.edition(route.to);
    const auto levels = question.level.empty() ? leaf_levels(before, after)
                                               : levels_named(before, after, question.level);
    const auto whole = diff(before, after, composed(catalog, route), levels);
    auto out = changes_answer({before, after, whole, whole.changes, whole.counts, {}});
    out.origin_notes = route_notices(catalog, route);
    return out;
}

Answer ask(const Catalog& catalog, const FamiliesQuestion& question) {
    return families_answer(
        catalog, FamilyIndex::make(catalog, catalog.resolve(question.editions), question.level,
                                   catalog.resolve(question.via)));
}

Answer ask(const Catalog& catalog, const ExclusionsQuestion& question) {
    const auto& edition = catalog.edition(catalog.resolve(question.edition));
    const auto graph = ReferenceGraph::make(catalog, edition);
    return references_answer(edition, references_of(graph, catalog, question.code));
}

Answer ask(const Catalog& catalog, const RoutesQuestion& question) {
    const auto routes = find_routes(catalog, catalog.resolve(question.from),
                                    catalog.resolve(question.to), question.bounds);
    return routes_answer(catalog, with_figures(catalog, routes));
}

Answer ask(const Catalog& catalog, const LossQuestion& question) {
    const auto route = require_route(catalog, catalog.resolve(question.from),
                                     catalog.resolve(question.over), catalog.resolve(question.via));
    const auto trip = round_trip(catalog.edition(route.from), composed(catalog, route));
    return losses_answer({catalog, route, trip, false}, question.exact);
}

Answer ask(const Catalog& catalog, const MapQuestion& question) {
    const CodeMap map{catalog,
                      require_route(catalog, catalog.resolve(question.from),
                                    catalog.resolve(question.to), catalog.resolve(question.via))};
    if (question.codes.empty()) {
        return map_answer(map, map.all(question.level));
    }
    std::vector<MappedCode> found;
    std::vector<std::string> warnings;
    const auto& source = catalog.edition(map.route().from);
    for (const auto& code : question.codes) {
        if (auto mapped = map.find(typed_code(catalog, source, code), question.level)) {
            found.push_back(std::move(*mapped));
        } else {
            warnings.push_back(to_string(map.why_not(code)));
        }
    }
    auto out = map_answer(map, found);
    out.warnings.insert(out.warnings.end(), warnings.begin(), warnings.end());
    return out;
}

Answer ask(const Catalog& catalog, const ItemQuestion& question) {
    ItemPageOptions options;
    options.drafts = question.drafts;
    return item_answer(catalog, item_page(catalog, typed_code(catalog, question.code), options));
}

Answer ask(const Catalog& catalog, const CheckQuestion& question) {
    return findings_answer(question.edition.empty()
                               ? check_catalog(catalog)
                               : check_catalog(catalog, catalog.resolve(question.edition)));
}

Page ask(const Catalog& catalog, const PreviewQuestion& question) {
    return preview_page(
        make_preview(catalog, catalog.scenario(catalog.resolve(question.scenario))));
}

}  // namespace socshift
