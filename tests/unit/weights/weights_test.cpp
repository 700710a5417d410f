#include "socshift/weights/weights.hpp"

#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

WeightCell cell(std::vector<std::string> targets, std::string_view share) {
    WeightCell out{{}, Share::parse(share)};
    for (const auto& target : targets) {
        out.targets.push_back(code(target));
    }
    return out;
}

WeightTable weight_table(Basis basis, std::string_view source, std::vector<WeightCell> cells) {
    return {"w", basis, {{code(source), std::move(cells), false, ""}}, {}};
}

/// "a x 1/2 census; a y 1/2 equal; b x ?"
std::string printed_links(const Correspondence& table) {
    std::string out;
    for (const auto& link : table.links()) {
        out += (out.empty() ? "" : "; ") + link.source.text() + " " + link.target.text() + " ";
        out += link.share ? link.share->text() + " " + std::string{to_string(*link.basis)} : "?";
    }
    return out;
}

}  // namespace

TEST_CASE("weights fill in only what nobody published") {
    const auto t = table(
        "old", "new",
        {row("a", "x"), row("a", "y"), row("b", "x", "1/3"), row("b", "y", "2/3"), row("c", "x")});
    const auto a = weight_table(Basis::census, "a", {cell({"x"}, "0.25"), cell({"y"}, "0.75")});
    const auto b = weight_table(Basis::census, "b", {cell({"x"}, "1/2"), cell({"y"}, "1/2")});
    CHECK(printed_links(with_weights(t, {&a, &b})) ==
          "a x 1/4 census; a y 3/4 census; b x 1/3 official; b y 2/3 official; c x ?");
    CHECK(open_sources(t).size() == 1);
    CHECK(with_weights(t, {}) == t);
}

TEST_CASE("the first table that says anything serves a source, and it alone") {
    const auto t =
        table("old", "new", {row("a", "x"), row("a", "y"), row("b", "x"), row("b", "y")});
    const auto first = weight_table(Basis::census, "a", {cell({"x"}, "1")});
    const auto second = equal_weights(t);
    CHECK(printed_links(with_weights(t, {&first, &second})) ==
          "a x 1 census; a y 0 census; b x 1/2 equal; b y 1/2 equal");
    CHECK(printed_links(with_weights(t, {&second, &first})) ==
          "a x 1/2 equal; a y 1/2 equal; b x 1/2 equal; b y 1/2 equal");
}

TEST_CASE("a cell of several targets is divided as the next table does, on the weaker basis") {
    const auto t = table("old", "new", {row("a", "x"), row("a", "y"), row("a", "z")});
    const auto first =
        weight_table(Basis::census, "a", {cell({"x", "y"}, "0.9"), cell({"z"}, "0.1")});
    const auto second = weight_table(Basis::employment, "a",
                                     {cell({"x"}, "0.1"), cell({"y"}, "0.2"), cell({"z"}, "0.7")});
    CHECK(printed_links(with_weights(t, {&first, &second})) ==
          "a x 3/10 employment; a y 3/5 employment; a z 1/10 census");

    SECTION("no table behind it divides it: it cannot serve") {
        CHECK(printed_links(with_weights(t, {&first})) == "a x ?; a y ?; a z ?");
        const auto other = weight_table(Basis::user, "b", {cell({"x"}, "1")});
        CHECK(printed_links(with_weights(t, {&first, &other})) == "a x ?; a y ?; a z ?");
    }
    SECTION("a table behind it that gives the cell nothing does not divide it, but serves itself") {
        const auto only_z = weight_table(Basis::user, "a", {cell({"z"}, "1")});
        CHECK(printed_links(with_weights(t, {&first, &only_z})) ==
              "a x 0 user; a y 0 user; a z 1 user");
    }
}

TEST_CASE("weights that do not fit their table are refused, not used in part") {
    const auto t = table("old", "new", {row("a", "x"), row("a", "y")});
    const auto wrong = weight_table(Basis::user, "a", {cell({"x"}, "1/2"), cell({"q"}, "1/2")});
    CHECK_THROWS_AS(with_weights(t, {&wrong}), DataError);
}

TEST_CASE("two tables of weights are compared link by link, largest difference first") {
    WeightTable a{"a", Basis::census, {}, {}};
    a.sources = {{code("a"), {cell({"x"}, "1/2"), cell({"y"}, "1/2")}, false, ""},
                 {code("b"), {cell({"x"}, "1/4"), cell({"y"}, "3/4")}, false, ""},
                 {code("c"), {cell({"x", "y"}, "1/2"), cell({"z"}, "1/2")}, true, ""},
                 {code("d"), {cell({"x"}, "1")}, false, ""}};
    WeightTable b{"b", Basis::employment, {}, {}};
    b.sources = {{code("a"), {cell({"x"}, "1")}, false, ""},
                 {code("b"), {cell({"x"}, "1/3"), cell({"y"}, "2/3")}, false, ""},
                 {code("c"), {cell({"x"}, "1/2"), cell({"z"}, "1/2")}, false, ""}};
    const auto out = compare_weights(a, b);
    CHECK(out.both == 2);
    std::string text;
    for (const auto& entry : out.differences) {
        text += entry.source.text() + entry.target.text() + " " + entry.a.text() + " " +
                entry.b.text() + " " + entry.size.text() + "; ";
    }
    CHECK(text == "ax 1/2 1 1/2; ay 1/2 0 1/2; bx 1/4 1/3 1/12; by 3/4 2/3 1/12; ");
}
