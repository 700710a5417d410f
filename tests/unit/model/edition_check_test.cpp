// Every rule by which an edition is checked, one small case each.
#include "socshift/model/edition.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

using Lines = std::vector<std::string>;

const std::vector<std::string> two_levels = {"group", "leaf"};

EditionData sound() {
    return edition_data("x", two_levels, {an_item("1", "group"), an_item("11", "leaf", "1")});
}

Lines found(const EditionData& data) {
    return printed(check(data));
}

Lines found(std::vector<Item> items) {
    return found(edition_data("x", two_levels, std::move(items)));
}

Note note(std::string_view item, std::string_view ref, std::string_view range_end = "",
          std::string_view phrase = "") {
    Note out{code(item), NoteRelation::excludes, {}, {}, std::string{phrase}, line(20)};
    if (!ref.empty()) {
        out.ref = code(ref);
    }
    if (!range_end.empty()) {
        out.range_end = code(range_end);
    }
    return out;
}

Lines found_with(const Note& note) {
    auto data = sound();
    data.notes = {note};
    return found(data);
}

/// What check() calls an error stops make() with the same findings.
void refuses(const EditionData& data) {
    const auto findings = check(data);
    REQUIRE(has_errors(findings));
    try {
        (void)Edition::make(data);
        FAIL("make() took data with errors");
    } catch (const DataError& error) {
        CHECK(printed(error.findings()) == printed(findings));
    }
}

}  // namespace

TEST_CASE("a sound edition has no findings", "[edition][check]") {
    CHECK(found(sound()) == Lines{});
}

TEST_CASE("an edition needs levels", "[edition][check]") {
    auto data = edition_data("x", {}, {});
    CHECK(found(data) == Lines{"f.yaml:1:1: error: edition 'x' names no levels [no-levels]"});
    refuses(data);
}

TEST_CASE("levels must differ", "[edition][check]") {
    auto data = sound();
    data.header.levels = {"group", "leaf", "leaf"};
    CHECK(found(data) ==
          Lines{"f.yaml:1:1: error: levels of 'x' must differ: group, leaf, leaf "
                "[duplicate-level]",
                "f.yaml:11:5: note: 1 item above level 'leaf' with nothing below: '11' "
                "[ragged-hierarchy]"});
    refuses(data);
}

TEST_CASE("an edition that ends must end after it starts", "[edition][check]") {
    auto data = sound();
    data.header.validity.until = data.header.validity.from;
    CHECK(found(data) ==
          Lines{"f.yaml:1:1: error: valid_until 2018-01-01 must be after valid_from 2018-01-01 "
                "[empty-validity]"});
    refuses(data);
    data.header.validity.until = parse_date("2018-01-02");
    CHECK(found(data) == Lines{});
}

TEST_CASE("a code occurs once", "[edition][check]") {
    const auto data = edition_data(
        "x", two_levels,
        {an_item("1", "group"), an_item("11", "leaf", "1"), an_item("11", "leaf", "1", "Another")});
    CHECK(found(data) == Lines{"f.yaml:12:5: error: code '11' is already there (f.yaml:11:5) "
                               "[duplicate-code]"});
    refuses(data);
}

TEST_CASE("an item's level is one of the edition's", "[edition][check]") {
    const auto data =
        edition_data("x", two_levels, {an_item("1", "group"), an_item("11", "twig", "1")});
    CHECK(found(data) ==
          Lines{"f.yaml:11:5: error: level 'twig' of '11' is not one of: group, leaf "
                "[unknown-level]"});
    refuses(data);
}

TEST_CASE("only items of the first level may be without parent", "[edition][check]") {
    const auto data =
        edition_data("x", two_levels,
                     {an_item("1", "group"), an_item("11", "leaf", "1"), an_item("21", "leaf")});
    CHECK(found(data) == Lines{"f.yaml:12:5: error: '21' at level 'leaf' has no parent; only items "
                               "at level 'group' may have none [missing-parent]"});
    refuses(data);
}

TEST_CASE("a parent is an item", "[edition][check]") {
    const auto data = edition_data(
        "x", two_levels,
        {an_item("1", "group"), an_item("11", "leaf", "1"), an_item("21", "leaf", "2")});
    CHECK(found(data) == Lines{"f.yaml:12:5: error: parent '2' of '21' is not an item of this "
                               "edition [unknown-parent]"});
    refuses(data);
}

TEST_CASE("a parent is at a coarser level", "[edition][check]") {
    const auto same = edition_data(
        "x", two_levels,
        {an_item("1", "group"), an_item("11", "leaf", "1"), an_item("12", "leaf", "11")});
    CHECK(found(same) == Lines{"f.yaml:12:5: error: '12' at level 'leaf' is under '11' at level "
                               "'leaf'; a parent must be at a coarser level [level-order]"});
    refuses(same);
    const auto finer = edition_data(
        "x", two_levels,
        {an_item("1", "group"), an_item("11", "leaf", "1"), an_item("2", "group", "11")});
    CHECK(found(finer) ==
          Lines{"f.yaml:12:5: error: '2' at level 'group' is under '11' at level 'leaf'; a parent "
                "must be at a coarser level [level-order]",
                "f.yaml:12:5: note: 1 item above level 'leaf' with nothing below: '2' "
                "[ragged-hierarchy]"});
    refuses(finer);
}

TEST_CASE("a level that is skipped is good to know", "[edition][check]") {
    const auto data =
        edition_data("x", {"top", "mid", "low"}, {an_item("1", "top"), an_item("11", "low", "1")});
    CHECK(found(data) == Lines{"f.yaml:11:5: note: '11' at level 'low' is under '1' at level "
                               "'top', with nothing at the levels between [level-skipped]"});
    CHECK(Edition::make(data).items().size() == 2);
}

TEST_CASE("an attribute without a plain name or a text is an error", "[edition][check]") {
    auto data = sound();
    data.items[1].attributes = {{"Job Zone", "4"}, {"zone", ""}};
    CHECK(found(data) ==
          Lines{"f.yaml:11:5: error: attribute 'Job Zone' of '11' must be lower-case letters, "
                "digits and '_', starting with a letter [attribute-name]",
                "f.yaml:11:5: error: attribute 'zone' of '11' says nothing [attribute-empty]"});
    refuses(data);
}

TEST_CASE("no item is above itself", "[edition][check]") {
    const auto alone = edition_data("x", two_levels, {an_item("1", "group", "1")});
    CHECK(found(alone) == Lines{"f.yaml:10:5: error: '1' is above itself: its parents lead back "
                                "to it [cycle]"});
    refuses(alone);
    const auto pair = edition_data(
        "x", two_levels,
        {an_item("1", "group", "2"), an_item("2", "group", "1"), an_item("11", "leaf", "1")});
    CHECK(found(pair) ==
          Lines{"f.yaml:10:5: error: '1' is above itself: its parents lead back to it [cycle]",
                "f.yaml:11:5: error: '2' is above itself: its parents lead back to it [cycle]"});
    refuses(pair);
}

TEST_CASE("an item has a title", "[edition][check]") {
    auto data = sound();
    data.items[1].title.clear();
    CHECK(found(data) == Lines{"f.yaml:11:5: error: '11' has no title [empty-title]"});
    refuses(data);
}

TEST_CASE("two items of one level with one title are worth a look", "[edition][check]") {
    CHECK(found({an_item("1", "group", "", "Clerks"), an_item("11", "leaf", "1", "Clerks"),
                 an_item("12", "leaf", "1", "CLERKS")}) ==
          Lines{"f.yaml:12:5: warning: '11' and '12' at level 'leaf' have the same title 'CLERKS' "
                "[duplicate-title]"});
}

TEST_CASE("one group in twenty without items is worth a look, and more make a ragged hierarchy",
          "[edition][check]") {
    CHECK(found({an_item("1", "group"), an_item("2", "group"), an_item("21", "leaf", "2")}) ==
          Lines{"f.yaml:10:5: note: 1 item above level 'leaf' with nothing below: '1' "
                "[ragged-hierarchy]"});
    std::vector<Item> items = {an_item("00", "group")};
    for (int number = 1; number < 20; ++number) {
        const auto group = "g" + std::to_string(number) + "-";
        items.push_back(an_item(group, "group"));
        items.push_back(an_item(group + "1", "leaf", group));
    }
    CHECK(found(items) ==
          Lines{"f.yaml:10:5: warning: '00' at level 'group' has nothing below it [empty-group]"});
}

TEST_CASE("a note belongs to an item", "[edition][check]") {
    CHECK(found_with(note("9", "11")) ==
          Lines{"f.yaml:20:5: error: note of '9', which is not an item of this edition "
                "[note-unknown-item]"});
}

TEST_CASE("a note's range has a start and ends after it", "[edition][check]") {
    const Lines wrong = {
        "f.yaml:20:5: error: range of a note of '1' must end after it starts "
        "[note-range]"};
    CHECK(found_with(note("1", "11", "10")) == wrong);
    CHECK(found_with(note("1", "", "11", "phrase")) == wrong);
    CHECK(found_with(note("1", "11", "11")) == Lines{});
}

TEST_CASE("a note names a code or a phrase", "[edition][check]") {
    CHECK(found_with(note("1", "")) == Lines{"f.yaml:20:5: error: note of '1' names neither a code "
                                             "nor a phrase [note-empty]"});
    CHECK(found_with(note("1", "", "", "Others")) == Lines{});
}

TEST_CASE("a note that names a code which is not there is worth a look", "[edition][check]") {
    CHECK(
        found_with(note("1", "99")) ==
        Lines{
            "f.yaml:20:5: warning: '1' excludes '99', which is not an item of x [note-dangling]"});
}

TEST_CASE("wrong notes stop make as wrong items do", "[edition][check]") {
    auto data = sound();
    data.notes = {note("9", "11")};
    refuses(data);
    data.notes = {note("1", "99")};
    CHECK(Edition::make(data).notes().size() == 1);
}

TEST_CASE("findings come in the order of the rows whatever the rules", "[edition][check]") {
    const auto data =
        edition_data("x", two_levels,
                     {an_item("11", "leaf", "9"), an_item("1", "group", "1"),
                      an_item("12", "twig", "1"), an_item("11", "leaf", "1", "Another")});
    CHECK(found(data) ==
          Lines{"f.yaml:10:5: error: parent '9' of '11' is not an item of this edition "
                "[unknown-parent]",
                "f.yaml:11:5: error: '1' is above itself: its parents lead back to it [cycle]",
                "f.yaml:12:5: error: level 'twig' of '12' is not one of: group, leaf "
                "[unknown-level]",
                "f.yaml:13:5: error: code '11' is already there (f.yaml:10:5) [duplicate-code]"});
    refuses(data);
}

TEST_CASE("an extension is checked together with the edition below it", "[edition][check]") {
    const auto base = Edition::make(sound());
    auto data = edition_data("y", {"twig"}, {an_item("11.1", "twig", "11")});
    data.header.extends = id("x");
    CHECK(printed(check(data, &base)) == Lines{});

    SECTION("a parent in neither is unknown") {
        data.items.push_back(an_item("12.1", "twig", "12", "T"));
        CHECK(printed(check(data, &base)) ==
              Lines{"error: parent '12' of '12.1' is not an item of this edition "
                    "[unknown-parent]"});
    }
    SECTION("a code of the edition below is taken") {
        data.items.push_back(an_item("11", "leaf", "1", "T"));
        CHECK(printed(check(data, &base)) ==
              Lines{"error: code '11' is already there (f.yaml:11:5) [duplicate-code]"});
    }
    SECTION("its own levels come below the others") {
        data.header.levels = {"leaf"};
        data.items.clear();
        CHECK(printed(check(data, &base)) ==
              Lines{"f.yaml:1:1: error: levels of 'y' must differ: group, leaf, leaf "
                    "[duplicate-level]"});
        CHECK_THROWS_AS(Edition::make(data, &base), DataError);
    }
}

TEST_CASE("an extension needs the edition that it extends", "[edition][check]") {
    auto data = edition_data("y", {"twig"}, {an_item("11.1", "twig", "11")});
    data.header.extends = id("x");
    const auto message =
        "f.yaml:1:1: error: edition 'y' extends 'x', which is not there "
        "[missing-base]";
    CHECK(message_of<DataError>([&] { (void)Edition::make(data); }) == message);
    const auto other = Edition::make(edition_data("z", {"group"}, {an_item("1", "group")}));
    CHECK(message_of<DataError>([&] { (void)Edition::make(data, &other); }) == message);
}

TEST_CASE("an edition has so many levels at most", "[edition][check]") {
    auto data = sound();
    for (std::size_t i = data.header.levels.size(); i < 65; ++i) {
        data.header.levels.push_back("level " + std::to_string(i));
    }
    const auto lines = found(data);
    CHECK(std::any_of(lines.begin(), lines.end(), [](const std::string& line) {
        return line.find("edition 'x' has 65 levels; expected at most 64 [level-count]") !=
               std::string::npos;
    }));
    data.header.levels.pop_back();
    for (const auto& line : found(data)) {
        CHECK(line.find("level-count") == std::string::npos);
    }
}
