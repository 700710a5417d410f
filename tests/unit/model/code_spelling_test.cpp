#include "socshift/model/code_spelling.hpp"

#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

using Lines = std::vector<std::string>;

EditionData diseases(CodeSpelling spelling, std::vector<Item> items) {
    auto data = edition_data("icd", {"category", "code"}, std::move(items));
    data.header.spelling = std::move(spelling);
    return data;
}

}  // namespace

TEST_CASE("what a spelling leaves out does not count", "[model]") {
    const CodeSpelling any{".-", LetterCase::ignored};
    CHECK(any.plain("e11.9") == "E119");
    CHECK(any.plain("E-11.9-") == "E119");
    CHECK(any.plain(".-") == ".-");
    CHECK(any.plain("é.ö÷ßāα-ы.іѐґ") == "ÉÖ÷ßĀΑЫІЀҐ");
    CHECK(any.plain("ı\xFFz") == "ı\xFFZ");
    CHECK_FALSE(any.is_exact());
    CHECK(CodeSpelling{}.plain("e11.9") == "e11.9");
    CHECK(CodeSpelling{}.is_exact());
    CHECK(are_separators(".-"));
    CHECK(are_separators(""));
    CHECK_FALSE(are_separators(".."));
    CHECK_FALSE(are_separators("x"));
    CHECK_FALSE(are_separators(" "));
}

TEST_CASE("a code is found as its edition lets it be written", "[model]") {
    const auto edition = Edition::make(diseases(
        {".", LetterCase::ignored}, {an_item("E11", "category"), an_item("E11.9", "code", "E11")}));
    for (const auto* const text : {"E11.9", "E119", "e11.9", "e1.19"}) {
        INFO(text);
        REQUIRE(edition.find_written(text) != nullptr);
        CHECK(edition.find_written(text)->code == code("E11.9"));
        CHECK(edition.find_by_any_code(text) == edition.find_written(text));
    }
    CHECK(edition.find("E119") == nullptr);
    CHECK(edition.find_written("E11-9") == nullptr);
    const auto strict = Edition::make(diseases({}, {an_item("E11", "category")}));
    CHECK(strict.find_written("e11") == nullptr);
}

TEST_CASE("two codes that differ in separators alone are an error", "[model]") {
    const auto data = diseases({".", LetterCase::matters},
                               {an_item("E119", "category"), an_item("E11.9", "code", "E119")});
    CHECK(printed(check(data)) ==
          Lines{"f.yaml:10:5: error: 'E119' and 'E11.9' (f.yaml:11:5) would be one code, since '.' "
                "may be left out in this edition [alike-codes]"});
    CHECK_THROWS_AS(Edition::make(data), DataError);
    CHECK(printed(check(diseases({"", LetterCase::ignored},
                                 {an_item("a1", "category"), an_item("A1", "category")})))
              .front() ==
          "f.yaml:10:5: error: 'a1' and 'A1' (f.yaml:11:5) would be one code, since case does not "
          "matter in this edition [alike-codes]");
    CHECK(
        printed(check(diseases({"x", LetterCase::matters}, {an_item("1", "category")}))).front() ==
        "f.yaml:1:1: error: separators of 'icd' must be punctuation, each once; found 'x' "
        "[separators]");
}

TEST_CASE("an extension that says nothing writes codes like what it extends", "[model]") {
    const auto base = Edition::make(diseases(
        {".", LetterCase::ignored}, {an_item("E11", "category"), an_item("E11.9", "code", "E11")}));
    const auto more = extension("more", base, {item("E11.9.1", "Ours", "extended", "E11.9")});
    CHECK(more.find_written("e1191") == more.find("E11.9.1"));
    CHECK(more.find_written("e119") == more.find("E11.9"));
}
