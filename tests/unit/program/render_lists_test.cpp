#include "text/table.hpp"
#include "text/text.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace socshift::cli;

namespace {

std::string printed_table(Format format) {
    const Table table{"t/1",
                      {"codes", "n"},
                      {{list_cell({"1", "2;3"}), "4"}, {list_cell({}), ""}},
                      {"n"},
                      {"codes"}};
    std::ostringstream out;
    write_table(out, table, format, 0);
    return out.str();
}

}  // namespace

TEST_CASE("lists are arrays in JSON and joined by semicolons elsewhere") {
    CHECK(printed_table(Format::csv) == "codes,n\n1;2;3,4\n,\n");
    CHECK(printed_table(Format::json) ==
          "{\"schema\":\"t/1\",\"rows\":[\n{\"codes\":[\"1\",\"2;3\"],\"n\":"
          "4},\n{\"codes\":[],\"n\":null}\n]}\n");
}

TEST_CASE("phrases are not broken") {
    CHECK(wrap(std::vector<std::string>{"18 split,", "11 merged"}, 12) ==
          std::vector<std::string>{"18 split,", "11 merged"});
    CHECK(wrap(std::vector<std::string>{"18 split,", "11 merged"}, 20) ==
          std::vector<std::string>{"18 split, 11 merged"});
    CHECK(wrap(std::vector<std::string>{}, 20) == std::vector<std::string>{""});
}
