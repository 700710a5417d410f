// Values of an answer in each format.
#include "socshift/publish/delimited.hpp"
#include "socshift/publish/json.hpp"
#include "socshift/publish/markdown.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <sstream>
#include <stdexcept>

using namespace socshift;

namespace {

EditionHeader header(const std::string& id, Status status) {
    return EditionHeader{EditionId::parse(id), "toy", id, status, {}, {}, {}, {}, {}, {}};
}

/// A column of every kind: a row of values, and one of nothing.
Answer every_kind() {
    Answer answer("socshift/kinds/1",
                  {{"text"},
                   {"whole", ColumnKind::whole},
                   {"measure", ColumnKind::measure},
                   {"amount", ColumnKind::amount},
                   {"share", ColumnKind::share},
                   {"decimal", ColumnKind::decimal_share},
                   {"yes_no", ColumnKind::yes_no},
                   {"mark", ColumnKind::mark},
                   {"texts", ColumnKind::texts},
                   {"jobs", ColumnKind::interval}},
                  {});
    answer.table.add({"a,\"b\"", 1234, Measure{0.5}, Amount{"12.50"}, Share(1, 4), Share(1, 4),
                      false, false, std::vector<std::string>{"x", "y;z"},
                      Interval{std::int64_t{1234}, Amount{"2345.5"}}});
    answer.table.add(Table::Row(10));
    return answer;
}

template <typename Write>
std::string written(Write write) {
    std::ostringstream out;
    write(out);
    return out.str();
}

std::string json_text(const Answer& answer) {
    return written([&](std::ostream& out) { write_json(out, answer); });
}

}  // namespace

TEST_CASE("a cell fits the kind that it is of, and nothing fits all", "[publish]") {
    const auto answer = every_kind();
    const auto& values = answer.table.rows().front();
    const auto& columns = answer.table.columns();
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t j = 0; j < columns.size(); ++j) {
            const bool both_shares = (i == 4 || i == 5) && (j == 4 || j == 5);
            const bool both_bools = (i == 6 || i == 7) && (j == 6 || j == 7);
            CHECK(fits(values[i], columns[j].kind) == (i == j || both_shares || both_bools));
        }
    }
    for (const auto& column : columns) {
        CHECK(fits(Cell{}, column.kind));
    }
    CHECK(fits(std::optional<Share>{}, ColumnKind::share));
}

TEST_CASE("a row that does not fit its columns is never kept", "[publish]") {
    Table table({{"text"}, {"n", ColumnKind::whole}});
    CHECK_THROWS_AS(table.add({"one"}), std::logic_error);
    CHECK_THROWS_AS(table.add({"one", "1"}), std::logic_error);
    CHECK_THROWS_AS(table.add({1, 1}), std::logic_error);
    CHECK(table.empty());
    table.add({"one", 1});
    table.add({Cell(), Cell()});
    CHECK(table.rows().size() == 2);
}

TEST_CASE("csv prints each kind in its one way, an interval in two columns", "[publish]") {
    const auto text = written([](std::ostream& out) { write_csv(out, every_kind().table); });
    CHECK(text ==
          "text,whole,measure,amount,share,decimal,yes_no,mark,texts,jobs_low,jobs_high\n"
          "\"a,\"\"b\"\"\",1234,0.500000,12.50,1/4,0.25,no,,x;y;z,1234,2345.5\n"
          ",,,,,,,,,,\n");
}

TEST_CASE("tsv has no tabs or line ends within cells", "[publish]") {
    Table table({{"text"}, {"n", ColumnKind::whole}});
    table.add({"a\tb\r\nc", 1});
    CHECK(written([&](std::ostream& out) { write_tsv(out, table); }) == "text\tn\na b  c\t1\n");
}

TEST_CASE("JSON keeps types, and nothing exact is rounded", "[publish]") {
    CHECK(json_text(every_kind()) ==
          "{\"schema\":\"socshift/kinds/1\",\"rows\":[\n"
          "{\"text\":\"a,\\\"b\\\"\",\"whole\":1234,\"measure\":0.5,\"amount\":\"12.50\","
          "\"share\":\"1/4\",\"decimal\":\"0.25\",\"yes_no\":\"no\",\"mark\":\"\","
          "\"texts\":[\"x\",\"y;z\"],\"jobs_low\":1234,\"jobs_high\":\"2345.5\"},\n"
          "{\"text\":\"\",\"whole\":null,\"measure\":null,\"amount\":\"\",\"share\":\"\","
          "\"decimal\":\"\",\"yes_no\":\"\",\"mark\":\"\",\"texts\":[],\"jobs_low\":null,"
          "\"jobs_high\":null}\n]}\n");
}

TEST_CASE("an answer without rows is a document all the same", "[publish]") {
    CHECK(json_text(Answer("socshift/none/1", {{"code"}}, {})) ==
          "{\"schema\":\"socshift/none/1\",\"rows\":[\n]}\n");
}

TEST_CASE("numbers beyond what JSON's readers keep stay whole or text", "[publish]") {
    Answer answer("t/1", {{"whole", ColumnKind::whole}, {"sum", ColumnKind::interval}}, {});
    answer.table.add({INT64_MAX, Interval{INT64_MIN, Amount{"9223372036854775808"}}});
    const auto row = nlohmann::json::parse(json_text(answer))["rows"][0];
    CHECK(row["whole"] == INT64_MAX);
    CHECK(row["sum_low"] == INT64_MIN);
    CHECK(row["sum_high"] == "9223372036854775808");
}

TEST_CASE("names of columns are the same in csv, tsv and JSON", "[publish]") {
    const auto answer = every_kind();
    std::vector<std::string> keys;
    const auto rows = nlohmann::ordered_json::parse(json_text(answer))["rows"];
    for (const auto& [key, value] : rows[0].items()) {
        keys.push_back(key);
    }
    CHECK(keys == printed_names(answer.table));
}

TEST_CASE("what a spreadsheet would compute gets an apostrophe only when asked", "[publish]") {
    Table table({{"text"}, {"n", ColumnKind::whole}});
    for (const auto* const text : {"=1+1", "-A1", "@SUM(A1)", "-0.5", "a=1"}) {
        table.add({text, -5});
    }
    CHECK(written([&](std::ostream& out) { write_csv(out, table, Spreadsheets::safe); }) ==
          "text,n\n'=1+1,-5\n'-A1,-5\n'@SUM(A1),-5\n-0.5,-5\na=1,-5\n");
    CHECK(written([&](std::ostream& out) { write_csv(out, table); }).find('\'') ==
          std::string::npos);
}

TEST_CASE("Markdown shows text as text, and intervals to people", "[publish]") {
    Table table({{"what"}, {"jobs", ColumnKind::interval}});
    table.add({"<b>|x", Interval{std::int64_t{-1234}, std::int64_t{1234567}}});
    table.add({"one", Interval{std::int64_t{999}, std::int64_t{999}}});
    CHECK(written([&](std::ostream& out) { write_markdown(out, table); }) ==
          "| what | jobs |\n| --- | --- |\n| &lt;b>\\|x | -1,234 to 1,234,567 |\n| one | 999 |\n");
}

TEST_CASE("no answer is made without its draft mark", "[publish]") {
    const auto now = header("toy1", Status::final);
    const auto draft = header("toy2", Status::draft);
    Answer answer("t/1", {{"code"}}, {&now, &draft, &draft});
    answer.origin_notes = {"route toy1 -> toy2"};
    answer.warnings = {"1 code is left out"};
    CHECK(answer.drafts == std::vector{draft.id, draft.id});
    CHECK(notices(answer) ==
          std::vector<std::string>{"route toy1 -> toy2", "toy2 is a draft", "1 code is left out"});
    CHECK(origin_notices(answer, DraftMark::shown) ==
          std::vector<std::string>{"route toy1 -> toy2"});
    CHECK(notices(Answer("t/1", {{"code"}}, {&now})).empty());
}

TEST_CASE("a page of a draft says so in its title", "[publish]") {
    const auto now = header("toy1", Status::final);
    const auto draft = header("toy2", Status::draft);
    CHECK(Page("t/1", "toy1", {&now}).marked_title() == "toy1");
    CHECK(Page("t/1", "toy2", {&now, &draft}).marked_title() == "DRAFT toy2");
    CHECK(Page("t/1", "a and b", {&draft, &draft}).marked_title() == "DRAFTS a and b");
}

TEST_CASE("a page in JSON: facts, the totals of all sections, and rows by key", "[publish]") {
    Page page("t/1", "Toys", {});
    page.facts = {{"base", "toy1"}, {"number", 2}};
    page.sections.push_back({"codes", "Codes", {"They move."}, Table({{"code"}}), {}});
    page.sections.back().table.add({"01"});
    page.sections.back().totals = {{"jobs", Interval{std::int64_t{1}, std::int64_t{2}}},
                                   {"all", 9}};
    page.sections.push_back({"none", "None", {}, Table({{"code"}}), {}});
    const auto json =
        nlohmann::json::parse(written([&](std::ostream& out) { write_json(out, page); }));
    CHECK(json == nlohmann::json::parse(R"({"schema": "t/1", "base": "toy1", "number": 2,
        "totals": {"jobs_low": 1, "jobs_high": 2, "all": 9},
        "codes": [{"code": "01"}], "none": []})"));
    CHECK(written([&](std::ostream& out) { write_markdown(out, page); }) ==
          "# Toys\n\n\n## Codes\n\nThey move.\n\n| code |\n| --- |\n| 01 |\n");
}
