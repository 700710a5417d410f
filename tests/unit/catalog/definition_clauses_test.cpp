#include "socshift/catalog/definition_clauses.hpp"

#include "support/model.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

using Clauses = std::vector<std::string>;

CodeShapes shapes() {
    return CodeShapes{{an_item("11-1011", "detailed"), an_item("11-1011.01", "extended")}};
}

DefinitionClauses read_clauses(std::string_view text) {
    return read_clauses({code("10-0001"), "Bakers", std::string{text}, line(7)}, shapes());
}

/// "excludes 11-1011 to 11-1099 'Smiths'", one for each note.
Clauses notes(std::string_view text) {
    Clauses out;
    for (const auto& note : read_clauses(text).notes) {
        CHECK(note.item == code("10-0001"));
        CHECK(note.at == line(7));
        auto said = std::string{to_string(note.relation)};
        said += note.ref ? " " + note.ref->text() : "";
        said += note.range_end ? " to " + note.range_end->text() : "";
        said += note.phrase.empty() ? "" : " '" + note.phrase + "'";
        out.push_back(said);
    }
    return out;
}

Clauses not_understood(std::string_view text) {
    return read_clauses(text).not_understood;
}

}  // namespace

TEST_CASE("a code shape is found as a word of its own, the longest first", "[notes]") {
    const auto known = shapes();
    CHECK(known.match("11-1011", 0) == 7);
    CHECK(known.match("(99-9999)", 1) == 7);
    CHECK(known.match("99-9999.99,", 0) == 10);
    CHECK(known.match("99-9999.", 0) == 7);
    CHECK(known.match("99-99999", 0) == 0);
    CHECK(known.match("199-9999", 1) == 0);
    CHECK(known.match("99-9999-1", 0) == 0);
    CHECK(known.match("99-999", 0) == 0);
    CHECK(CodeShapes{{}}.match("11-1011", 0) == 0);
}

TEST_CASE("a text without references gives nothing", "[notes]") {
    CHECK(read_clauses("") == DefinitionClauses{});
    CHECK(read_clauses("Bake bread exclusively for the U.S. Navy, not elsewhere classified.") ==
          DefinitionClauses{});
    CHECK(read_clauses(
              "Too diverse to be classified in any one trade; includes bakers who are included.") ==
          DefinitionClauses{});
}

TEST_CASE("what is excluded: one code, a list, a range, a group, words", "[notes]") {
    CHECK(notes("Bake. Excludes \"Smiths\" (11-1011).") == Clauses{"excludes 11-1011 'Smiths'"});
    CHECK(notes("Exclude \"Smiths\" (11-1011), \"Coopers, Wet\" (11-1012), and \"Turners\" "
                "(11-1000)") == Clauses{"excludes 11-1000 'Turners'", "excludes 11-1011 'Smiths'",
                                        "excludes 11-1012 'Coopers, Wet'"});
    CHECK(notes("Excludes \"Smiths\" (11-1011 through  11-1099), or \"Cooks\" (12-1011.02).") ==
          Clauses{"excludes 11-1011 to 11-1099 'Smiths'", "excludes 12-1011.02 'Cooks'"});
    CHECK(notes("Excludes smiths (11-1011 - 11-1099).") == Clauses{"excludes 11-1011 to 11-1099"});
    CHECK(notes("Excludes team or work leaders.") == Clauses{"excludes 'team or work leaders'"});
    CHECK(notes("Excludes \"Smiths\" (11-1011) and workers of other trades.") ==
          Clauses{"excludes 'workers of other trades'", "excludes 11-1011 'Smiths'"});
    CHECK(notes("Excludes \"Smiths\" and \"Coopers\".") ==
          Clauses{"excludes 'Coopers'", "excludes 'Smiths'"});
    CHECK(notes("Excludes \"Smiths\" and \"Coopers\" (11-1012).") ==
          Clauses{"excludes 'Smiths'", "excludes 11-1012 'Coopers'"});
    CHECK(notes("Excludes those classified in 11-0000 Metal, Wood, and Wax.") ==
          Clauses{"excludes 11-0000 'Metal, Wood, and Wax'"});
}

TEST_CASE("words beside a code are a title only if they are written like one", "[notes]") {
    CHECK(notes("Excludes leaders of trades (11-1011) and of towns (11-1012).") ==
          Clauses{"excludes 11-1011", "excludes 11-1012"});
    CHECK(notes("Apprentices are included in Town Bakers, Young (11-1011).") ==
          Clauses{"included_in 11-1011 'Town Bakers, Young'"});
}

TEST_CASE("where something is included instead", "[notes]") {
    CHECK(notes("Pastry cooks are included in \"Cooks\" (11-1011).") ==
          Clauses{"included_in 11-1011 'Cooks'"});
    CHECK(notes("Apprentices are classified with the right trade (11-1011 through 11-1099).") ==
          Clauses{"included_in 11-1011 to 11-1099"});
    CHECK(notes("Helpers are coded within the 11-1000 or 12-1000 minor groups") ==
          Clauses{"included_in 11-1000", "included_in 12-1000"});
    CHECK(notes("Those who repeat a task are classified elsewhere in 11-1000.") ==
          Clauses{"included_in 11-1000"});
    CHECK(notes("Include pastry cooks with \"Cooks\" (11-1011).") ==
          Clauses{"included_in 11-1011 'Cooks'"});
    CHECK(notes("Classify layers of stone in \"Masons\" (11-1011).") ==
          Clauses{"included_in 11-1011 'Masons'"});
    CHECK(notes("Those with a degree should be reported in the right school.") ==
          Clauses{"included_in 'the right school'"});
}

TEST_CASE("a sentence can exclude some and say where they are", "[notes]") {
    CHECK(notes("Excludes apprentices and report them with the right trade (11-1011).") ==
          Clauses{"excludes 11-1011", "included_in 11-1011"});
    CHECK(notes("Excludes cooks who are included in \"Cooks\" (11-1011) and smiths who are "
                "included in \"Smiths\" (11-1012).") ==
          Clauses{"excludes 11-1011 'Cooks'", "excludes 11-1012 'Smiths'",
                  "included_in 11-1011 'Cooks'", "included_in 11-1012 'Smiths'"});
    CHECK(notes("Excludes long service; these bakers are coded within the 11-1000 minor group.") ==
          Clauses{"excludes 'long service'", "included_in 11-1000"});
}

TEST_CASE("damaged and missing marks do not hide a title", "[notes]") {
    const Clauses smiths = {"excludes 11-1011 'Smiths'"};
    CHECK(notes("Excludes \xE2\x80\x9CSmiths\xE2\x80\x9D (11-1011).") == smiths);
    CHECK(notes("Excludes \xE2\x80\x9CSmiths\"(11-1011)") == smiths);
    CHECK(notes("Excludes \"Smiths (11-1011).") == smiths);
    CHECK(notes("Excludes \"Smiths. (11-1011).") == smiths);
    CHECK(notes("Excludes \"Smiths \" (11- 1011),") == smiths);
    CHECK(notes("Excludes \"Smiths\" (11\xE2\x80\x90"
                "1011).") == smiths);
    CHECK(notes("The town?"
                "?s bakers. Excludes ?"
                "?Smiths? (11-1011) and ?"
                "?Miller?"
                "?s Men? (11-1012).") ==
          Clauses{"excludes 11-1011 'Smiths'", "excludes 11-1012 'Miller's Men'"});
    CHECK(notes("Excludes \"Cooks (11-1012), \"Smiths\" (11-1011).") ==
          Clauses{"excludes 11-1011 'Smiths'", "excludes 11-1012 'Cooks'"});
}

TEST_CASE("equal references are one", "[notes]") {
    CHECK(notes("Excludes \"Smiths\" (11-1011). Excludes \"Smiths\" (11-1011).").size() == 1);
}

TEST_CASE("a clause that gives no note is listed", "[notes]") {
    CHECK(not_understood("Includes leaders of \"Smiths\" (11-1011). Bake.") ==
          Clauses{"Includes leaders of \"Smiths\" (11-1011)"});
    CHECK(not_understood("Bake, excluding pies.") == Clauses{"Bake, excluding pies"});
    CHECK(not_understood("Pies are included in the price.") ==
          Clauses{"Pies are included in the price"});
    CHECK(not_understood("Smiths (11-1012) are included in \"Cooks\" (11-1011).") ==
          Clauses{"Smiths (11-1012) are included in \"Cooks\" (11-1011)"});
    CHECK(not_understood("Excludes \"Smiths\" (11-1099 through 11-1011).") ==
          Clauses{"Excludes \"Smiths\" (11-1099 through 11-1011)"});
    CHECK(not_understood("Excludes.") == Clauses{"Excludes"});
    CHECK(not_understood("Excludes \"\" and \" \".") == Clauses{"Excludes \"\" and \" \""});
}

TEST_CASE("a condition on a reference is told", "[notes]") {
    CHECK(
        read_clauses("Excludes \"Smiths\" (11-1011) who bake and \"Cooks\" of all kinds (11-1012).")
            .conditions == Clauses{"'11-1011' (who bake)", "'11-1012' (of all kinds)"});
    CHECK(read_clauses("Excludes \"Smiths\" (11-1011), and \"Cooks\" (11-1012).").conditions ==
          Clauses{});
}

TEST_CASE("notes of a table of definitions come with what was not understood", "[notes]") {
    const auto edition = edition_data("e", {"detailed"}, {an_item("11-1011", "detailed")});
    const auto definitions =
        Definitions::make({{code("11-1011"), "Bakers",
                            "Excludes \"Cooks\" (11-1012) who bake. See 11-1013.", line(3)},
                           {code("11-1012"), "Cooks", "Cook.", line(4)}});
    const auto found = notes_of(definitions, edition);
    REQUIRE(found.notes.size() == 1);
    CHECK(found.notes.front().ref == code("11-1012"));
    CHECK(printed(found.findings) ==
          Clauses{"f.yaml:3:5: warning: of '11-1011': See 11-1013 [clause-not-understood]",
                  "f.yaml:3:5: note: '11-1011' refers to '11-1012' (who bake) [clause-condition]",
                  "f.yaml:4:5: warning: '11-1012' is not an item of e [unknown-item]"});
}
