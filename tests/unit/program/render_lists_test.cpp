#include "socshift/catalog/builtin.hpp"
#include "text/print.hpp"
#include "text/text.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace socshift;
using namespace socshift::cli;

namespace {

std::string printed_table(Format format) {
    std::istringstream in;
    std::ostringstream out;
    Context context{builtin_catalog(), in, out, out};
    Answer answer("t/1", {{"codes", ColumnKind::texts}, {"n", ColumnKind::whole}}, {});
    answer.table.add({std::vector<std::string>{"1", "2;3"}, 4});
    answer.table.add({std::vector<std::string>{}, Cell()});
    print(answer, format, context);
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
