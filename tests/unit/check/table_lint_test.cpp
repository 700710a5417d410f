#include "socshift/check/table_lint.hpp"

#include "socshift/base/error.hpp"
#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

using LintLines = std::vector<std::string>;

Edition lint_dated(std::string_view name, const char* from, std::optional<EditionId> follows,
                   const std::vector<std::pair<std::string, std::string>>& leaves) {
    auto data = edition_data(name, {"group", "leaf"},
                             {item("1-00", "Makers", "group"), item("2-00", "Writers", "group")});
    for (const auto& [code, title] : leaves) {
        data.items.push_back(item(code, title, "leaf", code.substr(0, 2) + "00"));
    }
    data.header.series = "small";
    data.header.validity.from = parse_date(from);
    data.header.follows = std::move(follows);
    return Edition::make(std::move(data));
}

/// Three editions of a series; `again` differs from `new` in one code, which `first` had.
const Catalog& lint_catalog() {
    static const Catalog made = catalog(
        {lint_dated(
             "first", "1990-01-01", {},
             {{"1-01", "Smiths"}, {"1-02", "Bakers"}, {"1-03", "Coopers"}, {"2-01", "Scribes"}}),
         lint_dated(
             "old", "2000-01-01", id("first"),
             {{"1-01", "Smiths"}, {"1-02", "Bakers"}, {"1-04", "Millers"}, {"2-01", "Scribes"}}),
         lint_dated(
             "new", "2010-01-01", id("old"),
             {{"1-01", "Smiths"}, {"1-02", "Bakers"}, {"1-05", "Cooks"}, {"2-01", "Scribes"}}),
         lint_dated(
             "again", "2010-01-01", id("old"),
             {{"1-01", "Smiths"}, {"1-02", "Bakers"}, {"1-03", "Cooks"}, {"2-01", "Scribes"}})},
        {table("new", "first", {row("1-01", "1-01"), row("1-05", "1-03"), row("2-01", "2-01")})});
    return made;
}

DelimitedTable read(const std::string& text) {
    return read_delimited_table(bytes_of(text), "t.csv");
}

/// The findings of a table from `old` to `new` without titles.
LintLines lint(const std::string& rows, std::string_view to = "new",
               const std::string& header = "a,b") {
    TableRequest request;
    request.source = "#1";
    request.target = "#2";
    request.from = id("old");
    request.to = id(to);
    const auto table = read(header + "\n" + rows);
    return printed(lint_table(table, find_sides(table, request, lint_catalog()), lint_catalog()));
}

// 1-02 was split: some went to 1-05, where all of 1-04 went.
const std::string smiths = "1-01,1-01\n";
const std::string bakers = "1-02,1-02\n1-02,1-05\n";
const std::string millers = "1-04,1-05\n";
const std::string scribes = "2-01,2-01\n";
const std::string sound = smiths + bakers + millers + scribes;

}  // namespace

TEST_CASE("a sound table of two editions is lint free", "[lint]") {
    CHECK(lint(sound) == LintLines{});
    CHECK(lint(sound + ",\n\n") == LintLines{});
}

TEST_CASE("codes that an edition lacks are found on either side", "[lint]") {
    CHECK(lint("1-01,1-04\n1-03,1-05\n9-99,1-01\n" + sound) ==
          LintLines{"t.csv:2: error: target '1-04' is not an item of new: belongs to old "
                    "[unknown-target]",
                    "t.csv:3: error: source '1-03' is not an item of old: belongs to first, again "
                    "[unknown-source]",
                    "t.csv:4: error: source '9-99' is not an item of old: unknown code "
                    "[unknown-source]"});
}

TEST_CASE("codes that are written in another way are found", "[lint]") {
    CHECK(lint("101,1-01\n" + bakers + "1-04, 1-05\n" + scribes) ==
          LintLines{"t.csv:2: warning: source '101' is written '1-01' in old [code-form]",
                    "t.csv:5: warning: target ' 1-05' is written '1-05' in new [code-form]"});
}

TEST_CASE("a row without a code on a side still names the other", "[lint]") {
    CHECK(
        lint(smiths + bakers + millers + "2-01,\n,2-01\nby the agency,\n") ==
        LintLines{"t.csv:6: warning: no target code [no-code]",
                  "t.csv:6: warning: '2-01' (Scribes) is in both editions under one title and not "
                  "linked to itself: it goes to nothing and comes from nothing [kept-not-linked]",
                  "t.csv:7: warning: no source code [no-code]",
                  "t.csv:8: error: source 'by the agency' is not an item of old: unknown code "
                  "[unknown-source]",
                  "t.csv:8: warning: no target code [no-code]"});
}

TEST_CASE("titles are compared, and footnote marks behind them and codes are found", "[lint]") {
    const std::string header = "a,b,ta,tb";
    CHECK(lint("1-01*,1-01,Smiths,smiths\n"
               "1-02,1-02,Bakers (#),Bakers\n"
               "1-02,1-05,Bakers (#),Cooks and Chefs (##)\n"
               "1-04,1-05,Millers,Cooks\n"
               "2-01,2-01,Scribes,Scribes\n",
               "new", header) ==
          LintLines{
              "t.csv:2: warning: source '1-01*' ends in the footnote mark '*' [footnote-mark]",
              "t.csv:2: note: new:1-01 is 'smiths' here, 'Smiths' in the edition "
              "[title-spelling]",
              "t.csv:3: warning: title 'Bakers (#)' of old:1-02 ends in the footnote mark '(#)' "
              "[footnote-mark]",
              "t.csv:4: warning: title 'Cooks and Chefs (##)' of new:1-05 ends in the footnote "
              "mark '(##)' [footnote-mark]",
              "t.csv:4: warning: new:1-05 is 'Cooks and Chefs' here, 'Cooks' in the edition "
              "[title-differs]"});
}

TEST_CASE("items of another level than the rest are found, and cover what is below", "[lint]") {
    CHECK(
        lint(smiths + bakers + millers + "2-00,2-01\n2-00,1-01\n") ==
        LintLines{"t.csv:6: warning: source '2-00' (Writers) is group, most others are leaf "
                  "[level-mix]",
                  "t.csv:6: warning: '2-01' (Scribes) is in both editions under one title and not "
                  "linked to itself: it goes to nothing and comes from '2-00' [kept-not-linked]"});
    CHECK(lint("1-00,1-00\n2-00,2-00\n") == LintLines{});
}

TEST_CASE("rows that repeat others are found, whether letter for letter or nearly", "[lint]") {
    CHECK(lint(sound + smiths + "1-04,105\n") ==
          LintLines{
              "t.csv:7: error: link '1-01' -> '1-01' is already there (t.csv:2), the row is the "
              "same [duplicate-link]",
              "t.csv:8: warning: target '105' is written '1-05' in new [code-form]",
              "t.csv:8: warning: link '1-04' -> '1-05' is already there (t.csv:5), with '1-05' "
              "in column 'b', here '105' [near-duplicate]"});
    CHECK(lint("1-01,1-01,x\n1-01,1-01,y\n", "new", "a,b,remark").front() ==
          "t.csv:3: error: link '1-01' -> '1-01' is already there (t.csv:2), with 'x' in column "
          "'remark', here 'y' [duplicate-link]");
}

TEST_CASE("codes of either edition that no row names are found", "[lint]") {
    CHECK(lint(smiths + "1-02,1-02\n" + scribes) ==
          LintLines{"t.csv: warning: '1-04' (Millers) of old has no target [unlinked-source]",
                    "t.csv: warning: '1-05' (Cooks) of new has no source [unlinked-target]"});
}

TEST_CASE("a kept code that is not linked to itself is found", "[lint]") {
    CHECK(lint(smiths + "1-02,1-05\n1-04,1-02\n" + scribes) ==
          LintLines{"t.csv:3: warning: '1-02' (Bakers) is in both editions under one title and not "
                    "linked to itself: it goes to '1-05' and comes from '1-04' [kept-not-linked]"});
    const auto turned = catalog(
        {lint_dated("old", "2000-01-01", {}, {{"1-01", "Smiths"}, {"1-02", "B"}, {"2-01", "S"}}),
         lint_dated("new", "2010-01-01", {}, {{"1-01", "Smiths"}, {"1-02", "C"}, {"2-01", "S"}})},
        {});
    const auto table = read("a,b\n1-01,1-01\n1-02,1-01\n1-01,1-02\n2-01,2-01\n");
    CHECK(
        printed(lint_table(table, {{id("old"), 0, {}}, {id("new"), 1, {}}, {}}, turned)) ==
        LintLines{"t.csv:3: warning: code '1-02' is not linked to itself: old (B) goes to '1-01', "
                  "new (C) comes from '1-01' [reused-code]"});
}

TEST_CASE("a code that was dropped earlier and is used again is found", "[lint]") {
    CHECK(lint(smiths + "1-02,1-02\n1-04,1-03\n" + scribes, "again") ==
          LintLines{
              "t.csv:4: warning: code '1-03' (Cooks) of again was dropped before old and is used "
              "again: in first it was Coopers [returned-code]"});
}

TEST_CASE("shares must be shares and sum to one", "[lint]") {
    const auto with = [](const std::string& one, const std::string& other) {
        return lint("1-01,1-01,1\n1-02,1-02," + one + "\n1-02,1-05," + other +
                        "\n1-04,1-05,1\n2-01,2-01,1\n",
                    "new", "a,b,share");
    };
    CHECK(with("1/3", "2/3") == LintLines{});
    CHECK(with("0.25", "0.75") == LintLines{});
    CHECK(with("0.25", "0.7") ==
          LintLines{"t.csv:3: error: shares out of '1-02' sum to 19/20, expected 1 [share-sum]"});
    CHECK(with("0.333", "0.666") ==
          LintLines{"t.csv:3: warning: shares out of '1-02' sum to 999/1000, expected 1: each is "
                    "rounded [share-rounded]"});
    CHECK(with("0.33", "0.665") ==
          LintLines{"t.csv:3: error: shares out of '1-02' sum to 199/200, expected 1 [share-sum]"});
    CHECK(with("1", "") == LintLines{"t.csv:3: error: 1 of the 2 links out of '1-02' have a share; "
                                     "expected all or none [share-missing]"});
    CHECK(with("1", "0") ==
          LintLines{"t.csv:4: warning: link '1-02' -> '1-05' has share 0: only weights give "
                    "none [share-zero]"});
    CHECK(with("1", "50%").back() ==
          "t.csv:4: error: '50%' is no share: expected a number from 0 to 1, such as 0.25 or 1/4 "
          "[bad-share]");
}

TEST_CASE("a table in the other direction must have the same links", "[lint]") {
    const auto table = read("a,b\n" + sound);
    const TableSides sides{{id("old"), 0, {}}, {id("new"), 1, {}}, {}};
    auto back = read("x,y\n1-01,1-01\n1-02,1-02\n1-05,1-04\n2-01,2-01\n2-01,1-04\n");
    back.file = "back.csv";
    CHECK(printed(lint_table(table, sides, lint_catalog(), &back)) ==
          LintLines{
              "t.csv:4: warning: '1-02' goes to '1-05' here, and does not come back in back.csv "
              "[one-way]",
              "t.csv: warning: '2-01' goes back to '1-04' in back.csv, and does not come from "
              "it here [one-way]"});
}

TEST_CASE("a table in the other direction is taken from the catalog if it has one", "[lint]") {
    const auto table = read("a,b\n1-01,1-01\n1-02,1-02\n1-03,1-05\n2-01,2-01\n");
    const auto found =
        printed(lint_table(table, {{id("first"), 0, {}}, {id("new"), 1, {}}, {}}, lint_catalog()));
    CHECK(found ==
          LintLines{"t.csv:3: warning: '1-02' goes to '1-02' here, and does not come back in "
                    "the catalog's '' [one-way]"});
}

TEST_CASE("columns and editions are found", "[lint]") {
    const auto table = read(
        "n,old title,old,new,new title,weight\n"
        "1,Smiths,1-01*,1-01,Smiths,1\n"
        "2,Bakers,1-02,1-02,Bakers,1\n"
        "3,Millers,1-04,1-05,Cooks,1\n");
    const auto sides = find_sides(table, {}, lint_catalog());
    CHECK(sides.source.edition == id("old"));
    CHECK(sides.source.codes == 2);
    CHECK(sides.source.titles == 1U);
    CHECK(sides.target.edition == id("new"));
    CHECK(sides.target.codes == 3);
    CHECK(sides.target.titles == 4U);
    CHECK(sides.shares == 5U);
    // The columns follow the editions when these are said.
    TableRequest back;
    back.from = id("new");
    CHECK(find_sides(table, back, lint_catalog()).source.codes == 3);
    CHECK(find_sides(table, back, lint_catalog()).target.edition == id("old"));
}

TEST_CASE("of a mixed column the edition of most rows is taken, of a tie the one it names",
          "[lint]") {
    const auto mixed = read("x,y\n1-01,1-01\n1-02,1-05\n1-04,1-05\n2-01,1-04\n");
    CHECK(find_sides(mixed, {}, lint_catalog()).target.edition == id("new"));
    const auto named = read("Old code,New codes\n1-01,1-01\n2-01,2-01\n");
    const auto sides = find_sides(named, {}, lint_catalog());
    CHECK(sides.source.edition == id("old"));
    CHECK(sides.target.edition == id("new"));
}

TEST_CASE("what cannot be told is asked", "[lint]") {
    const auto message = [](const std::string& text, const TableRequest& request = {}) {
        return message_of<Error>([&] { (void)find_sides(read(text), request, lint_catalog()); });
    };
    CHECK(message("a,b\nx,y\n") ==
          "t.csv: which column holds the source and which the target codes? none holds codes of an "
          "edition");
    CHECK(message("a,b,c\n1-01,1-01,1-01\n") ==
          "t.csv: which column holds the source and which the target codes? codes of an edition "
          "are in 'a', 'b', 'c'");
    TableRequest request;
    request.source = "a";
    CHECK(message("a,b\n1-01,x\n", request) ==
          "t.csv: which column holds the target codes? codes of an edition are in 'a'");
    CHECK(message("a,b\n1-01,1-04\n") ==
          "t.csv: in which edition is column 'a'? first, old, again and new each explain all 1 "
          "codes");
    CHECK(message("a,b\n1-04,1-04\n") ==
          "t.csv: source and target must differ; both are of edition 'old'");
    request.target = "a";
    CHECK(message("a,b\n1-04,1-05\n", request) ==
          "t.csv: source and target must differ; both are column 'a'");
    request.target = "#3";
    CHECK(message("a,b\n1-04,1-05\n", request) ==
          "t.csv:1: no column '#3'; the columns are 'a', 'b'");
    CHECK(message("a,b\n", {}) ==
          "t.csv: which column holds the source and which the target codes? none holds codes of an "
          "edition");
}

TEST_CASE("a table is held against the catalog's own between the same editions", "[lint]") {
    const auto known =
        catalog({lint_catalog().edition(id("first")), lint_catalog().edition(id("old")),
                 lint_catalog().edition(id("new"))},
                {table("old", "new",
                       {row("1-01", "1-01"), row("1-02", "1-02"), row("1-02", "1-05"),
                        row("1-04", "1-05"), row("2-01", "2-01")})});
    TableRequest request;
    request.from = id("old");
    request.to = id("new");
    const auto found = [&](const std::string& rows) {
        const auto read_table = read("old,new\n" + rows);
        return printed(lint_table(read_table, find_sides(read_table, request, known), known));
    };
    CHECK(found(sound) == LintLines{});
    // 1-04 is sent elsewhere, and a target of 1-02 is left out.
    CHECK(
        found(smiths + "1-02,1-02\n1-04,1-01\n" + scribes) ==
        LintLines{"t.csv:3: warning: '1-02' (Bakers) goes to '1-05' (Cooks) in the catalog's '', "
                  "and not here [only-there]",
                  "t.csv:4: warning: '1-04' (Millers) goes to '1-01' (Smiths) here, and not in "
                  "the catalog's '' [only-here]",
                  "t.csv:4: warning: '1-04' (Millers) goes to '1-05' (Cooks) in the catalog's '', "
                  "and not here [only-there]",
                  "t.csv: warning: '1-05' (Cooks) of new has no source [unlinked-target]"});
    // What has no row at all is said once.
    CHECK(found(smiths + bakers + scribes) ==
          LintLines{"t.csv: warning: '1-04' (Millers) of old has no target [unlinked-source]"});
}

TEST_CASE("a table in which every row is wrong has a short list of findings", "[lint]") {
    std::string rows = sound;
    for (int i = 0; i < 1200; ++i) {
        rows += "7-" + std::to_string(i) + ",1-01\n";
    }
    const auto lines = lint(rows);
    CHECK(std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
              return line.find("[unknown-source]") != std::string::npos;
          }) == 1001);
    CHECK(std::count(lines.begin(), lines.end(),
                     "error: 200 more of these are not listed [unknown-source]") == 1);
}
