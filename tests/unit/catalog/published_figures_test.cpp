#include "socshift/catalog/published_figures.hpp"

#include "socshift/base/error.hpp"

#include <catch2/catch.hpp>

using namespace socshift;

namespace {

std::vector<PublishedFigure> read_figures(std::string_view text) {
    return read_published_figures(read_delimited_table(bytes_of(text), "figures.csv", ','));
}

}  // namespace

TEST_CASE("a published figure is read with its document and a remark") {
    const auto figures = read_figures(
        "before,after,figure,title,value,document,remark\n"
        "a,b,added,\"new, all\",24,\"Guide, page 1\",\n");
    REQUIRE(figures.size() == 1);
    CHECK(figures[0].before.text() == "a");
    CHECK(figures[0].figure == "added");
    CHECK(figures[0].title == "new, all");
    CHECK(figures[0].value == 24);
    CHECK(figures[0].document == "Guide, page 1");
    CHECK(figures[0].remark.empty());
}

TEST_CASE("a published figure must be a number in a column of its own") {
    CHECK_THROWS_WITH(
        read_figures("before,after,figure,title,value,document,remark\na,b,c,d,2x,e,f\n"),
        Catch::Contains("figures.csv:2") && Catch::Contains("expected a whole number, found '2x'"));
    CHECK_THROWS_AS(read_figures("before,after\na,b\n"), FormatError);
}
