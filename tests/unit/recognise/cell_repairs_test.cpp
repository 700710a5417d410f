#include "socshift/base/characters.hpp"
#include "socshift/recognise/cell_forms.hpp"
#include "socshift/recognise/no_code.hpp"
#include "socshift/recognise/recognise.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

const Catalog& base_and_extension() {
    static const auto result = [] {
        const auto base = edition(
            "base", {"broad", "detailed"},
            {item("11-2030", "Heads", "broad"),
             item("11-2031", "Head of Sales", "detailed", "11-2030"),
             item("11-3031", "Head of Money", "detailed", "11-2030"),
             item("15-1130", "Makers", "broad"), item("15-1131", "Makers", "detailed", "15-1130"),
             item("15-1132", "Builders", "detailed", "15-1130"), item("15-2000", "Others", "broad"),
             item("15-2011", "Carers", "detailed", "15-2000"),
             item("15-2012", "Cooks", "detailed", "15-2000")});
        auto header = edition("ext", {"extended"}, {}).header();
        header.extends = base.id();
        const auto ext =
            Edition::make({header,
                           {item("15-1131.00", "Makers", "extended", "15-1131"),
                            item("15-1132.00", "Builders", "extended", "15-1132"),
                            item("15-1132.01", "Bridge Builders", "extended", "15-1132"),
                            item("15-2011.00", "Carers", "extended", "15-2011"),
                            item("15-2012.03", "Cooks", "extended", "15-2012"),
                            item("11-2031.00", "Head of Sales", "extended", "11-2031"),
                            item("11-3031.00", "Head of Money", "extended", "11-3031")},
                           {},
                           {}},
                          &base);
        return catalog({base, ext, flat("points", {"1", "1.1", "1.10", "2"}),
                        flat("words", {"NA", "0", "99", "B1"})},
                       {});
    }();
    return result;
}

/// The code, "+" before a group, with each repair; else the reason and its words.
std::string meant(std::string_view cell, std::string_view edition = "base", CellRules rules = {}) {
    const CodeRecogniser recogniser(base_and_extension(), EditionId::parse(edition),
                                    Unpublished::left_out, std::move(rules));
    const auto result = recogniser.recognise(cell);
    if (result.item == nullptr) {
        std::string any;
        for (const auto* const item : result.any_of) {
            any += " " + item->code.text();
        }
        return std::string{to_string(result.reason)} + ": " +
               (result.detail.empty() ? result.text : result.detail) + any;
    }
    std::string out = (result.is_leaf ? "" : "+") + result.item->code.text();
    for (const auto& [repair, word] : word_table<Repair>) {
        out += result.repairs.has(repair) ? " " + std::string{word} : "";
    }
    return out;
}

const CellRules all_repairs{{}, {Repair::dates, Repair::titles, Repair::masked, Repair::several}};

}  // namespace

TEST_CASE("a code that became a number is read from its digits", "[cells]") {
    CHECK(meant("151132.0") == "15-1132 decimals");
    CHECK(meant("151132.000") == "15-1132 decimals");
    CHECK(meant("1.51132E5") == "15-1132 decimals");
    CHECK(meant("1.51132e+05") == "15-1132 decimals");
    CHECK(meant("1.511320E+005") == "15-1132 decimals");
    CHECK(meant("151,132") == "15-1132 thousands");
    CHECK(meant("151 132") == "15-1132 thousands");
    CHECK(meant("\"151,132.00\"") == "15-1132 quotes decimals thousands");
    CHECK(meant("151132.5") == "unknown: unknown code");
    CHECK(meant("15,1132") == "unknown: unknown code");
    CHECK(meant("1511,32") == "unknown: unknown code");
}

TEST_CASE("a number that was rounded is no code", "[cells]") {
    CHECK(meant("1.52E+05") == "damaged: damaged: looks like a number that was rounded");
    CHECK(meant("1.5113E5") == "damaged: damaged: looks like a number that was rounded");
}

TEST_CASE("dashes and blanks of other encodings are what they were", "[cells]") {
    CHECK(meant("15\x96"
                "1132") == "15-1132 other-hyphens");
    CHECK(meant("15-1132\xA0") == "15-1132 blanks");
    CHECK(meant("\x91"
                "15-1132\x92") == "15-1132 quotes");
    CHECK(meant("15\xC3\xA2\xE2\x82\xAC\xE2\x80\x9C"
                "1132") == "15-1132 other-hyphens");
    CHECK(meant("15-1132\xC3\x82\xC2\xA0") == "15-1132 blanks");
    CHECK(meant("15\xE3\x83\xBC"
                "1132") == "15-1132 other-hyphens");
    CHECK(meant("1\xEF\xBC\x95-1132") == "15-1132 other-digits");
    CHECK(meant("'15-1132") == "15-1132 quotes");
}

TEST_CASE("what leads to a footnote is no part of a code", "[cells]") {
    for (const auto* const text :
         {"15-1132*", "15-1132 **", "15-1132\xC2\xB9", "15-1132\xE2\x80\xA0", "15-1132 [1]",
          "15-1132(a)", "15-1132 (#)", "15-1132\xB9", "15-1132\x86"}) {
        INFO(text);
        CHECK(meant(text) == "15-1132 footnote-marks");
    }
    CHECK(meant("15-1132.") == "15-1132 punctuation");
    CHECK(meant("(15-1132)") == "15-1132 punctuation");
    CHECK(meant("15-1132 [123]") == "unknown: unknown code");
    CHECK(meant("15-113*") == "unknown: unknown code");
}

TEST_CASE("no footnote mark is a date", "[cells]") {
    for (const auto* const text : {"15-9999\xC2\xB9", "15-9999\xE2\x80\xA0", "1\xEF\xBC\x95-9999",
                                   "15\xE2\x80\xA2"
                                   "9999"}) {
        INFO(text);
        CHECK(meant(text) == "unknown: unknown code");
    }
}

TEST_CASE("the suffix of an extension is taken off and put on where one code is meant", "[cells]") {
    CHECK(meant("15-1132.00") == "15-1132 extra-suffix");
    CHECK(meant("15-2012.03") == "elsewhere: belongs to ext");
    CHECK(meant("15-1131", "ext") == "15-1131.00 missing-suffix");
    CHECK(meant("152012", "ext") == "15-2012.03 missing-hyphens missing-suffix");
    CHECK(meant("15-1132", "ext") == "+15-1132");
    CHECK(meant("15-1130", "ext") == "+15-1130");
    CHECK(meant("151132.0", "ext") == "+15-1132 decimals");
    CHECK(meant("15113200", "ext") == "15-1132.00 missing-hyphens missing-points");
    CHECK(meant("15-113201", "ext") == "15-1132.01 missing-points");
}

TEST_CASE("a number's zero behind a code of six digits does not say which code of the extension",
          "[cells]") {
    for (const std::string cell : {"151131.0", "15-1131.0"}) {
        CHECK(meant(cell, "ext") == "15-1131.00 decimals missing-suffix");
    }
    const CodeRecogniser recogniser(base_and_extension(), EditionId::parse("ext"),
                                    Unpublished::left_out);
    for (const std::string cell : {"151132.0", "15-1132.0"}) {
        const auto result = recogniser.recognise(cell);
        CHECK(result.reason == Reason::group);
        CHECK(result.text == "detailed group, not extended, or its code .00 as a number");
        CHECK(result.detail == "detailed group, not extended, or 15-1132.00 as a number");
    }
    CHECK(recogniser.recognise("15-1132").text == "detailed group, not extended");
    CHECK(meant("15-1131.1", "ext").starts_with("unknown"));
}

TEST_CASE("where points say something a number's decimals are not taken off", "[cells]") {
    CHECK(meant("2.0", "points") == "unknown: unknown code");
    CHECK(meant("1.1", "points") == "1.1");
    CHECK(meant("110", "points") == "unknown: unknown code");
}

TEST_CASE("words for no code are no codes, unless the edition has them", "[cells]") {
    for (const auto* const text :
         {"NA", "na", "nan", "NaN", "None", "NULL", "N/A", "#N/A", ".", "-999", "0", "0.0", "-",
          "<NA>", ".a", " NA ", "99-9999", "99-9999.00"}) {
        INFO(text);
        CHECK(is_word_for_no_code(strip(text).text));
        CHECK(meant(text).starts_with("no-code: no code: '"));
    }
    CHECK(meant("NA", "words") == "NA");
    CHECK(meant("0", "words") == "0");
    CHECK(meant("99", "words") == "99");
    CHECK(meant("99") == "elsewhere: belongs to words");
    CHECK(meant("99", "base", {{"99"}, {}}) == "no-code: no code: '99'");
    for (const auto* const text : {"00-0000", "10", "-1", "nano", "none of these"}) {
        INFO(text);
        CHECK_FALSE(is_word_for_no_code(text));
    }
}

TEST_CASE("words that could mean no code are suggested", "[cells]") {
    for (const auto* const text : {"Unknown", "99", "-9", "-1", "88-8888", "x"}) {
        INFO(text);
        CHECK(could_be_no_code(text));
    }
    for (const auto* const text : {"15-1132", "00-0000", "98", "", "a text that is far too long"}) {
        INFO(text);
        CHECK_FALSE(could_be_no_code(text));
    }
}

TEST_CASE("dates are read on request where one code explains them", "[cells]") {
    CHECK(meant("2031-11-01") ==
          "damaged: damaged: looks like a date; --repair dates reads 11-2031");
    for (const auto* const text : {"2031-11-01", "11/1/2031", "1/11/2031", "Nov-2031", "11/2031",
                                   "2031-11-01 00:00:00", "48153"}) {
        INFO(text);
        CHECK(meant(text, "base", all_repairs) == "11-2031 dates");
    }
    // 2031 and 3031 end alike, and the second of the month is none of a code's.
    CHECK(meant("Nov-31", "base", all_repairs) == "damaged: damaged: looks like a date");
    CHECK(meant("2031-11-02", "base", all_repairs) == "damaged: damaged: looks like a date");
    CHECK(meant("48154", "base", all_repairs) == "unknown: unknown code");
}

TEST_CASE("a title beside a code is read on request, unless it is another's", "[cells]") {
    CHECK(meant("15-1132 Bridge people") ==
          "code-and-title: a code and a title; --repair titles reads 15-1132");
    CHECK(meant("15-1132 Bridge people", "base", all_repairs) == "15-1132 titles");
    CHECK(meant("Builders (15-1132)", "base", all_repairs) == "15-1132 titles");
    CHECK(meant("151132: builders", "base", all_repairs) == "15-1132 titles");
    CHECK(meant("15-1132 - Cooks", "base", all_repairs) ==
          "code-and-title: a code and the title of another");
    CHECK(meant("15-1132 or 15-9999 Builders", "base", all_repairs) == "unknown: unknown code");
    CHECK(meant("Cooks", "base", all_repairs) == "unknown: unknown code");
}

TEST_CASE("masked codes are the group of what they stand for", "[cells]") {
    CHECK(meant("15-113X") == "masked: X for digits of a code; --repair masked reads 15-1130");
    CHECK(meant("15-113X", "base", all_repairs) == "+15-1130 masked");
    CHECK(meant("1520XX", "base", all_repairs) == "+15-2000 masked");
    CHECK(meant("15-113X", "ext", all_repairs) == "+15-1130 masked");
    CHECK(meant("15-XXXX", "base", all_repairs) ==
          "masked: one of 15-1131, 15-1132, 15-2011, 15-2012, not said which 15-1131 15-1132 "
          "15-2011 15-2012");
    CHECK(meant("Makers (15-113X)") ==
          "masked: X for digits of a code; --repair masked reads 15-1130");
    CHECK(meant("19-11XX", "base", all_repairs) == "unknown: unknown code");
}

TEST_CASE("several codes are the group of them, or a set", "[cells]") {
    CHECK(meant("15-1132, 15-2011") ==
          "several-codes: several codes; --repair several reads one of 15-1132, 15-2011");
    for (const auto* const text :
         {"15-1131, 15-1132", "15-1132|15-1131", "15-1131/32", "15-1131 and 151132",
          "15-1131 OR 15-1132", "15-1131, and 15-1132", "15-1131 and/or 15-1132",
          "15-1131\n15-1132", "15-1131,\r\n15-1132;", "(15-1131, 15-1132)", "15-1131*, 15-1132.00",
          "15-1131 Makers; 15-1132 Builders", "15-1131 or 15-1132 Builders",
          "15-1131 Makers or 15-1132", "Makers (15-1131), Builders (15-1132)",
          "15-1131 | 15-1132 - builders"}) {
        INFO(text);
        CHECK(meant(text, "base", all_repairs) == "+15-1130 several");
    }
    CHECK(meant("15-1132;15-1132", "base", all_repairs) == "15-1132 several");
    // 5 is no code, and not left out.
    CHECK(meant("15-1132, 15-1133, 5", "base", all_repairs) == "unknown: unknown code");
    CHECK(meant("15-1132; 15-2011", "base", all_repairs) ==
          "several-codes: one of 15-1132, 15-2011, not said which 15-1132 15-2011");
    CHECK(meant("15-1132; 15-9999", "base", all_repairs) == "unknown: unknown code");
}

TEST_CASE("what is more than a list of codes is none", "[cells]") {
    for (const auto* const text :
         {"15-1131 to 15-1132", "15-1131 - 15-1132", "15-1131 \xE2\x80\x93 15-1132",
          "15-1131 through 15-1132", "15-1131, except 15-1132", "15-1131 (was 15-1132)",
          "15-1131 -> 15-1132", "15-1131 \xE2\x86\x92 15-1132", "15-1131 see 15-1132",
          "15-1131 (except 15-1132)", "15-1131 (15-1132)", "15-1131 15-1132", "15-1131,, 15-1132",
          "15-1131 Cooks, 15-1132", "not 15-1131, 15-1132", "15-1131, 15-1132 to",
          "15-1131, 15-1132, 15-2011 - 15-2012", "15-1131 >, 15-1132"}) {
        INFO(text);
        CHECK(meant(text, "base", all_repairs) ==
              "several-codes: several codes, with more about them than a list has");
        CHECK(meant(text) == "several-codes: several codes, with more about them than a list has");
    }
    for (const auto* const text : {"15-1131 or 15-9999", "15-113X, 15-2011", "15-1131-15-1132",
                                   "15-1131, 32", "15-2011/00", "15-1131 - 1132"}) {
        INFO(text);
        CHECK(meant(text, "base", all_repairs) == "unknown: unknown code");
    }
}

TEST_CASE("words that can deny a code are no title", "[cells]") {
    for (const auto* const text :
         {"not 15-1132", "all but 15-1132", "except: 15-1132", "Cooking, not: 15-1132",
          "15-1132 thru 2012", "15-1132 bis 2012", "15-1132 (formerly bridges)",
          "15-1132 and others", "SOC 15-1132", "bridges -> 15-1132", "15-1132 -> bridges",
          "15-1132 \xE2\x86\x92 bridges", "!15-1132 bridges", "=IF(A=B,15-1132)"}) {
        INFO(text);
        CHECK(meant(text, "base", all_repairs) ==
              "code-and-title: a code and words that can say that it is not meant");
    }
    for (const auto* const text :
         {"Builders 15-1132", "bridge people: 15-1132", "15-1132_bridges",
          "Bridge people \xE2\x80\x93 15-1132", "bridges, except wooden ones (15-1132)",
          "15-1132 bridge people, not houses"}) {
        INFO(text);
        CHECK(meant(text, "base", all_repairs) == "15-1132 titles");
    }
    CHECK(meant("not 15-113X", "base", all_repairs) == "masked: X for digits of a code");
}

TEST_CASE("a comma can be the point of an extension's code", "[cells]") {
    for (const auto* const text : {"151132,01", "15-1132,01",
                                   "15\xE2\x80\x93"
                                   "1132,01"}) {
        INFO(text);
        CHECK(meant(text, "ext", all_repairs).starts_with("15-1132.01 "));
    }
    CHECK(meant("151132,01", "ext") == "15-1132.01 missing-hyphens punctuation");
    CHECK(meant("15-1132,00", "ext") == "15-1132.00 punctuation");
    CHECK(meant("15-1132,00", "base", all_repairs) == "elsewhere: belongs to ext");
    for (const auto* const text :
         {"152012,3", "152012.3", "15-2012,30", "15-2012, 03", "15,201203", "1,10", "15-1131,32"}) {
        INFO(text);
        CHECK(meant(text, "ext", all_repairs) == "unknown: unknown code");
    }
    CHECK(meant("1,10", "points", all_repairs) == "unknown: unknown code");
}
