#include "socshift/publish/questions.hpp"

#include "socshift/base/utf8.hpp"
#include "socshift/changes/change_filter.hpp"
#include "socshift/changes/edition_pair.hpp"
#include "socshift/changes/exclusion_changes.hpp"
#include "socshift/changes/exclusions.hpp"
#include "socshift/changes/family_index.hpp"
#include "socshift/changes/item_page.hpp"
#include "socshift/changes/residual_drift.hpp"
#include "socshift/check/catalog_check.hpp"
#include "socshift/previews/preview.hpp"
#include "socshift/publish/diff_answers.hpp"
#include "socshift/publish/edition_answers.hpp"
#include "socshift/publish/exclusion_answers.hpp"
#include "socshift/publish/family_answers.hpp"
#include "socshift/publish/item_answer.hpp"
#include "socshift/publish/loss_answers.hpp"
#include "socshift/publish/map_answer.hpp"
#include "socshift/publish/official_answer.hpp"
#include "socshift/publish/preview_page.hpp"
#include "socshift/publish/route_answers.hpp"
#include "socshift/publish/title_answers.hpp"
#include "socshift/recognise/typed_code.hpp"
#include "socshift/routes/code_map.hpp"
#include "socshift/routes/explain.hpp"
#include "socshift/routes/lookup.hpp"
#include "socshift/routes/round_trip.hpp"
#include "socshift/titles/title_search.hpp"
#include "socshift/titles/title_words.hpp"

namespace socshift {

namespace {

EditionPair pair_of(const Catalog& catalog, const std::string& before, const std::string& after,
                    const std::vector<std::string>& via) {
    return edition_pair(catalog, catalog.resolve(before), catalog.resolve(after),
                        catalog.resolve(via));
}

Diff diff_of(const EditionPair& pair, const std::string& level) {
    return diff(pair.before, pair.after, pair.leaves,
                level.empty() ? leaf_levels(pair.before, pair.after)
                              : levels_named(pair.before, pair.after, level));
}

/// @p answer with what is to be said of the way between two editions.
Answer along(const Catalog& catalog, const EditionPair& pair, Answer answer) {
    answer.origin_notes = route_notices(catalog, pair.route);
    return answer;
}

}  // namespace

Answer ask(const Catalog& catalog, const DiffQuestion& question) {
    const auto pair = pair_of(catalog, question.before, question.after, question.via);
    const auto whole = diff_of(pair, question.level);
    const ChangeFilter wanted{catalog, pair, question.group, question.kinds};
    const auto view = diff_view(pair, whole, wanted, question.part == DiffPart::counts);
    return along(catalog, pair,
                 question.part == DiffPart::counts  ? diff_counts_answer(view)
                 : question.part == DiffPart::codes ? changed_codes_answer(view)
                                                    : changes_answer(view));
}

Answer ask(const Catalog& catalog, const ExclusionChangesQuestion& question) {
    const auto pair = pair_of(catalog, question.before, question.after, question.via);
    const auto whole = exclusion_changes(pair.before, pair.after, pair.leaves);
    const ChangeFilter wanted{catalog, pair, question.group};
    return along(catalog, pair, exclusion_changes_answer(exclusion_view(pair, whole, wanted)));
}

Answer ask(const Catalog& catalog, const ResidualsQuestion& question) {
    const auto pair = pair_of(catalog, question.before, question.after, question.via);
    const auto drift = residual_drift(pair.before, pair.after, pair.leaves,
                                      question.counts ? &*question.counts : nullptr);
    return along(catalog, pair, residuals_answer(pair.before, pair.after, drift));
}

Answer ask(const Catalog& catalog, const EvidenceQuestion& question) {
    const auto pair = pair_of(catalog, question.before, question.after, question.via);
    const auto whole = diff_of(pair, question.level);
    const auto exclusions = exclusion_changes(pair.before, pair.after, pair.leaves);
    return along(catalog, pair,
                 evidence_answer(catalog, evidence_view(catalog, pair, whole, exclusions,
                                                        question.code, question.definitions)));
}

Answer ask(const Catalog& catalog, const OfficialQuestion& question) {
    const auto pair = pair_of(catalog, question.before, question.after, question.via);
    return along(catalog, pair, official_answer(OfficialFigures{pair, question.definitions}));
}

Answer ask(const Catalog& catalog, const TreeQuestion& question) {
    const auto& edition = catalog.edition(catalog.resolve(question.edition));
    const auto* const top =
        question.code.empty()
            ? nullptr
            : &require_item(catalog, edition, typed_code(catalog, edition, question.code));
    return tree_answer(edition, hierarchy_of(edition, top, question.level));
}

Answer ask(const Catalog& catalog, const FindQuestion& question) {
    const auto editions = question.edition.empty() ? final_editions(catalog)
                                                   : std::vector{catalog.resolve(question.edition)};
    return found_items_answer(
        find_titles(catalog, editions, TitleWords(question.words), question.level));
}

Answer ask(const Catalog& catalog, const TitleQuestion& question) {
    static_cast<void>(TitleWords{{std::string{first_bytes(question.title, most_title_bytes)}}});
    const auto titles =
        EditionTitles::make(catalog, question.edition.empty() ? usual_title_edition(catalog)
                                                              : catalog.resolve(question.edition));
    return question.explain ? title_evidence_answer(catalog, titles, question.title, question.most)
                            : ranked_titles_answer(catalog, titles, question.title, question.most);
}

Answer ask(const Catalog& catalog, const EditionsQuestion& /*question*/) {
    return editions_answer(catalog);
}

Answer ask(const Catalog& catalog, const FamiliesQuestion& question) {
    const auto index = FamilyIndex::make(catalog, catalog.resolve(question.editions),
                                         question.level, catalog.resolve(question.via));
    switch (question.part) {
        case FamiliesPart::families:
            return wide_families_answer(catalog, index);
        case FamiliesPart::counts:
            return family_counts_answer(catalog, index, !question.level.empty());
        case FamiliesPart::codes:
            break;
    }
    return families_answer(catalog, index);
}

Answer ask(const Catalog& catalog, const ExclusionsQuestion& question) {
    const auto& edition = catalog.edition(catalog.resolve(question.edition));
    const auto graph = ReferenceGraph::make(catalog, edition);
    const auto references =
        select_references(graph, catalog, typed_code(catalog, edition, question.code)).both();
    return question.counts ? reference_counts_answer(edition, count(references))
                           : references_answer(edition, references);
}

Answer ask(const Catalog& catalog, const RoutesQuestion& question) {
    const auto routes = find_routes(catalog, catalog.resolve(question.from),
                                    catalog.resolve(question.to), question.bounds);
    return question.steps ? route_steps_answer(catalog, routes)
                          : routes_answer(catalog, with_measures(catalog, routes));
}

Answer ask(const Catalog& catalog, const LossQuestion& question) {
    const auto route = require_route(catalog, catalog.resolve(question.from),
                                     catalog.resolve(question.over), catalog.resolve(question.via));
    const auto trip = round_trip(catalog.edition(route.from), composed(catalog, route),
                                 question.counts ? &*question.counts : nullptr);
    const LossView view{catalog, route, trip, question.counts.has_value()};
    return question.totals ? loss_counts_answer(view) : losses_answer(view, question.exact);
}

Answer ask(const Catalog& catalog, const MapQuestion& question) {
    const CodeMap map{catalog,
                      require_route(catalog, catalog.resolve(question.from),
                                    catalog.resolve(question.to), catalog.resolve(question.via))};
    auto found = question.codes.empty() ? map.all(question.level) : std::vector<MappedCode>{};
    std::vector<std::string> warnings;
    const auto& source = catalog.edition(map.route().from);
    for (const auto& code : question.codes) {
        if (auto mapped = map.find(typed_code(catalog, source, code), question.level)) {
            found.push_back(std::move(*mapped));
        } else {
            warnings.push_back(to_string(map.why_not(code)));
        }
    }
    auto out = question.proof ? proof_answer(catalog, map.route(), RouteProof(catalog, map.route()),
                                             claims_of(map, found))
                              : map_answer(map, found);
    out.warnings.insert(out.warnings.end(), warnings.begin(), warnings.end());
    return out;
}

Answer ask(const Catalog& catalog, const ItemQuestion& question) {
    ItemPageOptions options;
    options.drafts = question.drafts;
    options.definitions = question.definitions;
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
