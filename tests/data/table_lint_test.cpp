// What `socshift check` finds in the tables that were published, and in damaged copies of one.
#include "socshift/check/table_lint.hpp"

#include "socshift/catalog/builtin.hpp"
#include "socshift/io/table_file.hpp"
#include "support/sources.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <map>

using namespace socshift;

namespace {

using Count = std::map<std::string, int>;

Count count_of(const Findings& findings) {
    Count out;
    for (const auto& finding : findings) {
        ++out[finding.rule];
    }
    return out;
}

Findings lint(const DelimitedTable& table, const TableRequest& request = {}) {
    const auto& catalog = builtin_catalog();
    return lint_table(table, find_sides(table, request, catalog), catalog);
}

struct Published {
    std::string file;
    std::string from;
    std::string to;
    Count found;
};

std::vector<Published> published_table() {
    return {
        {"soc/soc2000_to_soc2010.csv", "soc2000", "soc2010", {{"title-differs", 1}}},
        {"soc/soc2010_to_soc2018.csv",
         "soc2010",
         "soc2018",
         {{"title-differs", 2}, {"title-spelling", 6}}},
        {"official-files/soc_2010_to_2018_crosswalk.xlsx",
         "soc2010",
         "soc2018",
         {{"footnote-mark", 73}, {"title-differs", 2}, {"title-spelling", 6}}},
        {"onet/2000_to_2006_Crosswalk.csv", "onet2000", "onet2006", {{"unlinked-target", 6}}},
        {"onet/2006_to_2009_Crosswalk.csv", "onet2006", "onet2009", {{"unlinked-target", 153}}},
        {"onet/2009_to_2010_Crosswalk.csv",
         "onet2009",
         "onet2010",
         {{"reused-code", 3}, {"unlinked-target", 14}}},
        {"onet/2010_to_2019_Crosswalk.csv",
         "onet2010",
         "onet2019",
         {{"returned-code", 1}, {"unlinked-target", 4}}},
        {"official-files/2010_to_2019_Crosswalk.xlsx",
         "onet2010",
         "onet2019",
         {{"returned-code", 1}, {"unlinked-target", 4}}},
        {"onet/2010_to_SOC_Crosswalk.csv",
         "onet2010",
         "soc2010",
         {{"level-mix", 1}, {"title-differs", 2}}},
        {"onet/2019_to_SOC_Crosswalk.csv", "onet2019", "soc2018", {{"title-spelling", 1}}},
    };
}

/// What a damage does to the official crosswalk of 2010 to 2018, and what is then found beside
/// what is found in it anyway.
struct Damage {
    std::string what;
    std::function<void(DelimitedTable&)> make;
    Count found;
};

std::size_t row_of(const DelimitedTable& table, const std::string& source,
                   const std::string& target) {
    const auto found =
        std::find_if(table.rows.begin(), table.rows.end(), [&](const DelimitedTable::Row& row) {
            return row.cells[0] == source && row.cells[2] == target;
        });
    REQUIRE(found != table.rows.end());
    return static_cast<std::size_t>(found - table.rows.begin());
}

/// Puts @p text into @p column of the row of a link.
std::function<void(DelimitedTable&)> put(const std::string& source, const std::string& target,
                                         std::size_t column, const std::string& text) {
    return [=](DelimitedTable& table) {
        table.rows[row_of(table, source, target)].cells[column] = text;
    };
}

std::function<void(DelimitedTable&)> remove(const std::string& source, const std::string& target) {
    return [=](DelimitedTable& table) {
        table.rows.erase(table.rows.begin() +
                         static_cast<std::ptrdiff_t>(row_of(table, source, target)));
    };
}

/// Adds a row like that of a link with @p text in @p column.
std::function<void(DelimitedTable&)> add(const std::string& source, const std::string& target,
                                         std::size_t column, const std::string& text) {
    return [=](DelimitedTable& table) {
        auto row = table.rows[row_of(table, source, target)];
        row.line = table.rows.back().line + 1;
        row.cells[column] = text;
        table.rows.push_back(row);
    };
}

/// A column of shares: one for each source with one target, @p first and @p second for 11-2031.
std::function<void(DelimitedTable&)> shares(const std::string& first, const std::string& second) {
    return [=](DelimitedTable& table) {
        std::map<std::string, int> targets;
        for (const auto& row : table.rows) {
            ++targets[row.cells[0]];
        }
        table.header.emplace_back("share");
        for (auto& row : table.rows) {
            row.cells.push_back(targets[row.cells[0]] == 1 ? "1" : "");
        }
        table.rows[row_of(table, "11-2031", "11-2032")].cells.back() = first;
        table.rows[row_of(table, "11-2031", "11-2033")].cells.back() = second;
    };
}

std::vector<Damage> damages() {
    return {
        {"a typing error in a source",
         put("11-1011", "11-1011", 0, "11-1019"),
         {{"unknown-source", 1}, {"unlinked-source", 1}, {"kept-not-linked", 1}}},
        {"a target of the edition before",
         put("15-1132", "15-1252", 2, "15-1132"),
         {{"unknown-target", 1}, {"only-there", 1}}},
        {"a code that a spreadsheet turned into a date",
         put("11-2031", "11-2032", 2, "Nov-32"),
         {{"unknown-target", 1}, {"unlinked-target", 1}, {"only-there", 1}}},
        {"no code at all",
         put("11-2031", "11-2032", 2, ""),
         {{"no-code", 1}, {"unlinked-target", 1}, {"only-there", 1}}},
        {"a code without its hyphen", put("11-1011", "11-1011", 0, "111011"), {{"code-form", 1}}},
        {"a mark left behind a title",
         put("11-1011", "11-1011", 1, "Chief Executives*"),
         {{"footnote-mark", 1}}},
        {"a mark left behind a code",
         put("11-1011", "11-1011", 2, "11-1011 (1)"),
         {{"footnote-mark", 1}}},
        {"another title", put("11-1011", "11-1011", 3, "Chiefs"), {{"title-differs", 1}}},
        {"a title in another spelling",
         put("11-1011", "11-1011", 3, "CHIEF EXECUTIVES"),
         {{"title-spelling", 1}}},
        {"a broad group for a detailed occupation",
         put("11-1011", "11-1011", 0, "11-1010"),
         {{"level-mix", 1}, {"kept-not-linked", 1}}},
        {"a row twice", add("11-1011", "11-1011", 0, "11-1011"), {{"duplicate-link", 1}}},
        {"a row nearly twice",
         add("11-1011", "11-1011", 0, "11-1011 "),
         {{"code-form", 1}, {"near-duplicate", 1}}},
        {"a row left out, of a kept code",
         remove("11-1011", "11-1011"),
         {{"kept-not-linked", 1}, {"unlinked-source", 1}, {"unlinked-target", 1}}},
        {"a row left out, of a new code",
         remove("11-2031", "11-2032"),
         {{"unlinked-target", 1}, {"only-there", 1}}},
        {"a kept code sent elsewhere",
         put("11-1021", "11-1021", 2, "11-1031"),
         {{"kept-not-linked", 1},
          {"title-differs", 1},
          {"unlinked-target", 1},
          {"only-here", 1},
          {"only-there", 1}}},
        {"a kept and retitled code sent elsewhere",
         put("11-9071", "11-9071", 2, "11-1031"),
         {{"reused-code", 1},
          {"title-differs", 1},
          {"unlinked-target", 1},
          {"only-here", 1},
          {"only-there", 1}}},
        {"a split code sent to a target that is not its own",
         put("15-1131", "15-1251", 2, "15-1252"),
         {{"only-here", 1}, {"only-there", 1}, {"title-differs", 1}, {"unlinked-target", 1}}},
        {"shares, most of them missing", shares("1/2", "1/2"), {}},
        {"shares that do not sum to one", shares("0.60", "0.30"), {{"share-sum", 1}}},
        {"rounded shares", shares("0.333", "0.666"), {{"share-rounded", 1}}},
        {"a share of nothing", shares("1", "0"), {{"share-zero", 1}}},
        {"a missing share", shares("1", ""), {{"share-missing", 1}}},
        {"a share that is none", shares("1", "all"), {{"bad-share", 1}, {"share-missing", 1}}},
    };
}

}  // namespace

TEST_CASE("what is found in the tables that were published is as written down", "[data]") {
    const auto sources = test::sources_or_skip();
    if (!sources) {
        return;
    }
    for (const auto& each : published_table()) {
        INFO(each.file);
        const auto table = read_table(*sources / each.file);
        const auto sides = find_sides(table, {}, builtin_catalog());
        CHECK(sides.source.edition.text() == each.from);
        CHECK(sides.target.edition.text() == each.to);
        CHECK(count_of(lint_table(table, sides, builtin_catalog())) == each.found);
    }
}

TEST_CASE("each damage to a published table is found, and nothing else", "[data]") {
    const auto sources = test::sources_or_skip();
    if (!sources) {
        return;
    }
    const auto table = read_table(*sources / "soc/soc2010_to_soc2018.csv");
    const auto before = count_of(lint(table));
    for (const auto& damage : damages()) {
        INFO(damage.what);
        auto damaged = table;
        damage.make(damaged);
        auto found = count_of(lint(damaged));
        for (const auto& [rule, times] : before) {
            found[rule] -= times;
            if (found[rule] == 0) {
                found.erase(rule);
            }
        }
        CHECK(found == damage.found);
    }
}

TEST_CASE("a published table and itself read backwards have the same links", "[data]") {
    const auto sources = test::sources_or_skip();
    if (!sources) {
        return;
    }
    const auto table = read_table(*sources / "soc/soc2010_to_soc2018.csv");
    auto back = table;
    for (auto& row : back.rows) {
        std::swap(row.cells[0], row.cells[2]);
        std::swap(row.cells[1], row.cells[3]);
    }
    const auto& catalog = builtin_catalog();
    const auto sides = find_sides(table, {}, catalog);
    CHECK(count_of(lint_table(table, sides, catalog, &back)) == count_of(lint(table)));
    back.rows.erase(back.rows.begin());
    CHECK(count_of(lint_table(table, sides, catalog, &back))["one-way"] == 1);
    // The table back is one between the same editions, and has the same findings.
    CHECK(count_of(lint(back))["unlinked-source"] == 1);
}
