#pragma once

#include "socshift/catalog/counts_file.hpp"
#include "socshift/catalog/definitions.hpp"
#include "socshift/changes/diff.hpp"
#include "socshift/check/table_lint.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/counts.hpp"
#include "socshift/numbers/share.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/routes/alternatives.hpp"
#include "socshift/titles/decisions.hpp"
#include "socshift/titles/edition_titles.hpp"
#include "socshift/weights/route_weights.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// What is asked of a catalog, and the one table that answers it. Editions are named as
/// Catalog::resolve() takes them ("SOC 2010", "2018", "soc2018"); codes as they are printed, or as
/// typed_code() puts them right.
///
///     const auto changes = ask(catalog, DiffQuestion{"soc2010", "soc2018"});
///     write_csv(std::cout, changes.table);
///
/// All answers are values: nothing has to outlive them. Every question may be asked from several
/// threads at once.
/// Errors   @throws UnknownName for a name that the catalog does not have, or where no route joins
///          two editions; DataError if data of the catalog is wrong.

/// What is told of a diff: each change (socshift/diff/1; what stayed as it was is among them), the
/// codes of all that is not unchanged (socshift/diff-names/1), or numbers (socshift/diff-stat/1).
enum class DiffPart : std::uint8_t { changes, codes, counts };

/// What changed between two editions.
struct DiffQuestion {
    std::string before;
    std::string after;
    std::string level = {};              // empty: the leaves
    std::vector<std::string> via = {};   // editions that the route goes through
    std::string group = {};              // only what has a code at or below this item
    std::vector<ChangeKind> kinds = {};  // none: all
    DiffPart part = DiffPart::changes;
};
[[nodiscard]] Answer ask(const Catalog& catalog, const DiffQuestion& question);

/// Who leaves whom out, before and after a revision: socshift/diff-exclusions/1, a row for each
/// exclusion and what became of it.
struct ExclusionChangesQuestion {
    std::string before;
    std::string after;
    std::vector<std::string> via = {};
    std::string group = {};  // only what has an end at or below this item
};
[[nodiscard]] Answer ask(const Catalog& catalog, const ExclusionChangesQuestion& question);

/// What left and what entered each "All Other": socshift/diff-residuals/1, a row for each link that
/// a residual item is at an end of.
struct ResidualsQuestion {
    std::string before;
    std::string after;
    std::vector<std::string> via = {};
    std::optional<Counts> counts = {};  // how many of `before` the links are of; carried there
};
[[nodiscard]] Answer ask(const Catalog& catalog, const ResidualsQuestion& question);

/// The evidence for what happened to one code: socshift/diff-explain/1, a row for each piece.
/// @throws OtherLevel for a code of another level.
struct EvidenceQuestion {
    std::string before;
    std::string after;
    std::string code;
    std::string level = {};  // empty: the leaves
    std::vector<std::string> via = {};
    DefinitionStore definitions = DefinitionStore{};  // that the user has imported
};
[[nodiscard]] Answer ask(const Catalog& catalog, const EvidenceQuestion& question);

/// The publisher's figures about a revision beside what is counted here: socshift/diff-official/1.
struct OfficialQuestion {
    std::string before;
    std::string after;
    std::vector<std::string> via = {};
    DefinitionStore definitions = DefinitionStore{};
};
[[nodiscard]] Answer ask(const Catalog& catalog, const OfficialQuestion& question);

/// The hierarchy of an edition: socshift/tree/1, a row for each item, each before those under it.
struct TreeQuestion {
    std::string edition;
    std::string code = {};   // only this item and what is under it
    std::string level = {};  // down to this level; empty: to the leaves
};
[[nodiscard]] Answer ask(const Catalog& catalog, const TreeQuestion& question);

/// Items whose titles hold words, each of them and in any order: socshift/find/1.
struct FindQuestion {
    std::vector<std::string> words;
    std::string edition = {};  // empty: all but drafts
    std::string level = {};    // items of this level only
};
[[nodiscard]] Answer ask(const Catalog& catalog, const FindQuestion& question);

/// The codes that a job title can mean, best first: socshift/find-title/1, or, with `explain`, what
/// speaks for each: socshift/find-title-why/1. Nothing in it is an answer: no row.
struct TitleQuestion {
    std::string title;
    std::string edition = {};  // empty: usual_title_edition()
    std::size_t most = 5;
    bool explain = false;
    Decisions decisions = {};  // that go before all else, and are learnt from
};
/// @throws Error for a title without a letter or a digit.
[[nodiscard]] Answer ask(const Catalog& catalog, const TitleQuestion& question);

/// The same among @p titles, made once of @p catalog for many questions: a tenth of a second each
/// is saved. `edition` and `decisions` of the question say nothing.
[[nodiscard]] Answer ask(const Catalog& catalog, const EditionTitles& titles,
                         const TitleQuestion& question);

/// Which of two activities gives a job its code: socshift/find-both/1, a row for each, the chosen
/// one marked. A title is read as its first answer, which is said. See choose_activity().
struct TwoActivitiesQuestion {
    std::string first;  // a job title, or a code of the finest level
    std::string second;
    std::string edition = {};              // empty: usual_title_edition()
    std::optional<Share> first_time = {};  // part of the time that the first takes
    Decisions decisions = {};
};
/// @throws Error for a title without a letter or a digit, one that nothing is found for, or the
/// code of a group.
[[nodiscard]] Answer ask(const Catalog& catalog, const TwoActivitiesQuestion& question);

/// Titles that were decided, each with the code that holds, and how many sources and rows have it:
/// socshift/decisions/1. Needs decisions that check() has no errors for.
struct DecisionsQuestion {
    Decisions decisions;  // read_decision_log("decisions.csv")
};
[[nodiscard]] Answer ask(const Catalog& catalog, const DecisionsQuestion& question);

/// Every edition of the catalog: socshift/editions/1.
struct EditionsQuestion {};
[[nodiscard]] Answer ask(const Catalog& catalog, const EditionsQuestion& question);

/// What is told of families: each code of each (socshift/families/1), each family with a column of
/// codes for each edition (socshift/families-wide/1), or numbers (socshift/families-stat/1).
enum class FamiliesPart : std::uint8_t { codes, families, counts };

/// The finest comparable groups over two or more editions.
struct FamiliesQuestion {
    std::vector<std::string> editions;
    std::string level = {};
    std::vector<std::string> via = {};  // with two editions only
    FamiliesPart part = FamiliesPart::codes;
};
[[nodiscard]] Answer ask(const Catalog& catalog, const FamiliesQuestion& question);

/// Who leaves whom out by the definitions of an edition, and who includes whom:
/// socshift/exclusions/1, a row for each reference.
struct ExclusionsQuestion {
    std::string edition;
    std::string code = {};  // only what it says, and others of it; empty: all
    bool counts = false;    // socshift/exclusions-stat/1: how many there are of each, instead
};
[[nodiscard]] Answer ask(const Catalog& catalog, const ExclusionsQuestion& question);

/// The ways between two editions and what each loses: socshift/routes/1, best first.
struct RoutesQuestion {
    std::string from;
    std::string to;
    RouteLimits bounds = {};
    bool steps = false;  // socshift/routes-steps/1: a row for each step of each, instead
};
[[nodiscard]] Answer ask(const Catalog& catalog, const RoutesQuestion& question);

/// What going to another edition and back cannot recover: socshift/loss/1, a row for each code.
struct LossQuestion {
    std::string from;
    std::string over;
    std::vector<std::string> via = {};
    bool exact = false;                 // list codes that come back exactly, too
    std::optional<Counts> counts = {};  // how much of `from` is lost; they are carried there
    bool totals = false;  // socshift/loss-stat/1: a row for each way of coming back, instead
};
[[nodiscard]] Answer ask(const Catalog& catalog, const LossQuestion& question);

/// Where codes of one edition are in another: socshift/map/1, a row for each place of each code.
struct MapQuestion {
    std::string from;
    std::string to;
    std::vector<std::string> codes = {};  // none: all; one that is not there is a warning
    std::string level = {};               // of the targets
    std::vector<std::string> via = {};
    bool proof = false;  // socshift/map-explain/1: the rows that each place follows from, instead
};
[[nodiscard]] Answer ask(const Catalog& catalog, const MapQuestion& question);

/// One item: its path, children, cross references, where it came from and went: socshift/show/1.
struct ItemQuestion {
    std::string code;                                 // "15-1252", "soc2018:15-1252"
    bool drafts = false;                              // also what becomes of it in drafts
    DefinitionStore definitions = DefinitionStore{};  // that the user has imported
};
[[nodiscard]] Answer ask(const Catalog& catalog, const ItemQuestion& question);

/// Where shares come from that nobody published, between two editions: socshift/weights/1, a row
/// for each share. @throws NoWeights if there are none of the kind; DataError for weights of a file
/// that do not fit the links.
struct WeightsQuestion {
    WeightChoice weights;  // read_weight_choice("census")
    std::string from;
    std::string to;
    bool gaps = false;  // socshift/weights-gaps/1: the codes that there are no shares for, instead
    bool normalise = false;  // divide shares of a file that do not sum to one by their sum
};
[[nodiscard]] Answer ask(const Catalog& catalog, const WeightsQuestion& question);

/// The editions, before and after, that weights are asked about when nobody says which: those that
/// one of @p choices, a file, names; else the latest edition that a list of titles is coded in, and
/// the one before it. None if there are no such editions, or files name different ones.
[[nodiscard]] std::optional<std::pair<EditionId, EditionId>> usual_ends(
    const Catalog& catalog, const std::vector<WeightChoice>& choices);

/// Two weights beside each other: socshift/weights-compare/1, a row for each link of the codes that
/// both give shares for. @throws as WeightsQuestion; DependsOnGroups for weights that do.
struct WeightsComparisonQuestion {
    WeightChoice a;
    WeightChoice b;
    std::string from;
    std::string to;
    bool normalise = false;
};
[[nodiscard]] Answer ask(const Catalog& catalog, const WeightsComparisonQuestion& question);

/// What weights the catalog has between two editions: socshift/weights-list/1, a row for each kind.
struct WeightsListQuestion {
    std::string from;
    std::string to;
};
[[nodiscard]] Answer ask(const Catalog& catalog, const WeightsListQuestion& question);

/// Weights estimated from counts of the sources and counts of the targets: socshift/weights/1.
/// estimate_between() gives them as a file, with the record of how. @throws DataError for counts
/// that are not sound.
struct WeightsEstimateQuestion {
    std::string from;
    std::string to;
    NamedCounts sources;
    NamedCounts targets;
};
[[nodiscard]] Answer ask(const Catalog& catalog, const WeightsEstimateQuestion& question);

/// Everything wrong or notable in the catalog or in one of its editions: socshift/check/1.
struct CheckQuestion {
    std::string edition = {};  // empty: the whole catalog
};
[[nodiscard]] Answer ask(const Catalog& catalog, const CheckQuestion& question);

/// Everything wrong or notable in a table that somebody made between two editions: the same.
/// @throws as find_sides() and lint_table().
struct CheckTableQuestion {
    DelimitedTable table;
    TableRequest request = {};
    std::optional<DelimitedTable> back = {};  // the table in the other direction
};
[[nodiscard]] Answer ask(const Catalog& catalog, const CheckTableQuestion& question);

}  // namespace socshift
