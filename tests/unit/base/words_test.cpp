#include "socshift/base/words.hpp"

#include "choice_option.hpp"
#include "socshift/changes/definition_change.hpp"
#include "socshift/changes/diff.hpp"
#include "socshift/changes/exclusion_changes.hpp"
#include "socshift/changes/exclusions.hpp"
#include "socshift/changes/family.hpp"
#include "socshift/changes/residual_drift.hpp"
#include "socshift/convert/plan.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/proposal.hpp"
#include "socshift/numbers/figure_form.hpp"
#include "socshift/numbers/share.hpp"
#include "socshift/previews/impact.hpp"
#include "socshift/recognise/detect.hpp"
#include "socshift/recognise/recognise.hpp"
#include "socshift/routes/mapped_code.hpp"
#include "socshift/routes/round_trip.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/scenarios/scenario.hpp"
#include "socshift/weights/estimate.hpp"
#include "socshift/weights/route_weights.hpp"
#include "text/format.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <string_view>

namespace {

using namespace socshift;

enum class Colour { red, blue, none };

/// Whether @p value has a name: compilers print "(Colour)3" for a value without one.
template <auto value>
consteval bool is_enumerator() {
    std::string_view text = __PRETTY_FUNCTION__;
    text.remove_prefix(text.find("value = "));
    const auto cast = text.rfind(')');
    return cast == std::string_view::npos || text.at(cast + 1) < '0' || text.at(cast + 1) > '9';
}

}  // namespace

namespace socshift {

template <>
inline constexpr auto word_table<Colour> =
    std::to_array<Word<Colour>>({{Colour::red, "red"}, {Colour::blue, "blue"}, {Colour::none, ""}});

}  // namespace socshift

namespace {

TEST_CASE("a word and its value lead to each other", "[words]") {
    STATIC_REQUIRE(to_string(Colour::blue) == "blue");
    STATIC_REQUIRE(value_of<Colour>("blue") == Colour::blue);
    STATIC_REQUIRE_FALSE(value_of<Colour>("Blue").has_value());
    CHECK(words<Colour>() == "red, blue");
}

TEST_CASE("the word of a value without one is empty, and means nothing", "[words]") {
    CHECK(to_string(Colour::none).empty());
    CHECK_FALSE(value_of<Colour>("").has_value());
}

TEST_CASE("a value without a name is known from the others", "[words]") {
    STATIC_REQUIRE(is_enumerator<Colour::none>());
    STATIC_REQUIRE_FALSE(is_enumerator<static_cast<Colour>(3)>());
}

TEMPLATE_TEST_CASE("a table of words has each value once, in order, and no word twice", "[words]",
                   Basis, Cardinality, CellDamage, ChangeFlag, ChangeForm, ChangeKind, Coverage,
                   DefinitionGrade, DefinitionRung, EditionCertainty, Drift, EditionKind, Effect,
                   EstimateState, ExclusionFate, FigureMark, Groups, MissingFigure, NoteRelation,
                   OnUnknown, Part, PlaceKind, ProposalKind, ProposalOutcome, ProposalStatus,
                   Reason, ReferenceFinding, Repair, Return, Severity, ShareForm, Split, Status,
                   StepKind, WeightKind, cli::Format, cli::PageFormat) {
    constexpr auto size = word_table<TestType>.size();
    STATIC_REQUIRE(is_in_order<TestType>());
    STATIC_REQUIRE(is_enumerator<static_cast<TestType>(size - 1)>());
    STATIC_REQUIRE_FALSE(is_enumerator<static_cast<TestType>(size)>());
    std::set<std::string_view> seen;
    for (const auto& row : word_table<TestType>) {
        CAPTURE(row.word);
        CHECK(seen.insert(row.word).second);
        if (!row.word.empty()) {
            CHECK(value_of<TestType>(row.word) == row.value);
        }
    }
}

}  // namespace
