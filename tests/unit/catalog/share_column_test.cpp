#include "socshift/catalog/share_column.hpp"

#include "socshift/io/delimited_table.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace socshift;

namespace {

/// Whether a column called @p name with these cells is meant to hold shares.
bool is_share_column(const std::string& name, const std::vector<std::string>& cells) {
    DelimitedTable table;
    table.header = {"code", name};
    for (const auto& cell : cells) {
        table.rows.push_back({1, {"A", cell}});
    }
    return find_share_column(table, {0}) == 1U;
}

}  // namespace

TEST_CASE("shares are known by their name, however they are written", "[import]") {
    for (const auto& cells : std::vector<std::vector<std::string>>{{"0.9", "0.1", ""},
                                                                   {".9", ".1"},
                                                                   {"9/10", "1/10"},
                                                                   {"0,9", "0,1"},
                                                                   {"90%", "10 %"},
                                                                   {"1e-05", "0.99999"}}) {
        CAPTURE(cells);
        CHECK(is_share_column("share", cells));
        CHECK(is_share_column("Proportion of jobs", cells));
        CHECK_FALSE(is_share_column("note", cells));
    }
    CHECK(is_share_column("share", {"90", "10"}));
    CHECK_FALSE(is_share_column("share", {"yes", "no", "0.5"}));
    CHECK(is_share_column("weight", {"0.9", ".1"}));
    CHECK(is_share_column("weight", {"0,9", "0,1"}));
    CHECK(is_share_column("weight", {"90%", "10%"}));
    CHECK_FALSE(is_share_column("weight", {"1200", "35", "1"}));  // of persons, perhaps
}
