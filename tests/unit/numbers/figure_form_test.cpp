#include "socshift/numbers/figure_form.hpp"

#include "socshift/numbers/figure_look.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace socshift;

namespace {

FigureForm known(char decimal) {
    FigureForm form;
    form.decimal = decimal;
    form.is_decimal_known = true;
    form.currency = "$";
    form.parentheses = true;
    return form;
}

std::string read(std::string_view text, const FigureForm& form) {
    const auto figure = read_figure(text, form);
    return figure ? figure->plain : "none";
}

/// What the first cells say of the sign before decimals: "." or ","; "?" if nothing does, "!" if
/// they contradict each other, and which of them are open.
std::string look(const std::vector<std::string>& cells) {
    FigureLook look;
    for (const auto& cell : cells) {
        look.add(cell, 1);
    }
    const auto sign = look.point() && look.comma() ? "!"
                      : look.point()               ? "."
                      : look.comma()               ? ","
                                                   : "?";
    return sign + std::string{look.point_or_thousands() ? " point" : ""} +
           (look.comma_or_thousands() ? " comma" : "");
}

}  // namespace

TEST_CASE("separators of thousands are read where thousands stand", "[figures]") {
    const auto point = known('.');
    CHECK(read("1,436.1", point) == "1436.1");
    CHECK(read("1,234,567", point) == "1234567");
    CHECK(read("1,234", point) == "1234");
    CHECK(read("1 234.5", point) == "1234.5");
    CHECK(read("1\xC2\xA0"
               "234",
               point) == "1234");
    CHECK(read("1'234'567.25", point) == "1234567.25");
    CHECK(read("-12,345", point) == "-12345");
    for (const auto* const text : {"12,34", "1,2345", "0,123", "1234,567", "1,234.567.8",
                                   "1,234 567", "1,,234", ",123", "1,23,456", "1.234.567"}) {
        INFO(text);
        CHECK(read(text, point) == "none");
    }
}

TEST_CASE("a decimal comma is read with points or blanks between thousands", "[figures]") {
    const auto comma = known(',');
    CHECK(read("5,5", comma) == "5.5");
    CHECK(read("1.234,5", comma) == "1234.5");
    CHECK(read("1.234", comma) == "1234");
    CHECK(read("1 234,50", comma) == "1234.50");
    CHECK(read("1,234", comma) == "1.234");
    CHECK(read("1,234,5", comma) == "none");
    CHECK(read("70.1", comma) == "none");
}

TEST_CASE("one comma or point is not read as thousands unless something says so", "[figures]") {
    const FigureForm open;
    CHECK(read("1,234", open) == "none");
    CHECK(read("1,436.1", open) == "1436.1");
    CHECK(read("1,234,567", open) == "1234567");
    CHECK(read("1.234", open) == "1.234");
    FigureForm said;
    said.thousands = ',';
    CHECK(read("1,234", said) == "1234");
    CHECK(read("1 234", said) == "none");
}

TEST_CASE("what stands around a number is taken off", "[figures]") {
    auto form = known('.');
    CHECK(read("$1,234", form) == "1234");
    CHECK(read("-$5", form) == "-5");
    CHECK(read("$-5", form) == "-5");
    CHECK(read("($1,234.50)", form) == "-1234.50");
    CHECK(read("(12)", form) == "-12");
    CHECK(read("(-12)", form) == "12");
    CHECK(read("\xE2\x88\x92"
               "3",
               form) == "-3");
    CHECK(read("\xE2\x82\xAC"
               "5",
               form) == "none");  // another currency
    CHECK(read("$$5", form) == "none");
    CHECK(read("5%", form) == "none");
    CHECK(read("", form) == "none");
    CHECK(read("$", form) == "none");
    CHECK(read("1e5", form) == "1e5");
    form.percent = true;
    CHECK(read("5.5%", form) == "5.5");
    CHECK(read("5.5", form) == "none");  // of what?
    CHECK(read("0", form) == "0");
    form.parentheses = false;
    CHECK(read("(12)", form) == "none");
}

TEST_CASE("the first cells tell which sign stands before decimals", "[figures]") {
    CHECK(look({"1", "22", ""}) == "?");
    CHECK(look({"70.1"}) == ".");
    CHECK(look({"1,436.1"}) == ".");
    CHECK(look({"1,234,567"}) == ".");
    CHECK(look({"0.123"}) == ".");
    CHECK(look({"5,5"}) == ",");
    CHECK(look({"1.234,5"}) == ",");
    CHECK(look({"1.234.567"}) == ",");
    CHECK(look({"0,123"}) == ",");
    CHECK(look({"1234,567"}) == ",");
    CHECK(look({"1,234", "567"}) == "? comma");
    CHECK(look({"1.234", "567"}) == "? point");
    CHECK(look({"1,234", "70.1"}) == ". comma");
    CHECK(look({"5,5", "70.1"}) == "!");
    CHECK(look({"1 234", "12/5", "a.b", "1,2,3", "N/A", "*"}) == "?");
}

TEST_CASE("percent signs, currencies and parentheses count where all cells agree", "[figures]") {
    const auto form = [](const std::vector<std::string>& cells) {
        FigureLook look;
        for (const auto& cell : cells) {
            look.add(cell, 1);
        }
        return look.form();
    };
    CHECK(form({"5%", "0", "7.5 %"}).percent);
    CHECK_FALSE(form({"5%", "3"}).percent);
    CHECK(form({"$5", "6"}).currency == "$");
    CHECK(form({"$5",
                "\xC2\xA3"
                "6"})
              .currency.empty());
    CHECK(form({"(5)", "(1,234)"}).parentheses);
    CHECK_FALSE(form({"(5)", "(12)"}).parentheses);  // numbers of footnotes
}

TEST_CASE("marks say why a figure is missing", "[figures]") {
    FigureForm form;
    form.missing = {"-999", "kept back"};
    for (const auto* const text : {"*", "**", "~", "NULL", "na", "N/A", "nan", ".", "-", "#N/A",
                                   "#DIV/0!", "\xE2\x80\x94", " * ", "-999", "kept back"}) {
        INFO(text);
        CHECK(missing_figure(text, form) == MissingFigure::not_available);
    }
    for (const auto* const text : {"#", ">=208,000", "\xE2\x89\xA5$100", "100+"}) {
        INFO(text);
        CHECK(missing_figure(text, form) == MissingFigure::above_top);
    }
    CHECK(missing_figure("<10", form) == MissingFigure::below_least);
    for (const auto* const text : {"", "5", "0", "x", "-5", "kept", ">", "+", "many+"}) {
        INFO(text);
        CHECK_FALSE(missing_figure(text, form));
    }
    CHECK_FALSE(form.reads_plain_numbers());  // -999 is one
    form.missing = {"kept back"};
    CHECK(form.reads_plain_numbers());
}
