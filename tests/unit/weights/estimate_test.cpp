#include "socshift/weights/estimate.hpp"

#include "socshift/numbers/fitting.hpp"
#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

LeafSizes sizes(const std::vector<std::pair<std::string, std::int64_t>>& counts) {
    LeafSizes out;
    for (const auto& [text, count] : counts) {
        out.emplace(code(text), count);
    }
    return out;
}

Counts employment(const std::vector<std::pair<std::string, std::int64_t>>& rows) {
    Counts out{"c", "", id("pub"), "n", "", "", std::nullopt, {}, {}, {}};
    for (const auto& [text, count] : rows) {
        out.rows.push_back({code(text), count, {}});
    }
    return out;
}

std::string printed_weights(const WeightTable& weights) {
    std::string out;
    for (const auto& source : weights.sources) {
        for (const auto& cell : source.cells) {
            out += source.source.text() + cell.targets.front().text() + " " +
                   decimal_text(cell.share) + "; ";
        }
    }
    for (const auto& gap : weights.gaps) {
        out += gap.source.text() + ": " + gap.reason + "; ";
    }
    return out;
}

}  // namespace

TEST_CASE("a source alone in its family is divided as its targets are") {
    const auto out =
        estimate_weights(table("old", "new", {row("a", "x"), row("a", "y"), row("b", "z")}),
                         flat("old", {"a", "b"}), flat("new", {"x", "y", "z"}),
                         sizes({{"a", 300}, {"b", 1}}), sizes({{"x", 10}, {"y", 20}, {"z", 9}}));
    CHECK(printed_weights(out.weights) == "ax 0.333333; ay 0.666667; ");
    REQUIRE(out.families.size() == 1);
    const auto& record = out.families[0].record;
    CHECK(record.state == "estimated");
    CHECK(record.wanted == std::vector<std::string>{"100", "200"});
    CHECK(record.fitted == record.wanted);
    CHECK(record.residual == "0");
    CHECK(record.iterations == 2);
}

TEST_CASE("two sources with the same targets get the same shares: the nearest to equal flows") {
    const auto out = estimate_weights(
        table("old", "new", {row("a", "x"), row("a", "y"), row("b", "x"), row("b", "y")}),
        flat("old", {"a", "b"}), flat("new", {"x", "y"}), sizes({{"a", 10}, {"b", 90}}),
        sizes({{"x", 30}, {"y", 70}}));
    CHECK(printed_weights(out.weights) == "ax 0.3; ay 0.7; bx 0.3; by 0.7; ");
}

TEST_CASE("margins that contradict each other keep the sources and approach the targets") {
    // b can only go to y, which wants 40 of 100 and gets at least the 70 of b.
    const auto out = estimate_weights(
        table("old", "new", {row("a", "x"), row("a", "y"), row("b", "y")}), flat("old", {"a", "b"}),
        flat("new", {"x", "y"}), sizes({{"a", 30}, {"b", 70}}), sizes({{"x", 6}, {"y", 4}}));
    CHECK(printed_weights(out.weights) == "ax 1; ");
    const auto& record = out.families.at(0).record;
    CHECK(record.state == "contradictory");
    CHECK(record.wanted == std::vector<std::string>{"60", "40"});
    CHECK(record.fitted == std::vector<std::string>{"30", "70"});
    CHECK(record.residual == "30");
    CHECK(out.weights.sources.at(0).remark ==
          "margins contradict each other: 30 lie elsewhere than wanted");
}

TEST_CASE("a family without a count is not estimated, and says what is missing") {
    const auto t = table("old", "new", {row("a", "x"), row("a", "y"), row("b", "y")});
    const auto a = flat("old", {"a", "b"});
    const auto b = flat("new", {"x", "y"});
    const auto gaps = [&](const LeafSizes& sources, const LeafSizes& targets) {
        const auto out = estimate_weights(t, a, b, sources, targets);
        CHECK(out.weights.sources.empty());
        CHECK(out.families.at(0).state == EstimateState::not_estimable);
        return printed_weights(out.weights);
    };
    CHECK(gaps(sizes({{"a", 1}}), sizes({{"x", 1}})) ==
          "a: no count of old b; no count of new y; ");
    CHECK(gaps(sizes({{"a", 0}, {"b", 1}}), sizes({{"x", 1}, {"y", 1}})) ==
          "a: the count of a is 0; ");
    CHECK(gaps(sizes({{"a", 1}, {"b", 1}}), sizes({{"x", 1}, {"y", 0}})) ==
          "a: the counts of all targets of b are 0; ");
}

TEST_CASE("a target with a count of nothing gets nothing") {
    const auto out =
        estimate_weights(table("old", "new", {row("a", "x"), row("a", "y")}), flat("old", {"a"}),
                         flat("new", {"x", "y"}), sizes({{"a", 5}}), sizes({{"x", 0}, {"y", 8}}));
    CHECK(printed_weights(out.weights) == "ay 1; ");
}

TEST_CASE("counts of a publication count for a leaf only if they are of nothing else") {
    const auto leaves = flat("leaves", {"a", "b", "c", "d", "e", "f"});
    const auto coverage = table("pub", "leaves",
                                {row("p1", "a"), row("p2", "b"), row("p3", "b"), row("p4", "c"),
                                 row("p4", "d"), row("p5", "d"), row("p6", "e")});
    const auto found = leaf_counts(
        employment({{"p1", 1}, {"p2", 2}, {"p3", 3}, {"p4", 4}, {"p5", 5}}), leaves, &coverage);
    // b is p2 and p3 together; c and d share p4; nobody counted p6; nothing covers f.
    CHECK(found == sizes({{"a", 1}, {"b", 5}}));
    const auto groups = edition("leaves", {"broad", "leaf"},
                                {item("g", "t", "broad"), item("a", "u", "leaf", "g")});
    CHECK(leaf_counts(employment({{"a", 1}, {"g", 9}, {"q", 2}}), groups, nullptr) ==
          sizes({{"a", 1}}));
}

TEST_CASE("parts of a million sum to a million, the largest remainders first") {
    CHECK(millionths({Real{1}, Real{1}, Real{1}}) ==
          std::vector<std::int64_t>{333334, 333333, 333333});
    CHECK(millionths({Real{2}, Real{1}}) == std::vector<std::int64_t>{666667, 333333});
    CHECK(millionths({Real{"1e-12"}, Real{1}}) == std::vector<std::int64_t>{0, 1000000});
}
