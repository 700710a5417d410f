#include "socshift/convert/last_rows.hpp"

#include "socshift/base/error.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace socshift;
using namespace socshift::test;

namespace {

using Row = std::array<std::string, 3>;

LastRows found(const std::vector<Row>& rows) {
    LastRowFinder finder;
    for (const auto& [person, period, order] : rows) {
        finder.add(person, period, order);
    }
    auto out = finder.finish();
    // A row that is asked for by its cells stands where it stands among all.
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& [person, period, order] = rows[i];
        CHECK(finder.place(person, period, order) == out.places[i]);
    }
    CHECK(finder.rows() == rows.size());
    return out;
}

std::string words_of(const LastRows& rows) {
    std::string out;
    for (const auto place : rows.places) {
        out += (out.empty() ? "" : ", ") + std::string{to_string(place)};
    }
    return out;
}

/// The same by looking at every pair of rows.
LastRows naive(const std::vector<Row>& rows) {
    LastRows out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::vector<std::uint64_t> same;
        bool is_last = true;
        bool has_gap = false;
        std::size_t others = 0;
        for (std::size_t k = 0; k < rows.size(); ++k) {
            if (rows[k][0] != rows[i][0] || rows[k][1] != rows[i][1]) {
                continue;
            }
            ++others;
            has_gap = has_gap || rows[k][2].empty();
            is_last = is_last && (rows[k][2].empty() || rows[i][2].empty() ||
                                  std::stoi(rows[k][2]) <= std::stoi(rows[i][2]));
            if (rows[k][2] == rows[i][2]) {
                same.push_back(k);
            }
        }
        const auto place = rows[i][0].empty() || rows[i][1].empty() ? RowPlace::no_person
                           : others == 1                            ? RowPlace::last
                           : has_gap                                ? RowPlace::no_order
                           : !is_last                               ? RowPlace::before_last
                           : same.size() > 1                        ? RowPlace::tied
                                                                    : RowPlace::last;
        out.places.push_back(place);
        if (place == RowPlace::tied && same.front() == i) {
            out.ties.push_back(same);
        }
    }
    return out;
}

}  // namespace

TEST_CASE("of each person in each period the last row is found, and ties are listed",
          "[last_rows]") {
    const auto rows = found({{"7", "2024Q1", "2024-01-31"},
                             {"7", "2024Q1", "2024-03-31"},
                             {"7", "2024Q2", "2024-04-30"},
                             {" 8 ", "2024Q1", "2024-02-29"},
                             {"8", "2024Q1", "2024-02-29 "},
                             {"8", "2024Q1", "2024-01-31"},
                             {"", "2024Q1", "2024-01-31"},
                             {"9", "2024Q1", ""},
                             {"10", "2024Q1", ""},
                             {"10", "2024Q1", "2024-01-31"}});
    CHECK(words_of(rows) ==
          "before the last, last, last, tied, tied, before the last, no person or period, last, "
          "no order, no order");
    CHECK(rows.ties == std::vector<std::vector<std::uint64_t>>{{3, 4}});
    CHECK(found({}).places.empty());
}

TEST_CASE("numbers give an order as numbers, and other forms none", "[last_rows]") {
    CHECK(words_of(found({{"1", "p", "9"}, {"1", "p", "10"}, {"1", "p", "-3"}})) ==
          "before the last, last, before the last");
    const auto message = [](std::vector<Row> rows) {
        return message_of<FormatError>([&] { (void)found(rows); });
    };
    CHECK(message({{"1", "p", "1/31/2024"}}) ==
          "row 1: '1/31/2024' gives no order: expected whole numbers, or days such as 2024-01-31, "
          "all in one form");
    CHECK(message({{"1", "p", "2024-01-31"}, {"2", "p", "2024-1-31"}}).starts_with("row 2: "));
    CHECK(message({{"1", "p", "2024-01-31"}, {"2", "p", "3"}}).starts_with("row 2: "));
    CHECK(message({{"1", "p", "3"}, {"2", "p", "2024-01-31"}}).starts_with("row 2: "));
    CHECK(message({{"1", "p", "1.5"}}).starts_with("row 1: "));
}

TEST_CASE("a row that was never added is nowhere", "[last_rows]") {
    LastRowFinder finder;
    finder.add("7", "Q1", "2024-01-31");
    finder.add("7", "Q1", "2024-02-29");
    CHECK_FALSE(finder.place("8", "Q1", "2024-01-31"));
    CHECK_FALSE(finder.place("7", "Q2", "2024-01-31"));
    CHECK_FALSE(finder.place("7", "Q1", "2024-03-31"));
    CHECK_FALSE(finder.place("7", "Q1", ""));
    CHECK_FALSE(finder.place("7", "Q1", "5"));
    CHECK(finder.place("7", "Q1", "2024-01-31") == RowPlace::before_last);
}

TEST_CASE("a person and a period do not run together", "[last_rows]") {
    CHECK(words_of(found({{"1", "12", "1"}, {"11", "2", "2"}})) == "last, last");
}

TEST_CASE("every small table has the last rows that pairs of rows show", "[last_rows]") {
    const std::vector<Row> kinds = {{"a", "p", "1"}, {"a", "p", "2"}, {"a", "q", "1"},
                                    {"b", "p", "1"}, {"a", "p", ""},  {"", "p", "1"}};
    constexpr std::size_t tables = 1296;  // four rows of six kinds
    for (std::size_t number = 0; number < tables; ++number) {
        std::vector<Row> rows;
        for (auto rest = number; rows.size() < 4; rest /= 6) {
            rows.push_back(kinds[rest % 6]);
        }
        CAPTURE(number);
        REQUIRE(found(rows) == naive(rows));
    }
}
