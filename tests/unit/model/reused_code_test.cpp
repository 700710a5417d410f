#include "socshift/model/correspondence.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace socshift;
using namespace socshift::test;

namespace {

/// An edition of one level whose titles are its codes, of any series.
Edition of_series(std::string_view series, std::string_view id,
                  const std::vector<std::string>& codes) {
    std::vector<Item> items;
    for (const auto& code : codes) {
        items.push_back(item(code, "title of " + code, "leaf"));
    }
    EditionData data{edition(id, {"leaf"}, {}).header(), std::move(items), {}, {}};
    data.header.series = series;
    return Edition::make(std::move(data));
}

CorrespondenceData data(const Edition& source, const Edition& target, std::vector<Link> links) {
    return {source.id(), target.id(), "", {}, std::move(links), {}};
}

std::vector<std::string> reused(const CorrespondenceData& table, const Edition& source,
                                const Edition& target) {
    std::vector<std::string> out;
    for (const auto& finding : check(table, source, target)) {
        if (finding.rule == "reused-code") {
            CHECK(finding.severity == Severity::warning);
            out.push_back(finding.message);
        }
    }
    return out;
}

}  // namespace

TEST_CASE("a code of a series that goes elsewhere is a reused code", "[model]") {
    const auto before = of_series("s", "e1", {"a", "b"});
    const auto after = of_series("s", "e2", {"a", "b", "c"});
    CHECK(reused(data(before, after, {row("a", "a"), row("b", "b")}), before, after).empty());
    CHECK(reused(data(before, after, {row("a", "c"), row("b", "b")}), before, after) ==
          std::vector<std::string>{"code 'a' is not linked to itself: e1 (title of a) goes to 'c', "
                                   "e2 (title of a) comes from nothing"});
}

TEST_CASE("a code that only comes from elsewhere is a reused code too", "[model]") {
    const auto before = of_series("s", "e1", {"a", "b"});
    const auto after = of_series("s", "e2", {"a", "b"});
    CHECK(reused(data(before, after, {row("b", "a"), row("b", "b")}), before, after) ==
          std::vector<std::string>{"code 'a' is not linked to itself: e1 (title of a) goes to "
                                   "nothing, e2 (title of a) comes from 'b'"});
}

TEST_CASE("a code that no link names is unlinked, not reused", "[model]") {
    const auto before = of_series("s", "e1", {"a", "b"});
    const auto after = of_series("s", "e2", {"a", "b"});
    CHECK(reused(data(before, after, {row("b", "b")}), before, after).empty());
}

TEST_CASE("two series that write codes alike by chance reuse nothing", "[model]") {
    const auto one = of_series("one", "e1", {"a", "b", "c"});
    const auto two = of_series("two", "e2", {"a", "b", "c"});
    CHECK(reused(data(one, two, {row("a", "b"), row("b", "c"), row("c", "a")}), one, two).empty());
}

TEST_CASE("two series with one stock of codes can reuse one", "[model]") {
    const auto one = of_series("one", "e1", {"a", "b", "c"});
    const auto two = of_series("two", "e2", {"a", "b", "c"});
    CHECK(reused(data(one, two, {row("a", "a"), row("b", "b"), row("c", "a")}), one, two).size() ==
          1);
}

TEST_CASE("a code that is a group on one side is not reused", "[model]") {
    const auto one = of_series("s", "e1", {"a"});
    EditionData groups{edition("e2", {"group", "leaf"}, {}).header(),
                       {item("a", "A", "group"), item("a1", "A1", "leaf", "a")},
                       {},
                       {}};
    groups.header.series = "s";
    const auto two = Edition::make(std::move(groups));
    CHECK(reused(data(one, two, {row("a", "a1")}), one, two).empty());
}
