#include "socshift/recognise/detect.hpp"

#include "socshift/base/error.hpp"
#include "support/detection.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

using Answers = std::vector<std::string>;

const ExplainedBy& explained_by(const ColumnDetection& column, std::string_view edition) {
    for (const auto& each : column.editions) {
        if (each.edition.text() == edition) {
            return each;
        }
    }
    throw std::runtime_error("no such edition in the answer");
}

const Unexplained& unexplained(const ColumnDetection& column, CellDamage damage) {
    for (const auto& each : column.unexplained) {
        if (each.damage == damage) {
            return each;
        }
    }
    throw std::runtime_error("nothing of this kind");
}

}  // namespace

TEST_CASE("the edition that explains every code is the answer, with the codes that decide") {
    const auto column = detect_codes({"1-01", "1-03", "1-01"});
    CHECK(column.verdict == EditionCertainty::clear);
    CHECK(texts(column.answer) == Answers{"old"});
    CHECK(column.rows == 3);
    CHECK(column.explained == 3);
    CHECK(column.codes == 2);
    REQUIRE(column.editions.size() == 2);
    CHECK(column.editions[0].edition.text() == "old");
    CHECK(column.editions[0].rows == 3);
    CHECK(column.editions[0].codes == 2);
    CHECK(column.editions[0].rival->text() == "new");
    CHECK(texts(column.editions[0].has) == Answers{"1-03"});
    CHECK(column.editions[0].lacks.empty());
    CHECK(column.editions[1].edition.text() == "new");
    CHECK(column.editions[1].rows == 2);
    CHECK(texts(column.editions[1].lacks) == Answers{"1-03"});
    CHECK(why_not_clear(column).empty());
}

TEST_CASE("editions that explain the same are told as such, with what would decide") {
    const auto column = detect_codes({"1-01", "1-02"});
    CHECK(column.verdict == EditionCertainty::ambiguous);
    CHECK(texts(column.answer) == Answers{"new", "old"});
    REQUIRE(column.would_decide.size() == 2);
    CHECK(column.would_decide[0].edition.text() == "new");
    CHECK(texts(column.would_decide[0].codes) == Answers{"1-04"});
    CHECK(texts(column.would_decide[1].codes) == Answers{"1-03"});
    CHECK(why_not_clear(column) == "new and old each explain all 2 codes");
}

TEST_CASE("an extension gives way to what it extends unless it explains more") {
    CHECK(texts(detect_codes({"1-01", "1-04"}).answer) == Answers{"new"});
    CHECK(texts(detect_codes({"1-00", "1-04", "1-01.00"}).answer) == Answers{"more"});
    CHECK(texts(detect_codes({"1-01.00"}).answer) == Answers{"more"});
}

TEST_CASE("an extension does not explain what it divides, which it could not carry") {
    // 1-01 and 1-02 have codes below them there; 1-04 has none and is carried.
    const auto column = detect_codes({"1-01", "1-02", "1-04", "1-01.00"});
    CHECK(explained_by(column, "more").rows == 2);
    CHECK(texts(explained_by(column, "more").lacks) == Answers{"1-01", "1-02"});
    CHECK(explained_by(column, "new").rows == 3);
    const auto mixed = detect_codes({"1-01", "1-03", "1-02.51"});
    CHECK(mixed.verdict == EditionCertainty::mixed);
    CHECK(texts(mixed.answer) == Answers{"old", "more"});
}

TEST_CASE("codes of an extension and of what it extends are no mixture where one reads all") {
    const auto base = detect_codes({"1-01", "1-02", "1-04", "1-01.00"});
    CHECK(base.verdict == EditionCertainty::clear);
    CHECK(texts(base.answer) == Answers{"new"});
    CHECK(base.repaired.of(Repair::extra_suffix) == 1);
    // 1-01 and 1-02 have one code below them each.
    const auto extension = detect_codes({"1-01", "1-02", "1-02.51", "1-04"});
    CHECK(texts(extension.answer) == Answers{"more"});
    CHECK(extension.repaired.of(Repair::missing_suffix) == 2);
    CHECK(extension.explained == 4);
    // Of another edition than the one that is extended: it has the code all the same.
    CHECK(texts(detect_codes({"1-01", "1-02", "1-03", "1-01.00"}).answer) == Answers{"old"});
}

TEST_CASE("words for no code do not count, unless an edition that has them explains the column") {
    const auto column =
        detect_codes({"NA", "nan", "1-01", "1-04", "1-02", "0", "Unknown", "Unknown"});
    CHECK(texts(column.answer) == Answers{"new"});
    CHECK(column.rows == 5);
    CHECK(column.no_code == 3);
    CHECK(column.could_be_no_code == std::vector<RepeatedWord>{{"Unknown", 2}});
    const auto all =
        catalog({flat("soc", {"11-1011", "11-1021"}), flat("iso", {"NA", "FR", "0"})}, {});
    const auto codes = detect_codes({"NA", "11-1011", "11-1021", "0"}, all);
    CHECK(texts(codes.answer) == Answers{"soc"});
    CHECK(codes.rows == 2);
    CHECK(codes.no_code == 2);
    const auto countries = detect_codes({"NA", "FR", "0", "NULL"}, all);
    CHECK(texts(countries.answer) == Answers{"iso"});
    CHECK(countries.rows == 3);
    CHECK(countries.no_code == 1);
}

TEST_CASE("a publication gives way likewise, and prints the groups of what it rests on") {
    CHECK(texts(detect_codes({"1-01", "1-98"}).answer) == Answers{"paper"});
    const auto column = detect_codes({"1-00", "1-98"});
    CHECK(texts(column.answer) == Answers{"paper"});
    REQUIRE(column.levels.size() == 2);
    CHECK(column.levels[0].level == "group");
    CHECK(column.levels[0].is_group);
    CHECK(texts(column.levels[0].codes) == Answers{"1-00"});
    CHECK_FALSE(column.levels[1].is_group);
    // 1-04 is no group: the publication has put it into 1-98.
    CHECK(detect_codes({"1-04", "1-98"}).verdict == EditionCertainty::mixed);
}

TEST_CASE("a mixture names the fewest editions that explain it together") {
    const auto column = detect_codes({"1-01", "1-03", "1-04", "1-04"});
    CHECK(column.verdict == EditionCertainty::mixed);
    CHECK(texts(column.answer) == Answers{"new", "old"});
    CHECK(texts(explained_by(column, "new").has) == Answers{"1-04"});
    CHECK(texts(explained_by(column, "new").lacks) == Answers{"1-03"});
    CHECK(explained_by(column, "old").rival->text() == "new");
    CHECK_FALSE(column.follows);
    CHECK(why_not_clear(column) ==
          "it is mixed of new and old; new has 3 of 4 explained rows, '1-04' among them; "
          "old has 2 of 4 explained rows, '1-03' among them");
    // 1-02.51 is in no other edition, so two editions of three are not enough.
    CHECK(texts(detect_codes({"1-03", "1-02.51", "020"}).answer).size() == 3);
}

TEST_CASE("of mixtures equally large the one that rests least on others is named") {
    // 1-01.00 forces the extension; 1-04 is explained by it as well, so new is not needed.
    const auto column = detect_codes({"1-01.00", "1-04", "1-03"});
    CHECK(texts(column.answer) == Answers{"more", "old"});
}

TEST_CASE("a mixture that follows another column is told") {
    const auto all = catalog({flat("old", {"1-01", "1-02", "1-03", "1-05"}),
                              flat("new", {"1-01", "1-02", "1-04", "1-06"})},
                             {});
    const std::string text =
        "id,year,code\n1,2000,1-03\n2,2000,1-05\n3,2010,1-04\n4,2010,1-06\n5,2020,1-01\n"
        "6,2020,1-02\n";
    const auto detection = detect_text(text, {}, all);
    REQUIRE(detection.columns.size() == 1);
    const auto& column = detection.columns.front();
    CHECK(column.column == "code");
    REQUIRE(column.follows);
    CHECK(column.follows->column == "year");
    REQUIRE(column.follows->parts.size() == 3);
    CHECK(column.follows->parts[0].value == "2000");
    CHECK(column.follows->parts[0].rows == 2);
    CHECK(texts(column.follows->parts[0].editions) == Answers{"old"});
    CHECK(texts(column.follows->parts[1].editions) == Answers{"new"});
    CHECK(texts(column.follows->parts[2].editions).size() == 2);
    CHECK(edition_map(*column.follows) == "2000=old,2010=new,2020=new+old");
}

TEST_CASE("a column is not followed where one code decides for an edition") {
    const auto all = catalog({flat("old", {"1-01", "1-02", "1-03", "1-05"}),
                              flat("new", {"1-01", "1-02", "1-04", "1-06"})},
                             {});
    const auto followed = [&](const std::string& rows) {
        return detect_text("by,code\n" + rows, {}, all).columns.back().follows.has_value();
    };
    CHECK(followed("a,1-03\na,1-05\nb,1-04\nb,1-06\n"));
    CHECK_FALSE(followed("a,1-03\na,1-01\nb,1-04\nb,1-06\n"));
    CHECK_FALSE(followed("a,1-03\na,1-05\na,1-01\nb,1-04\nb,1-04\nb,1-02\n"));
    // The same code in two values is one; two codes may be in two values.
    CHECK_FALSE(followed("a,1-03\na,1-01\nc,1-03\nc,1-02\nb,1-04\nb,1-06\n"));
    CHECK(followed("a,1-03\na,1-01\nc,1-05\nc,1-02\nb,1-04\nb,1-06\n"));
}

TEST_CASE("a column with one code a value, or too many values, is not what a mixture follows") {
    const auto detection = detect_text("id,code\n1,1-03\n2,1-04\n");
    CHECK(detection.columns.front().verdict == EditionCertainty::mixed);
    CHECK_FALSE(detection.columns.front().follows);
    std::string text = "id,code\n";
    for (int id = 0; id < 130; ++id) {
        text += std::to_string(id / 2) + (id < 60 ? ",1-03\n" : ",1-04\n") +
                std::to_string(id / 2) + ",1-01\n";
    }
    CHECK_FALSE(detect_text(text).columns.back().follows);
}

TEST_CASE("an edition map has no place for values with its own marks") {
    FollowsColumn follows{"c", {{"a,b", 1, {EditionId::parse("old")}}}};
    CHECK_FALSE(edition_map(follows));
    follows.parts.front().value = "a b";
    CHECK(edition_map(follows) == "a b=old");
}

TEST_CASE(
    "no more than half explained is no edition, and a file shows such a column only if asked") {
    CHECK(detect_codes({"1-03", "x"}).verdict == EditionCertainty::none);
    CHECK(detect_codes({"1-03", "x"}).answer.empty());
    CHECK(why_not_clear(detect_codes({"1-03", "x"})) ==
          "no edition explains more than half of its 2 rows");
    CHECK(detect_codes({"1-03", "1-03", "x"}).verdict == EditionCertainty::clear);
    CHECK(detect_text("code\n1-03\nx\n").columns.empty());
}

TEST_CASE("drafts are left out") {
    const auto column = detect_codes({"1-99"});
    CHECK(column.verdict == EditionCertainty::none);
    CHECK(column.editions.empty());
}

TEST_CASE("cells are repaired as convert repairs them, and counted") {
    const auto column = detect_codes({"103", " 1-01", "\"'1-01'\"",
                                      "1\xE2\x80\x93"
                                      "03"});
    CHECK(texts(column.answer) == Answers{"old"});
    CHECK(column.codes == 2);
    CHECK(column.repaired.rows == 4);
    CHECK(column.repaired.of(Repair::missing_hyphens) == 1);
    CHECK(column.repaired.of(Repair::blanks) == 1);
    CHECK(column.repaired.of(Repair::quotes) == 1);
    CHECK(column.repaired.of(Repair::other_hyphens) == 1);
}

TEST_CASE("each kind of damage is told by its name") {
    const auto column = detect_codes({"Nov-31", "2031-11-01", "1-0X", "301", "1-02.5", "1-01.75",
                                      "1-03.25", "1-77", "77-77-77", "", " ", "nothing"});
    CHECK(unexplained(column, CellDamage::date).rows == 2);
    CHECK(unexplained(column, CellDamage::masked).examples.front().value == "1-0X");
    CHECK(unexplained(column, CellDamage::leading_zeros).examples.front().meant == "0301");
    // A code with a digit lost behind the point is not one with a zero lost.
    CHECK(unexplained(column, CellDamage::more_digits).rows == 3);
    CHECK(unexplained(column, CellDamage::more_digits).examples[0].meant == "1-02");
    CHECK(unexplained(column, CellDamage::more_digits).examples[1].meant == "1-01");
    CHECK(unexplained(column, CellDamage::more_digits).examples[2].meant == "1-03");
    CHECK(unexplained(column, CellDamage::form).examples.front().value == "1-77");
    CHECK(unexplained(column, CellDamage::other).rows == 2);
    CHECK(unexplained(column, CellDamage::other).examples[0].line == 10);
    CHECK(column.empty == 2);
    CHECK(column.rows == 10);
    const auto zeros = detect_codes({"1-01.0", "1-04", "020", "10", "02"});
    CHECK(unexplained(zeros, CellDamage::trailing_zeros).examples[0].meant == "1-01.00");
    CHECK(unexplained(zeros, CellDamage::leading_zeros).examples[0].meant == "010");
    // A number loses zeros at its end only behind a point.
    CHECK(unexplained(zeros, CellDamage::other).examples[0].value == "02");
}

TEST_CASE("no hint leads to an edition that explains nothing in the column") {
    const auto all = catalog(
        {flat("soc", {"47-0000", "47-2000", "11-1011"}),
         flat("dots", {"E11.9", "E11.65", "E11", "A-1"}), flat("four", {"0110", "0230", "4701"})},
        {});
    const auto census = detect_codes({"4700", "4720", "470000", "470000"}, all);
    CHECK(unexplained(census, CellDamage::form).examples[0].meant.empty());
    CHECK(census.unexplained.size() == 1);
    CHECK(unexplained(detect_codes({"230"}, all), CellDamage::leading_zeros).examples[0].meant ==
          "0230");
    CHECK(detect_codes({"230", "11-1011"}, all).unexplained[0].damage == CellDamage::other);
    // Points left out: the code is named, and not what it starts with.
    const auto dots = detect_codes({"E119", "E1165", "E11.9", "E1199", "A1"}, all);
    CHECK(unexplained(dots, CellDamage::form).examples[0].meant == "E11.9");
    CHECK(unexplained(dots, CellDamage::form).examples[1].meant == "E11.65");
    CHECK(unexplained(dots, CellDamage::more_digits).examples[0].value == "E1199");
}

TEST_CASE("only so many different values are looked at, all rows are counted") {
    std::vector<std::string> codes;
    for (int i = 0; i < 5000; ++i) {
        codes.push_back("none" + std::to_string(i));
        codes.emplace_back("1-03");
        codes.emplace_back("1-03");
    }
    const auto column = detect_codes(codes);
    CHECK(column.verdict == EditionCertainty::clear);
    CHECK(column.rows == 15000);
    CHECK(unexplained(column, CellDamage::other).rows == 4096);
    CHECK(unexplained(column, CellDamage::not_looked_at).rows == 904);
    CHECK(unexplained(column, CellDamage::not_looked_at).examples.empty());
}

TEST_CASE("long cells are cut between characters") {
    const auto column = detect_codes({std::string(63, 'x') + "\xC3\xA9\xC3\xA9"});
    CHECK(unexplained(column, CellDamage::other).examples.front().value == std::string(63, 'x'));
}

TEST_CASE("a cell that is a code exactly somewhere is not repaired to be another elsewhere") {
    const auto all = catalog({flat("dashed", {"12-34", "5-6"}), flat("plain", {"1234", "56"})}, {});
    CHECK(texts(detect_codes({"1234"}, all).answer) == Answers{"plain"});
    CHECK(texts(detect_codes({"12-34"}, all).answer) == Answers{"dashed"});
    // A damaged cell can be either.
    const auto column = detect_codes({"'1234", "'56"}, all);
    CHECK(column.verdict == EditionCertainty::ambiguous);
    CHECK(texts(column.answer) == Answers{"dashed", "plain"});
}

TEST_CASE("a range is not read without its hyphen in the edition that has it") {
    const auto all =
        catalog({flat("naics", {"31-33", "44-45", "4441"}), flat("two", {"44-45", "55-66"})}, {});
    CHECK(texts(detect_codes({"44-45", "4441"}, all).answer) == Answers{"naics"});
    const auto column = detect_codes({"4445", "5566"}, all);
    CHECK(texts(column.answer) == Answers{"two"});
    CHECK(column.editions.size() == 1);
}

TEST_CASE("filters, delimiters, files without header and ragged rows are read as convert does") {
    DetectRequest request;
    request.where = {{"y", {"a", "b"}}};
    const auto some = detect_text("y;code\na;1-03\nb;1-01\nc;1-04\n", request);
    REQUIRE(some.columns.size() == 1);
    CHECK(some.rows == 2);
    CHECK(texts(some.columns.front().answer) == Answers{"old"});
    request = {};
    request.has_header = false;
    request.delimiter = '|';
    const auto bare = detect_text("x|1-03\n\nx|1-01|y\n", request);
    REQUIRE(bare.columns.size() == 1);
    CHECK(bare.columns.front().column == "#2");
    CHECK(bare.rows == 2);
    CHECK(bare.ragged == 1);
    request.column = "#3";
    CHECK_THROWS_AS(detect_text("x|1-03\n", request), FormatError);
    CHECK_THROWS_AS(detect_text(""), FormatError);
}

TEST_CASE("columns of one name, or of none, are told by their places") {
    const auto detection = detect_text("code,code,\n1-03,1-04,1-03\n");
    REQUIRE(detection.columns.size() == 3);
    CHECK(detection.columns[0].column == "#1");
    CHECK(detection.columns[1].column == "#2");
    CHECK(detection.columns[2].column == "#3");
}

TEST_CASE("words of machine outputs") {
    CHECK(to_string(EditionCertainty::clear) == "clear");
    CHECK(to_string(EditionCertainty::ambiguous) == "ambiguous");
    CHECK(to_string(EditionCertainty::mixed) == "mixed");
    CHECK(to_string(EditionCertainty::none) == "none");
    CHECK(to_string(CellDamage::trailing_zeros) == "trailing-zeros");
    CHECK(to_string(CellDamage::not_looked_at) == "not-looked-at");
}

TEST_CASE("so many columns are looked at together", "[detect]") {
    std::string names = "c0";
    for (int i = 1; i <= 10'000; ++i) {
        names += ",c" + std::to_string(i);
    }
    const auto text = names + "\n";
    CHECK_THROWS_WITH(detect_text(text),
                      "data.csv:1: 10001 columns; expected at most 10000, or one that is named");
    DetectRequest one;
    one.column = "c7";
    CHECK_NOTHROW(detect_text(text, one));
}

namespace {

std::vector<std::string> numbers(int first, int last) {
    std::vector<std::string> out;
    for (int i = first; i <= last; ++i) {
        out.push_back((i < 10 ? "000" : i < 100 ? "00" : i < 1000 ? "0" : "") + std::to_string(i));
    }
    return out;
}

}  // namespace

TEST_CASE("a column with every code of a list is of that list, not of a longer one") {
    const auto all = catalog({flat("all", numbers(1, 140)), flat("most", numbers(1, 120))}, {});
    CHECK(texts(detect_codes(numbers(1, 120), all).answer) == Answers{"most"});
    CHECK(texts(detect_codes(numbers(1, 119), all).answer) == Answers{"all", "most"});
    const auto few = catalog({flat("all", numbers(1, 60)), flat("most", numbers(1, 40))}, {});
    CHECK(texts(detect_codes(numbers(1, 40), few).answer) == Answers{"all", "most"});
}

TEST_CASE(
    "a stray code of editions that have no code in common with the column's says nothing of it") {
    const auto all = catalog(
        {flat("list", {"0010", "2010", "2011"}), flat("old", {"11-1011", "11-1021", "11-1099"}),
         flat("soc", {"11-1011", "11-1021", "11-1031"})},
        {});
    const auto one = detect_codes({"11-1011", "11-1031", "2010"}, all);
    CHECK(one.verdict == EditionCertainty::clear);
    CHECK(texts(one.answer) == Answers{"soc"});
    CHECK(one.explained == 3);
    // Two of them are a second edition; so is one that has codes in common with the others.
    CHECK(detect_codes({"11-1011", "11-1031", "2010", "2011"}, all).verdict ==
          EditionCertainty::mixed);
    CHECK(detect_codes({"11-1011", "11-1031", "11-1099"}, all).verdict == EditionCertainty::mixed);
    auto later = Answers(200, "11-1031");  // the editions have codes in common, if none of these
    later.emplace_back("11-1099");
    CHECK(detect_codes(later, all).verdict == EditionCertainty::mixed);
    // One code each: nothing says which is the stray one.
    CHECK(detect_codes({"11-1031", "2010"}, all).verdict == EditionCertainty::mixed);
    auto many = Answers(200, "11-1031");
    many.insert(many.end(), {"2010", "2011"});
    CHECK(texts(detect_codes(many, all).answer) == Answers{"soc"});
}

TEST_CASE("numbers that have lost zeros follow the rest of the column") {
    const auto all = catalog(
        {flat("list", {"0010", "0230", "4700", "4720"}), flat("soc", {"11-1011", "11-1021"})}, {});
    const auto list = detect_codes({"4700", "10", "10"}, all);
    CHECK(texts(list.answer) == Answers{"list"});
    CHECK(list.explained == 3);
    CHECK(list.repaired.of(Repair::lost_zeros) == 2);
    const auto soc = detect_codes({"11-1011", "11-1021", "10"}, all);
    CHECK(texts(soc.answer) == Answers{"soc"});
    CHECK(soc.explained == 2);
    CHECK(detect_codes({"10", "230"}, all).verdict == EditionCertainty::none);
}

namespace {

Edition spelled(std::string_view id, const std::vector<std::string>& codes, CodeSpelling spelling) {
    const auto plain = flat(id, codes);
    auto header = plain.header();
    header.spelling = std::move(spelling);
    return Edition::make({header, plain.items(), {}, {}});
}

}  // namespace

TEST_CASE("a code in any spelling of its edition is one, and needs no repair") {
    const CodeSpelling icd{".", LetterCase::ignored};
    const auto all =
        catalog({spelled("ten", {"E11", "E11.9", "A00.0"}, icd),
                 spelled("eleven", {"E119", "A000", "B01"}, icd), flat("other", {"E119", "X1"})},
                {});
    const auto column = detect_codes({"E11.9", "e119", "A000", "e11"}, all);
    CHECK(texts(column.answer) == Answers{"ten"});
    CHECK(column.explained == 4);
    CHECK(column.repaired.rows == 0);
    CHECK(rows_of(column, "eleven") == 3);
    CHECK(rows_of(column, "other") == 0);
    CHECK(rows_of(detect_codes({"E119", "E119"}, all), "other") == 2);
    CHECK(rows_of(detect_codes({"E119", "E119"}, all), "ten") == 2);
}

TEST_CASE("a spelling of one edition does not hide what a cell is after repairs in another") {
    const auto all = catalog({spelled("dotted", {"15.1131", "15.1132"}, {".", LetterCase::matters}),
                              flat("soc", {"15-1131", "15-1132", "15-1133"})},
                             {});
    const auto column = detect_codes({"151131", "151132", "151133"}, all);
    CHECK(texts(column.answer) == Answers{"soc"});
    CHECK(rows_of(column, "dotted") == 2);
    CHECK(column.repaired.of(Repair::missing_hyphens) == 3);
}
