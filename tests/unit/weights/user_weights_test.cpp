#include "socshift/weights/user_weights.hpp"

#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

const Correspondence& links() {
    static const auto out = table(
        "old", "new", {row("a", "x"), row("a", "y"), row("b", "x"), row("b", "z"), row("c", "z")});
    return out;
}

Weights weights(WeightForm form, const std::vector<std::vector<std::string>>& rows) {
    Weights out;
    out.form = form;
    std::uint32_t at = 10;
    for (const auto& cells : rows) {
        out.rows.push_back({code(cells[0]),
                            code(cells[1]),
                            cells[2],
                            {cells.begin() + 3, cells.end()},
                            line(at++)});
    }
    return out;
}

std::vector<std::string> findings(const Weights& of, bool normalise = false) {
    return printed(
        check(of, links(), flat("old", {"a", "b", "c"}), flat("new", {"x", "y", "z"}), normalise));
}

std::string shares(const UserWeights& made) {
    std::string out;
    for (const auto& source : made.table.sources) {
        for (const auto& cell : source.cells) {
            out +=
                source.source.text() + cell.targets.front().text() + " " + cell.share.text() + "; ";
        }
    }
    for (const auto& gap : made.table.gaps) {
        out += gap.source.text() + ": " + gap.reason + "; ";
    }
    return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("shares are taken as they are written") {
    const auto of =
        weights(WeightForm::share,
                {{"a", "x", "0.1"}, {"a", "y", "0.9"}, {"b", "x", "1/3"}, {"b", "z", "2/3"}});
    CHECK(findings(of).empty());
    CHECK(shares(user_weights(of, "w", links())) == "ax 1/10; ay 9/10; bx 1/3; bz 2/3; ");
}

TEST_CASE("counts are parts of their sum, whole or not, of any size") {
    const auto of = weights(WeightForm::count, {{"a", "x", "1.5"},
                                                {"a", "y", "4.5"},
                                                {"b", "x", "99999999999999999999"},
                                                {"b", "z", "1"}});
    CHECK(findings(of).empty());
    const auto made = user_weights(of, "w", links());
    CHECK(shares(made) ==
          "ax 1/4; ay 3/4; bx 99999999999999999999/100000000000000000000; bz "
          "1/100000000000000000000; ");
    CHECK(made.normalised.empty());
}

TEST_CASE("everything wrong with weights is said, with its place") {
    CHECK(findings(weights(WeightForm::share, {{"a", "x", "0.5"},
                                               {"a", "x", "0.5"},
                                               {"q", "x", "1"},
                                               {"c", "q", "1"},
                                               {"c", "x", "1"},
                                               {"b", "x", "-0.5"},
                                               {"b", "z", "1.5"}})) ==
          Lines{"f.yaml:10:5: note: 'y' gets nothing of 'a' [weight-target-left-out]",
                "f.yaml:11:5: error: 'a' -> 'x' is there twice [weight-duplicate]",
                "f.yaml:12:5: error: source 'q' is not an item of old [weight-unknown-source]",
                "f.yaml:13:5: error: target 'q' is not an item of new [weight-unknown-target]",
                "f.yaml:14:5: error: the table old -> new has no link 'c' -> 'x'; 'c' goes to z "
                "[weight-unknown-pair]",
                "f.yaml:15:5: error: share -0.5 of 'b' -> 'x' is negative [weight-negative]"});
    CHECK(
        findings(
            weights(WeightForm::share,
                    {{"a", "x", "0"}, {"a", "y", "1"}, {"b", "x", "1,5"}, {"b", "z", "nan"}})) ==
        Lines{"f.yaml:10:5: error: share of 'a' -> 'x' is zero; leave such a row out [weight-zero]",
              "f.yaml:12:5: error: share '1,5' of 'b' -> 'x' is no number [weight-no-number]",
              "f.yaml:13:5: error: share 'nan' of 'b' -> 'z' is no number [weight-no-number]"});
}

TEST_CASE("shares that do not sum to one are refused, unless they are to be normalised") {
    const auto of = weights(WeightForm::share, {{"a", "x", "60"}, {"a", "y", "30"}});
    CHECK(findings(of) ==
          Lines{"note: nothing of 'b', which has 2 targets [weight-left-out]",
                "f.yaml:10:5: error: shares of 'a' sum to 90, expected 1; --normalise "
                "divides them by their sum [weight-sum]"});
    CHECK(findings(of, true) ==
          Lines{"note: nothing of 'b', which has 2 targets [weight-left-out]"});
    const auto made = user_weights(of, "w", links());
    CHECK(shares(made) == "ax 2/3; ay 1/3; b: not in the file; ");
    CHECK(made.normalised == Lines{"'a' by 90"});
}

TEST_CASE("shares that nearly sum to one do not") {
    const auto of =
        weights(WeightForm::share,
                {{"a", "x", "0.3333"}, {"a", "y", "0.6666"}, {"b", "x", "0.5"}, {"b", "z", "0.5"}});
    CHECK(findings(of).size() == 1);
}

TEST_CASE("weights of groups are checked and taken group by group") {
    auto of = weights(WeightForm::share, {{"a", "x", "0.1", "f"},
                                          {"a", "y", "0.9", "f"},
                                          {"a", "x", "1", "m"},
                                          {"b", "x", "0.5", ""},
                                          {"b", "z", "0.5", ""}});
    of.groups = {"sex"};
    const auto found = findings(of);
    CHECK(found.front() == "note: nothing of 'a', which has 2 targets for sex= [weight-left-out]");
    CHECK(std::count_if(found.begin(), found.end(), [](const std::string& text) {
              return text.find("[weight-group]") != std::string::npos;
          }) == 2);
    of.rows.erase(of.rows.begin() + 3, of.rows.end());
    CHECK(groups_of(of) == std::vector<Lines>{{"f"}, {"m"}});
    CHECK(shares(user_weights(of, "w", links(), {"f"})) ==
          "ax 1/10; ay 9/10; b: not in the file; ");
    CHECK(shares(user_weights(of, "w", links(), {"m"})) == "ax 1; b: not in the file; ");
}

TEST_CASE("weights of other editions are refused") {
    auto of = weights(WeightForm::share, {{"a", "x", "1"}, {"b", "z", "1"}});
    of.source = id("q");
    CHECK(findings(of).front() ==
          "error: the source of these weights is q, expected old [weight-edition]");
    CHECK(findings(weights(WeightForm::share, {})).front() == "error: no rows [weight-none]");
}

TEST_CASE("weights are for so many groups of rows at most") {
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i <= most_weight_groups; ++i) {
        rows.push_back({"a", "x", "1", std::to_string(i)});
    }
    auto of = weights(WeightForm::share, rows);
    of.groups = {"g"};
    of.at = {"f.yaml", 1, 0};
    CHECK(findings(of) ==
          Lines{"f.yaml:1: error: weights for 1001 groups of rows; expected at most "
                "1000 [weight-groups]"});
}

TEST_CASE("figures whose sum cannot be kept exactly are refused") {
    const auto wide =
        table("old", "new", {row("a", "v"), row("a", "w"), row("a", "x"), row("a", "y")});
    const auto of = weights(WeightForm::count, {{"a", "v", "1/" + std::string(97, '7')},
                                                {"a", "w", "1/" + std::string(96, '7')},
                                                {"a", "x", "1/" + std::string(95, '3')},
                                                {"a", "y", "1/" + std::string(94, '3')}});
    CHECK(printed(check(of, wide, flat("old", {"a"}), flat("new", {"v", "w", "x", "y"}))) ==
          Lines{"f.yaml:10:5: error: counts of 'a' have too many digits to be added up exactly "
                "[weight-sum]"});
    const auto few =
        weights(WeightForm::count, {{"a", "v", "1/" + std::string(97, '7')}, {"a", "w", "0.5"}});
    CHECK(shares(user_weights(few, "f", wide)).size() > 100);
}

TEST_CASE("weights can say what part of a code has no successor") {
    auto data = unstated("old", "new", {row("a", "x"), row("b", "x")});
    data.ends = {socshift::test::end("a")};
    const auto ends = Correspondence::make(data);
    Weights of;
    of.rows = {{code("a"), code("x"), "1/4", {}, line(10)}, {code("a"), {}, "3/4", {}, line(11)}};
    const auto old = flat("old", {"a", "b"});
    const auto after = flat("new", {"x"});
    CHECK(printed(check(of, ends, old, after)).empty());
    const auto made = user_weights(of, "w", ends);
    const auto weighted = with_weights(ends, {&made.table});
    CHECK(weighted.links().front().share == Share{1, 4});
    CHECK(weighted.ends().front().share == Share{3, 4});
    of.rows[1].source = code("b");
    CHECK(printed(check(of, ends, old, after)).back() ==
          "f.yaml:11:5: error: the table old -> new has no link 'b' -> none; 'b' goes to x "
          "[weight-unknown-pair]");
}
