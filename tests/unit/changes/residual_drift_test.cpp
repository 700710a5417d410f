#include "socshift/changes/residual_drift.hpp"

#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

Edition residuals(const char* id, const std::vector<std::pair<std::string, bool>>& leaves) {
    std::vector<Item> items;
    for (const auto& [code, residual] : leaves) {
        items.push_back(item(code, code, "leaf", "", residual));
    }
    return edition(id, {"leaf"}, std::move(items));
}

}  // namespace

TEST_CASE("links of residual items leave, enter or stay") {
    const auto before = residuals("a", {{"1", false}, {"2", false}, {"8", true}, {"9", true}});
    const auto after = residuals("b", {{"1", false}, {"3", false}, {"8", true}, {"9", true}});
    const auto links = table(
        "a", "b", {row("1", "1"), row("2", "9"), row("8", "8"), row("9", "3"), row("9", "9")});
    const auto drift = residual_drift(before, after, links);
    REQUIRE(drift.links.size() == 3);
    CHECK(drift.links[0].drift == Drift::entered);
    CHECK(drift.links[0].source->code.text() == "2");
    CHECK(drift.links[1].drift == Drift::left);
    CHECK(drift.links[1].target->code.text() == "3");
    CHECK(drift.links[2].drift == Drift::stayed);
    CHECK(drift.of(Drift::left) == 1);
    CHECK(drift.residuals_before == 2);
    CHECK(drift.residuals_after == 2);
    CHECK(drift.residuals_untouched == 1);
    CHECK(drift.divided == 1);
    CHECK(drift.divided_residuals == 1);
    CHECK_FALSE(drift.links[0].count.has_value());
    CHECK(to_string(Drift::entered) == "entered");
}

TEST_CASE("a count is all of what moves if its code has one target, else a bound") {
    const auto before = residuals("a", {{"1", false}, {"2", false}, {"9", true}});
    const auto after = residuals("b", {{"3", false}, {"9", true}});
    const auto links =
        table("a", "b", {row("1", "9"), row("2", "9"), row("9", "3"), row("9", "9")});
    Counts counts{"n", "", before.id(), "people", "", "", {}, {}, {}, {}};
    counts.rows = {{Code::parse("1"), 5, {}}, {Code::parse("9"), 7, {}}};
    const auto drift = residual_drift(before, after, links, &counts);
    REQUIRE(drift.links.size() == 4);
    CHECK(drift.links[0].count == 5);
    CHECK(drift.links[0].is_exact);
    CHECK_FALSE(drift.links[1].count.has_value());
    CHECK(drift.links[2].count == 7);
    CHECK_FALSE(drift.links[2].is_exact);
}
