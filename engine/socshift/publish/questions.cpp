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
#include "socshift/publish/diff_answers.hpp"
#include "socshift/publish/edition_answers.hpp"
#include "socshift/publish/exclusion_answers.hpp"
#include "socshift/publish/family_answers.hpp"
#include "socshift/publish/item_answer.hpp"
#include "socshift/publish/loss_answers.hpp"
#include "socshift/publish/map_answer.hpp"
#include "socshift/publish/official_answer.hpp"
#include "socshift/publish/route_answers.hpp"
#include "socshift/publish/title_answers.hpp"
#include "socshift/publish/weight_answers.hpp"
#include "socshift/recognise/typed_code.hpp"
#include "socshift/routes/code_map.hpp"
#include "socshift/routes/explain.hpp"
#include "socshift/routes/lookup.hpp"
#include "socshift/routes/round_trip.hpp"
#include "socshift/titles/edition_titles.hpp"
#include "socshift/titles/title_search.hpp"
#include "socshift/titles/title_words.hpp"

#include <optional>
#include <set>
#include <utility>

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

std::string typed(const Catalog& catalog, const EditionPair& pair, const std::string& code) {
    return typed_code(catalog, pair.before, pair.after, code);
}

/// Counts that somebody asked with, in codes of @p edition, and what is to be said of the way
/// there.
struct AskedCounts {
    AskedCounts(const Catalog& catalog, const std::optional<Counts>& asked,
                const EditionId& edition) {
        if (!asked) {
            return;
        }
        auto found = counts_of(catalog, *asked, edition);
        if (!found.route.steps.empty()) {
            notes = carried_counts_notices(catalog, found.route);
        }
        carried = std::move(found.carried);
    }

    [[nodiscard]] const Counts* counts() const { return carried ? &carried->counts : nullptr; }

    /// @p answer, which says first where the counts are from.
    [[nodiscard]] Answer said_in(Answer answer) const {
        answer.origin_notes.insert(answer.origin_notes.begin(), notes.begin(), notes.end());
        return answer;
    }

    std::optional<CarriedCounts> carried;
    std::vector<std::string> notes;
};

WeightsSubject subject_of(const Catalog& catalog, const std::string& from, const std::string& to) {
    return WeightsSubject::between(catalog, catalog.resolve(from), catalog.resolve(to));
}

/// @throws Error for a title without a letter or a digit.
void require_words(const std::string& title) {
    static_cast<void>(TitleWords{{std::string{first_bytes(title, most_title_bytes)}}});
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
    const ChangeFilter wanted{catalog, pair, typed(catalog, pair, question.group), question.kinds};
    const auto view = diff_view(pair, whole, wanted, question.part == DiffPart::counts);
    return along(catalog, pair,
                 question.part == DiffPart::counts  ? diff_counts_answer(view)
                 : question.part == DiffPart::codes ? changed_codes_answer(view)
                                                    : changes_answer(view));
}

Answer ask(const Catalog& catalog, const ExclusionChangesQuestion& question) {
    const auto pair = pair_of(catalog, question.before, question.after, question.via);
    const auto whole = exclusion_changes(pair.before, pair.after, pair.leaves);
    const ChangeFilter wanted{catalog, pair, typed(catalog, pair, question.group)};
    return along(catalog, pair, exclusion_changes_answer(exclusion_view(pair, whole, wanted)));
}

Answer ask(const Catalog& catalog, const ResidualsQuestion& question) {
    const auto pair = pair_of(catalog, question.before, question.after, question.via);
    const AskedCounts asked(catalog, question.counts, pair.before.id());
    const auto drift = residual_drift(pair.before, pair.after, pair.leaves, asked.counts());
    return asked.said_in(along(catalog, pair, residuals_answer(pair.before, pair.after, drift)));
}

Answer ask(const Catalog& catalog, const EvidenceQuestion& question) {
    const auto pair = pair_of(catalog, question.before, question.after, question.via);
    const auto whole = diff_of(pair, question.level);
    const auto exclusions = exclusion_changes(pair.before, pair.after, pair.leaves);
    return along(catalog, pair,
                 evidence_answer(catalog, evidence_view(catalog, pair, whole, exclusions,
                                                        typed(catalog, pair, question.code),
                                                        question.definitions)));
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
    require_words(question.title);
    const auto edition =
        question.edition.empty() ? usual_title_edition(catalog) : catalog.resolve(question.edition);
    return ask(catalog, EditionTitles::make(catalog, edition, question.decisions), question);
}

Answer ask(const Catalog& catalog, const EditionTitles& titles, const TitleQuestion& question) {
    require_words(question.title);
    return question.explain ? title_evidence_answer(catalog, titles, question.title, question.most)
                            : ranked_titles_answer(catalog, titles, question.title, question.most);
}

Answer ask(const Catalog& catalog, const TwoActivitiesQuestion& question) {
    const auto id =
        question.edition.empty() ? usual_title_edition(catalog) : catalog.resolve(question.edition);
    return two_activities_answer(catalog, id, question.first, question.second, question.first_time,
                                 question.decisions);
}

Answer ask(const Catalog& catalog, const DecisionsQuestion& question) {
    return decided_titles_answer(catalog, question.decisions);
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
    auto out = question.steps ? route_steps_answer(catalog, routes)
                              : routes_answer(catalog, with_measures(catalog, routes));
    if (routes.empty()) {
        out.warnings.push_back(no_routes_notice(catalog.resolve(question.from),
                                                catalog.resolve(question.to), question.bounds));
    }
    return out;
}

Answer ask(const Catalog& catalog, const LossQuestion& question) {
    const auto route = require_route(catalog, catalog.resolve(question.from),
                                     catalog.resolve(question.over), catalog.resolve(question.via));
    const AskedCounts asked(catalog, question.counts, route.from);
    auto trip = round_trip(catalog.edition(route.from), composed(catalog, route), asked.counts());
    if (asked.carried) {
        add_left_out(*asked.carried, trip);
    }
    const LossView view{catalog, route, trip, question.counts.has_value()};
    return asked.said_in(question.totals ? loss_counts_answer(view)
                                         : losses_answer(view, question.exact));
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
    if (question.proof) {
        auto own = provable(map, std::move(found));
        found = std::move(own.answers);
        for (const auto& code : own.unpublished) {
            warnings.push_back(unpublished_notice(map, code));
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

std::optional<std::pair<EditionId, EditionId>> usual_ends(
    const Catalog& catalog, const std::vector<WeightChoice>& choices) {
    std::set<std::pair<EditionId, EditionId>> named;
    for (const auto& choice : choices) {
        if (choice.weights && choice.weights->source && choice.weights->target) {
            named.emplace(*choice.weights->source, *choice.weights->target);
        }
    }
    if (!named.empty()) {
        return named.size() == 1 ? std::optional{*named.begin()} : std::nullopt;
    }
    const auto names = catalog.title_list_names();
    if (names.empty()) {
        return std::nullopt;
    }
    const auto after = usual_title_edition(catalog);
    const auto& before = catalog.header(after).follows;
    return before ? std::optional{std::pair{*before, after}} : std::nullopt;
}

Answer ask(const Catalog& catalog, const WeightsQuestion& question) {
    const auto subject = subject_of(catalog, question.from, question.to);
    const auto weights = weights_between(catalog, subject, question.weights, question.normalise);
    return question.gaps ? weight_gaps_answer(catalog, subject, weights)
                         : weights_answer(catalog, subject, weights);
}

Answer ask(const Catalog& catalog, const WeightsComparisonQuestion& question) {
    const auto subject = subject_of(catalog, question.from, question.to);
    return weight_differences_answer(
        catalog, subject,
        compare_between(catalog, subject, question.a, question.b, question.normalise));
}

Answer ask(const Catalog& catalog, const WeightsListQuestion& question) {
    const auto subject = subject_of(catalog, question.from, question.to);
    return weight_tables_answer(catalog, subject, all_weights(catalog, subject));
}

Answer ask(const Catalog& catalog, const WeightsEstimateQuestion& question) {
    const auto subject = subject_of(catalog, question.from, question.to);
    return estimated_weights_answer(
        catalog, subject, estimate_between(catalog, subject, question.sources, question.targets));
}

Answer ask(const Catalog& catalog, const CheckQuestion& question) {
    return findings_answer(question.edition.empty()
                               ? check_catalog(catalog)
                               : check_catalog(catalog, catalog.resolve(question.edition)));
}

Answer ask(const Catalog& catalog, const CheckTableQuestion& question) {
    const auto& table = question.table;
    const auto sides = find_sides(table, question.request, catalog);
    const auto* const back = question.back ? &*question.back : nullptr;
    auto out = findings_answer(shortened(lint_table(table, sides, catalog, back)));
    const auto text_of = [&](const TableSides::Side& side) {
        return side.edition.text() + " in '" + table.header[side.codes] + "'" +
               (side.titles ? " with titles in '" + table.header[*side.titles] + "'" : "");
    };
    out.warnings.push_back(
        table.file + ": taken for codes of " + text_of(sides.source) + ", and " +
        text_of(sides.target) +
        (sides.shares ? ", shares in '" + table.header[*sides.shares] + "'" : ""));
    return out;
}

}  // namespace socshift
