// The publishers' workbooks hold what the tidied tables beside them say.
#include "socshift/io/table_file.hpp"
#include "support/sources.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace socshift;

namespace {

struct PublishedSheet {
    std::string file;
    std::vector<std::string> header;  // its first columns
    std::uint32_t first_row;
    std::size_t rows;
};

std::vector<PublishedSheet> workbooks() {
    return {
        {"2010_to_2019_Crosswalk",
         {"O*NET-SOC 2010 Code", "O*NET-SOC 2010 Title", "O*NET-SOC 2019 Code",
          "O*NET-SOC 2019 Title"},
         5,
         1164},
        {"national_M2018_dl", {"OCC_CODE", "OCC_TITLE", "OCC_GROUP", "TOT_EMP"}, 2, 1379},
        {"soc_2010_to_2018_crosswalk",
         {"2010 SOC Code", "2010 SOC Title", "2018 SOC Code", "2018 SOC Title"},
         10,
         900},
        {"soc_2018_definitions", {"SOC Group", "SOC Code", "SOC Title", "SOC Definition"}, 2, 1447},
        {"soc_2018_direct_match_title_file",
         {"2018 SOC Code", "2018 SOC Title", "2018 SOC Direct Match Title", "Illustrative Example"},
         2,
         6520},
        {"soc_structure_2018",
         {"Major Group", "Minor Group", "Broad Group", "Detailed Occupation", "E"},
         9,
         1447}};
}

/// The rows of the columns called @p names.
std::vector<std::vector<std::string>> sheet_cells(const DelimitedTable& table,
                                                  const std::vector<std::string>& names) {
    std::vector<std::vector<std::string>> out;
    for (const auto& row : table.rows) {
        auto& line = out.emplace_back();
        for (const auto& name : names) {
            line.push_back(row.cells[table.column(name)]);
        }
    }
    return out;
}

}  // namespace

TEST_CASE("the publishers' workbooks are read as tables, header and all", "[data]") {
    const auto sources = test::sources_or_skip();
    if (!sources) {
        return;
    }
    for (const auto& book : workbooks()) {
        INFO(book.file);
        const auto table = read_table(*sources / "official-files" / (book.file + ".xlsx"));
        REQUIRE(table.header.size() >= book.header.size());
        CHECK(std::equal(book.header.begin(), book.header.end(), table.header.begin()));
        REQUIRE(table.rows.size() == book.rows);
        CHECK(table.rows.front().line == book.first_row);
    }
}

TEST_CASE("a workbook and its tidied copy have the same cells", "[data]") {
    const auto sources = test::sources_or_skip();
    if (!sources) {
        return;
    }
    const std::vector<std::string> onet = {"O*NET-SOC 2010 Code", "O*NET-SOC 2010 Title",
                                           "O*NET-SOC 2019 Code", "O*NET-SOC 2019 Title"};
    CHECK(sheet_cells(read_table(*sources / "official-files/2010_to_2019_Crosswalk.xlsx"), onet) ==
          sheet_cells(read_table(*sources / "onet/2010_to_2019_Crosswalk.csv"), onet));
    CHECK(sheet_cells(read_table(*sources / "official-files/national_M2018_dl.xlsx"),
                      {"OCC_CODE", "OCC_TITLE", "OCC_GROUP", "TOT_EMP", "A_MEAN", "A_MEDIAN"}) ==
          sheet_cells(read_table(*sources / "weights/oews_national_2018.csv"),
                      {"code", "title", "group", "tot_emp", "a_mean", "a_median"}));
}
