#include "socshift/model/counts.hpp"

#include "support/model.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace socshift;
using namespace socshift::test;

namespace {

Counts counts(std::vector<Counts::Row> rows) {
    return {"c", "Counts", id("x"), "employment", "persons", "2018", {}, {}, std::move(rows), {}};
}

}  // namespace

TEST_CASE("counts are held against the edition of their codes", "[counts][check]") {
    const auto edition =
        Edition::make(edition_data("x", {"only"}, {an_item("1", "only"), an_item("2", "only")}));
    CHECK(check(counts({{code("1"), 5, line(10)}, {code("2"), 0, line(11)}}), edition).empty());
    CHECK(
        printed(check(
            counts({{code("1"), 5, line(10)}, {code("1"), 6, line(11)}, {code("3"), 7, line(12)}}),
            edition)) ==
        std::vector<std::string>{
            "f.yaml:11:5: error: code '1' is already there (f.yaml:10:5) [duplicate-count]",
            "f.yaml:12:5: warning: '3' is not an item of x [count-unknown-code]"});
    CHECK(check(counts({}), edition).empty());
}

TEST_CASE("counts that no sum could hold are refused", "[counts][check]") {
    CHECK(
        check(counts({{code("1"), most_counted - 1, line(10)}, {code("2"), 1, line(11)}})).empty());
    CHECK(printed(check(counts({{code("1"), most_counted, line(10)},
                                {code("2"), 1, line(11)},
                                {code("3"), std::numeric_limits<std::int64_t>::max(), line(12)},
                                {code("4"), -1, line(13)}}))) ==
          std::vector<std::string>{
              "f.yaml:11:5: error: with the count of '2', 1, the counts sum to more than "
              "1000000000000000000, which no sum may pass [count-too-large]",
              "f.yaml:12:5: error: with the count of '3', 9223372036854775807, the counts sum to "
              "more than 1000000000000000000, which no sum may pass [count-too-large]",
              "f.yaml:13:5: error: the count of '4' is -1 [count-negative]"});
}
