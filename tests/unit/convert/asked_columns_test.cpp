#include "socshift/convert/asked_columns.hpp"

#include "socshift/convert/detect_columns.hpp"
#include "socshift/weights/weights_order.hpp"
#include "support/conversion.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

using ColumnPlaces = std::vector<std::size_t>;

}  // namespace

TEST_CASE("what a conversion looks at is found by name and by place") {
    const std::vector<std::string> names{"id",     "year", "code",  "n",
                                         "n_only", "sex",  "twice", "twice"};
    ConversionSpec spec;
    spec.column = "#3";
    CHECK(asked_columns(spec, names) == ColumnPlaces{2});
    spec.edition_column = "year";
    spec.sums = {"n", "not there", "twice"};
    spec.where = {{"id", {"1"}}};
    CHECK(asked_columns(spec, names) == ColumnPlaces{0, 1, 2, 3});
    spec.shares_of_basis = true;
    CHECK(asked_columns(spec, names) == ColumnPlaces{0, 1, 2, 3, 4});
    spec.weights_by = {{"sex", "sex", {}}};
    CHECK(asked_columns(spec, names) == ColumnPlaces{0, 1, 2, 3, 4, 5});
}

TEST_CASE("all columns say how figures that are texts are written") {
    std::vector<OfferedColumn> columns{{"code"}, {"n", true, false}, {"text"}, {"list", false}};
    ConversionSpec spec;
    spec.column = "code";
    spec.sums = {"n"};
    CHECK(asked_columns(spec, columns) == ColumnPlaces{0, 1});
    spec.means = {"#3"};
    spec.by_weight = "n";
    CHECK(asked_columns(spec, columns) == ColumnPlaces{0, 1, 2});
    columns.push_back({"other", true, false});
    CHECK(asked_columns(spec, columns) == ColumnPlaces{0, 1, 2, 4});
    spec.by = {"list"};  // asked for, so that whoever reads it says why it cannot be
    CHECK(asked_columns(spec, columns) == ColumnPlaces{0, 1, 2, 3, 4});
    spec.decimal = '.';
    CHECK(asked_columns(spec, columns) == ColumnPlaces{0, 1, 2, 3});
}

TEST_CASE("a column may have no name") {
    const std::vector<std::string> names{"code", ""};
    ConversionSpec spec;
    spec.column = "code";
    CHECK(asked_columns(spec, names) ==
          ColumnPlaces{0});  // nobody asked for a wave, or for weights
    spec.sums = {""};
    CHECK(asked_columns(spec, names) == ColumnPlaces{0, 1});
    spec.column = "";
    spec.sums.clear();
    CHECK(asked_columns(spec, names) == ColumnPlaces{1});
}

TEST_CASE("what an assignment and a detection look at") {
    const std::vector<std::string> names{"id", "title", "old", "person"};
    AssignSpec spec;
    spec.column = "title";
    spec.with_code = "old";
    CHECK(asked_columns(spec, names) == ColumnPlaces{1, 2});
    CHECK(asked_columns(DetectRequest{}, names) == ColumnPlaces{0, 1, 2, 3});
    DetectRequest request;
    request.column = "old";
    CHECK(asked_columns(request, names) == ColumnPlaces{2});
}

TEST_CASE("the edition of columns in memory is that of a file of their cells") {
    const std::vector<std::string_view> codes{"1-1", "1-2", "2-1", "3-1", "x;y"};
    const std::vector<std::int64_t> numbers{1, 2, 3, 4, 5};
    const auto in_memory = detect_columns({}, small_catalog(),
                                          {{"n", std::span{numbers}}, {"code", std::span{codes}}});
    const auto in_file =
        detect({}, small_catalog(), bytes_of("n,code\n1,1-1\n2,1-2\n3,2-1\n4,3-1\n5,x;y\n"));
    REQUIRE(in_memory.columns.size() == in_file.columns.size());
    REQUIRE(in_memory.columns.size() == 1);
    CHECK(in_memory.columns[0].column == "code");
    CHECK(in_memory.columns[0].answer == in_file.columns[0].answer);
    CHECK(in_memory.columns[0].explained == in_file.columns[0].explained);
    CHECK(in_memory.rows == in_file.rows);
}
