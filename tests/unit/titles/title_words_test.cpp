#include "socshift/titles/title_words.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace socshift;

namespace {

std::string joined(const std::vector<std::string_view>& words) {
    std::string out;
    for (const auto word : words) {
        out += (out.empty() ? "" : " ") + std::string{word};
    }
    return out;
}

std::string outside(std::string_view title) {
    TitleReader reader;
    reader.read(title);
    return joined(reader.outside());
}

std::string inside(std::string_view title) {
    TitleReader reader;
    reader.read(title);
    return joined(reader.inside());
}

}  // namespace

TEST_CASE("case, marks on letters and punctuation do not count in a job title", "[titles]") {
    CHECK(outside("Registered  NURSE") == "registered nurse");
    CHECK(outside("\xC3\x89"
                  "diteur/R\xC3\xA9"
                  "dacteur \xE2\x80\x94 \xC5\x81\xC3\xB3"
                  "d\xC5\xBA") == "editeur redacteur lodz");
    CHECK(outside("\xD0\x98\xD0\x9D\xD0\x96\xD0\x95\xD0\x9D\xD0\x95\xD0\xA0") ==
          "\xD0\xB8\xD0\xBD\xD0\xB6\xD0\xB5\xD0\xBD\xD0\xB5\xD1\x80");
    CHECK(outside("Sheriff's Deputy") == outside("Sheriff\xE2\x80\x99s deputy"));
    CHECK(outside("C++ & C# developer") == "c++ c# developer");
    CHECK(outside("# 1 cook") == "1 cook");
}

TEST_CASE("plurals and small words do not count in a job title", "[titles]") {
    CHECK(outside("Bakers of the Bakeries") == "baker bakery");
    CHECK(outside("Coaches and Foremen, Bosses, Boxes") == "coach foreman boss box");
    CHECK(outside("Bus Boss Analysis Gas") == "bus boss analysis gas");
    CHECK(outside("the of and").empty());
}

TEST_CASE("one comma turns a job title round, and only one", "[titles]") {
    CHECK(outside("Manager, Sales") == "sale manager");
    CHECK(outside("Cooks, Fry, Short Order") == "cook fry short order");
    CHECK(outside("Cook,") == "cook");
    CHECK(outside(", Cook") == "cook");
}

TEST_CASE("what stands in parentheses is read apart", "[titles]") {
    CHECK(outside("CEO (Chief Executive Officer)") == "ceo");
    CHECK(inside("CEO (Chief Executive Officer)") == "chief executive officer");
    CHECK(outside("(Nurse)") == "nurse");
    CHECK(inside("(Nurse)").empty());
    CHECK(outside("a) cook (night (late) shift") == "cook");
    CHECK(inside("a) cook (night (late) shift") == "night late shift");
}

TEST_CASE("of a title that no one would write a bounded part is read", "[titles]") {
    std::string words;
    for (int i = 0; i < 100; ++i) {
        words += "w" + std::to_string(i) + " ";
    }
    TitleReader reader;
    reader.read(words);
    CHECK(reader.outside().size() == most_title_words);
    reader.read(std::string(10'000'000, 'x'));
    REQUIRE(reader.outside().size() == 1);
    CHECK(reader.outside()[0].size() == most_word_bytes);
    reader.read(std::string(10'000'000, '('));
    CHECK(reader.outside().empty());
    reader.read(std::string("\x00\x1b[2J cook\xFF\xC3\x7F", 13));
    CHECK(joined(reader.outside()) == "2j cook");
}

TEST_CASE("abbreviations that no list explains are read in full", "[titles]") {
    TitleReader reader;
    reader.read("Sr. Asst. Mgrs., Mktg (Mfg)");
    CHECK(joined(reader.outside()) == "marketing sr assistant manager");
    CHECK(joined(reader.inside()) == "manufacturing");
}

TEST_CASE("slashes part words, and are known where no comma turns the title round", "[titles]") {
    TitleReader reader;
    reader.read("Cashier / Night Stocker/Bagger");
    CHECK(joined(reader.outside()) == "cashier night stocker bagger");
    CHECK(reader.slashes() == std::vector<std::size_t>{1, 3});
    reader.read("Cashier/Stocker, Grocery");
    CHECK(reader.slashes().empty());
    reader.read("Cashier (Stocker/Bagger)");
    CHECK(reader.slashes().empty());
}

TEST_CASE("grades are known", "[titles]") {
    for (const auto* const word : {"senior", "sr", "junior", "ii", "lead", "entry"}) {
        CHECK(is_grade_word(word));
    }
    CHECK_FALSE(is_grade_word("nurse"));
    CHECK_FALSE(is_grade_word("vi"));
}
