#include "socshift/recognise/recognise.hpp"

#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

Edition dated(std::string_view id, const char* from, std::vector<std::string> codes,
              Status status = Status::final) {
    const auto plain = flat(id, codes);
    auto header = plain.header();
    header.validity.from = parse_date(from);
    header.status = status;
    return Edition::make({header, plain.items(), {}, {}});
}

const Catalog& codes() {
    static const auto result = catalog(
        {edition("now", {"broad", "detailed"},
                 {item("15-1130", "Group", "broad"), item("15-1132", "One", "detailed", "15-1130"),
                  item("15-1133.01", "Two", "detailed", "15-1130"), item("0111", "Zero", "broad"),
                  item("31-33", "Range", "broad"), item("3133", "Plain", "broad")}),
         dated("past", "1980-01-01", {"29-1111", "29-2222"}),
         dated("recent", "1999-01-01", {"29-1111"}),
         dated("future", "2001-06-01", {"29-1111", "29-3333"}, Status::draft)},
        {});
    return result;
}

/// "15-1132 blanks hyphens" for an item and what was repaired, else the reason in words.
std::string meaning(std::string_view cell) {
    CodeRecogniser recogniser(codes(), EditionId::parse("now"));
    const auto result = recogniser.recognise(cell);
    if (!result.is_leaf) {
        return std::string{to_string(result.reason)} + ": " + result.text;
    }
    const auto has = [&](Repair repair) { return result.repairs.has(repair); };
    return result.item->code.text() + (has(Repair::blanks) ? " blanks" : "") +
           (has(Repair::quotes) ? " quotes" : "") +
           (has(Repair::missing_hyphens) ? " missing" : "") +
           (has(Repair::other_hyphens) ? " other" : "");
}

}  // namespace

TEST_CASE("a code is recognised as it is") {
    CHECK(meaning("15-1132") == "15-1132");
    CHECK(meaning("0111") == "0111");
}

TEST_CASE("blanks and quotes around a code do not hide it") {
    CHECK(meaning(" 15-1132\t") == "15-1132 blanks");
    CHECK(meaning("\xC2\xA0"
                  "15-1132") == "15-1132 blanks");
    CHECK(meaning("'15-1132'") == "15-1132 quotes");
    CHECK(meaning("=\"15-1132\"") == "15-1132 quotes");
    CHECK(meaning(" \xE2\x80\x9C"
                  "15-1132\xE2\x80\x9D ") == "15-1132 blanks quotes");
}

TEST_CASE("a hyphen may be missing or of another kind, where the code has one") {
    CHECK(meaning("151132") == "15-1132 missing");
    CHECK(meaning("15 1132") == "15-1132 blanks missing");
    CHECK(meaning("15\xE2\x80\x93"
                  "1132") == "15-1132 other");
    CHECK(meaning("15 - 1132") == "15-1132 blanks");
    CHECK(meaning("151133.01") == "15-1133.01 missing");
    CHECK(meaning("1-51132") == "unknown: unknown code");
    CHECK(meaning("15--1132") == "unknown: unknown code");
    CHECK(meaning("1 51132") == "unknown: unknown code");
}

TEST_CASE("a repair that could mean two items is none") {
    CHECK(meaning("3133") == "3133");
    CHECK(meaning("31-33") == "31-33");
    CHECK(meaning("31\xE2\x80\x93"
                  "33") == "unknown: unknown code");
}

TEST_CASE("a hyphen that says something is not left out") {
    // 31-33 is a range: there are codes of as many digits and more that have no hyphen.
    const auto naics =
        catalog({flat("n12", {"31-33", "44-45", "313", "4441", "443141"}),
                 flat("n17", {"31-33", "313", "443141"}), flat("isco", {"A-1", "31", "3133"})},
                {});
    CodeRecogniser recogniser(naics, EditionId::parse("n12"));
    const auto meant = [&](std::string_view cell) {
        const auto result = recogniser.recognise(cell);
        return result.item == nullptr ? result.text : result.item->code.text();
    };
    CHECK(meant("44-45") == "44-45");
    CHECK(meant("44\xE2\x80\x93"
                "45") == "44-45");
    CHECK(meant(" 44 - 45 ") == "44-45");
    CHECK(meant("4445") == "unknown code");
    CHECK(meant("44 45") == "unknown code");
    CHECK(meant("'4445'") == "unknown code");
    CHECK(meant("4441") == "4441");
    // Nor is it a range of another edition, but what has four digits there.
    CHECK(meant("3133") == "belongs to isco");
}

TEST_CASE("hyphens are left out of codes that no code of the scheme can be") {
    const auto meant = [](const std::vector<std::string>& codes, std::string_view cell) {
        const auto all = catalog({flat("only", codes)}, {});
        return CodeRecogniser(all, EditionId::parse("only")).recognise(cell).item != nullptr;
    };
    CHECK(meant({"11-1011", "11-1021"}, "111011"));
    CHECK(meant({"11", "11-10", "11-1011"}, "1110"));
    CHECK(meant({"11", "11-10", "11-1011"}, "111011"));
    CHECK(meant({"11-1011", "unclassified"}, "111011"));
    CHECK_FALSE(meant({"11-1011", "9999999"}, "111011"));
    CHECK_FALSE(meant({"A00-B99", "A00", "A00.01", "S52.521A"}, "A00B99"));
    CHECK(meant({"A-1", "B-2", "100"}, "B2"));
}

TEST_CASE("zeros are never added") {
    CHECK(meaning("111") == "unknown: unknown code");
}

TEST_CASE("a cell without a code is empty") {
    CHECK(meaning("") == "empty: no code");
    CHECK(meaning(" \"\" ") == "empty: no code");
}

TEST_CASE("a group is named by its level") {
    CHECK(meaning("15-1130") == "group: broad group, not detailed");
    CHECK(meaning("151130") == "group: broad group, not detailed");
}

TEST_CASE("a code of other editions says which, nearest in time first, drafts only if no other") {
    CHECK(meaning("29-1111") == "elsewhere: belongs to recent, past");
    CHECK(meaning("292222") == "elsewhere: belongs to past");
    CHECK(meaning("29-3333") == "elsewhere: belongs to future (draft)");
}

TEST_CASE("text of any length and any bytes is unknown at worst") {
    CHECK(meaning(std::string(100000, '-')) == "unknown: unknown code");
    CHECK(meaning("\xFF\xFE\x80") == "unknown: unknown code");
}

TEST_CASE("what a spreadsheet takes for a date looks like one") {
    for (const char* const text :
         {"Nov-31", "11-Nov", "1-Nov-31", "november 2031", "NOV-11", "\xD7\xA0\xD7\x95\xD7\x91-61",
          "13-\xD7\xA0\xD7\x95\xD7\x91", "f\xC3\xA9vr-21", "1/11/2031", "11/1/31", "31.12.1999",
          "2031-11-01", "2031-11-01 00:00:00", "2031-11-01T00:00:00.000Z", "11/2031", "2031-11",
          "Mrz 21"}) {
        INFO(text);
        CHECK(looks_like_a_date(text));
    }
}

TEST_CASE("codes and other words do not look like dates") {
    for (const char* const text : {"15-1799",
                                   "11-2031",
                                   "151132",
                                   "15-1132.00",
                                   "99/99/9999",
                                   "1/2",
                                   "11-10",
                                   "2031-13",
                                   "Novice 12",
                                   "abc",
                                   "",
                                   "-",
                                   "Nov",
                                   "Nov-31-12-1",
                                   "15\xE2\x80\x93"
                                   "1799",
                                   "A\xCC\x88"
                                   "1",
                                   "1-2-3",
                                   "31/31/2031",
                                   "5 1 2",
                                   "12345/1/1"}) {
        INFO(text);
        CHECK_FALSE(looks_like_a_date(text));
    }
}

TEST_CASE("zeros in front are put back where every code is digits, as many in each") {
    const auto numbers = catalog(
        {flat("list", {"0010", "0230", "4700"}), flat("levels", {"01", "0110", "0230"})}, {});
    const auto meant = [&](std::string_view edition, std::string_view cell) {
        const CodeRecogniser recogniser(numbers, EditionId::parse(edition));
        const auto result = recogniser.recognise(cell);
        return (result.item == nullptr ? "none" : result.item->code.text()) +
               (result.repairs.has(Repair::lost_zeros) ? " zeros" : "");
    };
    CHECK(meant("list", "10") == "0010 zeros");
    CHECK(meant("list", " 230") == "0230 zeros");
    CHECK(meant("list", "4700") == "4700");
    CHECK(meant("list", "47") == "none");
    CHECK(meant("list", "00010") == "none");
    CHECK(meant("list", "1O") == "none");
    CHECK(meant("levels", "230") == "none");  // 01 and 0110 are of two levels
}

TEST_CASE("another code of an item is as good as its own") {
    const auto plain = flat("files", {"0010", "0020"});
    auto items = plain.items();
    items[0].also = {"1110XX"};
    items[1].also = {"111021"};
    const auto files = Edition::make({plain.header(), items, {}, {}});
    const CodeRecogniser recogniser(catalog({files}, {}), files.id());
    CHECK(recogniser.recognise("1110XX").item->code.text() == "0010");
    CHECK_FALSE(recogniser.recognise("1110XX").repairs.any());
    CHECK(recogniser.recognise("111021").item->code.text() == "0020");
    CHECK(recogniser.recognise("1110YY").item == nullptr);  // another code
    items[1].also = {"0010"};
    CHECK(printed(check(EditionData{plain.header(), items, {}, {}})) ==
          std::vector<std::string>{"error: code '0010' is already there () [duplicate-code]"});
}

TEST_CASE("an edition's spellings of a code are its code") {
    auto data = edition("icd", {"category", "code"},
                        {item("E11", "Diabetes", "category"),
                         item("E11.9", "Without complications", "code", "E11")});
    auto header = data.header();
    header.spelling = {".", LetterCase::ignored};
    const auto all = catalog({Edition::make({header, data.items(), {}, {}})}, {});
    const CodeRecogniser recogniser(all, EditionId::parse("icd"));
    for (const auto* const cell : {"E11.9", "E119", "e119", "e11.9"}) {
        INFO(cell);
        const auto found = recogniser.recognise(cell);
        REQUIRE(found.item != nullptr);
        CHECK(found.item->code.text() == "E11.9");
        CHECK_FALSE(found.repairs.any());
    }
    CHECK(recogniser.recognise(" E119 ").repairs.has(Repair::blanks));
    CHECK(recogniser.recognise("E118").item == nullptr);
}
