#include "socshift/convert/assignment.hpp"

#include "socshift/base/error.hpp"
#include "socshift/convert/conversion.hpp"
#include "socshift/io/byte_source.hpp"
#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <cmath>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

/// A few trades, which the edition before had otherwise.
const Catalog& trades() {
    static const auto result = catalog(
        {edition("new", {"major", "broad", "leaf"},
                 {item("1", "Food", "major"), item("11", "Ovens", "broad", "1"),
                  item("111", "Bread Bakers", "leaf", "11"),
                  item("112", "Cake Bakers", "leaf", "11"), item("12", "Kitchens", "broad", "1"),
                  item("121", "Cooks", "leaf", "12"), item("2", "Metal", "major"),
                  item("21", "Forges", "broad", "2"), item("211", "Gold Smiths", "leaf", "21")}),
         edition("old", {"leaf"},
                 {item("A", "Night Hands", "leaf"), item("B", "Kitchen Hands", "leaf"),
                  item("C", "Gone", "leaf"), item("D", "Nobody Knows", "leaf")}),
         edition("elder", {"leaf"}, {item("E", "Night Hands", "leaf")})},
        {table(
             "old", "new",
             {row("A", "111"), row("A", "211"), row("B", "121"), row("D", "112"), row("D", "211")}),
         table("elder", "new", {row("E", "112")})});
    return result;
}

AssignSpec spec_for(std::string column = "title") {
    AssignSpec spec;
    spec.file = "jobs.csv";
    spec.column = std::move(column);
    spec.to = "new";
    return spec;
}

struct Assigned {
    std::string out;
    std::string rejects;
    AssignSummary summary;
};

Assigned assigned(const AssignSpec& spec, std::string_view text) {
    const Assignment assignment(trades(), spec);
    Assigned out;
    out.summary =
        assignment.run(bytes_of(text), {[&](std::string_view bytes) { out.out += bytes; },
                                        [&](std::string_view bytes) { out.rejects += bytes; }});
    return out;
}

AssignRule rule_of(const AssignSpec& spec) {
    try {
        const Assignment assignment(trades(), spec);
    } catch (const AssignError& error) {
        return error.findings().front().rule;
    }
    throw std::logic_error("nothing is wrong");
}

}  // namespace

TEST_CASE("each title gets a code with what speaks for it, and all other bytes stay", "[assign]") {
    auto spec = spec_for();
    spec.min_score = 400;
    const auto all = assigned(spec,
                              "id,title\r\n"
                              "\"1\",cook\r\n"
                              "2,\"Bakers, Bread\"\r\n"
                              "\r\n"
                              "03,head cook\r\n"
                              "4,\r\n"
                              "5,night hand");
    CHECK(all.out ==
          "id,title,new_code,new_title,score,match,matched_title,source,runner_up,candidates\r\n"
          "\"1\",cook,121,Cooks,1.000,exact,Cooks,new,,\r\n"
          "2,\"Bakers, Bread\",111,Bread Bakers,1.000,exact,Bread Bakers,new,112,\r\n"
          "\r\n"
          "03,head cook,121,Cooks,1.000,near,Cooks,new,,\r\n"
          "5,night hand,112,Cake Bakers,0.415,ambiguous,Night Hands,elder,111,111|112|211");
    CHECK(all.rejects == "line,reason,id,title\r\n6,no title,4,\r\n");
    CHECK(all.summary.rows_in == 5);
    CHECK(all.summary.rows_assigned == 4);
    CHECK(all.summary.rows_of(TitleMatchKind::exact) == 2);
    CHECK(all.summary.rows_of(TitleMatchKind::ambiguous) == 1);
    CHECK(all.summary.by_score.back() == 3);
    REQUIRE(all.summary.set_aside.size() == 1);
    CHECK(all.summary.set_aside[0].reason == UnassignedReason::no_title);
}

TEST_CASE("a score below the one asked for gives no code, or the finest group that is sure",
          "[assign]") {
    auto spec = spec_for();
    spec.min_score = 600;
    const std::string text = "title\nbakers\nnight hands\n";
    const auto none = assigned(spec, text);
    CHECK(none.summary.rows_rejected == 2);
    CHECK(none.rejects.find("below 0.600") != std::string::npos);

    spec.fall_back = "broad";
    const auto broad = assigned(spec, text);
    CHECK(broad.out.find("bakers,11,Ovens,") != std::string::npos);
    CHECK(broad.out.find(",fall-back,") != std::string::npos);
    CHECK(broad.summary.by_level == std::vector<std::pair<std::string, std::uint64_t>>{
                                        {"broad", broad.summary.rows_assigned}});

    // Of one of these levels the finest that is sure is taken, not the coarsest that may be.
    spec.fall_back = "major";
    const auto major = assigned(spec, text);
    CHECK(major.out.find("bakers,11,Ovens,") != std::string::npos);
}

TEST_CASE("an old code leaves only the codes where it can have gone", "[assign]") {
    auto spec = spec_for();
    spec.with_code = "old";
    spec.from = "old";
    const auto all = assigned(spec,
                              "title,old\n"
                              "smith,A\n"
                              "baker,A\n"
                              "cook,A\n"
                              "zzz,B\n"
                              "baker,B\n"
                              "cook,C\n"
                              "cook,X\n"
                              "cook,\n");
    CHECK(all.out.find("smith,A,211,Gold Smiths,") != std::string::npos);
    CHECK(all.out.find("baker,A,111,Bread Bakers,1.000,near,") != std::string::npos);
    CHECK(all.out.find("zzz,B,121,Cooks,1.000,code,,,,\n") != std::string::npos);
    CHECK(all.out.find("baker,B,121,Cooks,1.000,code,,,,\n") != std::string::npos);
    CHECK(all.rejects ==
          "line,reason,title,old\n"
          "4,the title fits none of the codes where A can have gone,cook,A\n");
    // C went nowhere, X is no code and the last is empty: the title alone decides.
    CHECK(all.summary.old_codes.unused == 3);
    CHECK(all.summary.old_codes.narrowed == 2);
    CHECK(all.summary.old_codes.agreed == 3);
    CHECK(all.summary.rows_of(TitleMatchKind::code) == 2);
}

TEST_CASE("what was decided about a title goes first, and says so", "[assign]") {
    const auto decision = [](const char* title, const char* edition, const char* code) {
        return Decision{std::chrono::sys_days{std::chrono::year{2026} / 1 / 5},
                        {EditionId::parse(edition), Code::parse(code)},
                        title,
                        "so",
                        "",
                        "",
                        {},
                        {}};
    };
    auto spec = spec_for();
    spec.decisions =
        Decisions::make({decision("Cook", "new", "211"), decision("7-11", "new", "121"),
                         decision("Baker", "old", "A"), decision("Loafer", "old", "B"),
                         decision("Idler", "old", "C")});
    const std::string text =
        "title,old\n"
        "\"COOKS\",A\n"
        "head cook,A\n"
        "senior cook,A\n"
        "7-11,B\n"
        "baker,A\n"
        "loafer,A\n"
        "idler,A\n"
        "cook,B\n";
    const auto all = assigned(spec, text);
    CHECK(all.out.find("\n\"COOKS\",A,211,Gold Smiths,1.000,decided,Cook,decisions,121,\n") !=
          std::string::npos);
    // Words more or a grade are another title; figures alone may be decided.
    CHECK(all.out.find("\nhead cook,A,121,Cooks,") != std::string::npos);
    CHECK(all.out.find("\nsenior cook,A,121,Cooks,") != std::string::npos);
    CHECK(all.out.find("\n7-11,B,121,Cooks,1.000,decided,7-11,decisions,,\n") != std::string::npos);
    // A has two codes now and C none: that decides nothing. B has one.
    CHECK(all.out.find("baker,A,111,Bread Bakers,1.000,decided") == std::string::npos);
    CHECK(all.out.find("\nloafer,A,121,Cooks,1.000,decided,Loafer,decisions,,\n") !=
          std::string::npos);
    CHECK(all.summary.rows_of(TitleMatchKind::decided) == 4);
    CHECK(all.summary.rows_undecided == 2);
    const Assignment assignment(trades(), spec);
    CHECK(assignment.titles().decided().undecided() == 2);
    const std::vector<std::string_view> titles{"cook", "idler"};
    const auto in_memory = assignment.assign(titles);
    CHECK(in_memory.codes() == std::vector<std::string>{"211", ""});
    CHECK(in_memory.titles[0].source == "decisions");
    CHECK(in_memory.titles[1].is_undecided);

    // It goes before an old code as well, which the account tells.
    spec.with_code = "old";
    spec.from = "old";
    const auto with_code = assigned(spec, text);
    CHECK(with_code.out.find("\ncook,B,211,Gold Smiths,1.000,decided,") != std::string::npos);
    CHECK(with_code.out.find("\nloafer,A,121,Cooks,1.000,decided,") != std::string::npos);
    CHECK(with_code.summary.old_codes.overruled == 2);

    // Of a title that is cut nobody knows what it says.
    CHECK(assigned(spec_for(), "title\ncook\n").summary.rows_of(TitleMatchKind::exact) == 1);
    spec = spec_for();
    spec.decisions = Decisions::make({decision("Cook", "new", "211")});
    CHECK(assigned(spec, "title\ncook" + std::string(2000, ' ') + "x\n").out.find(",121,Cooks,") !=
          std::string::npos);

    spec.decisions = Decisions::make({decision("Cook", "new", "12")});
    CHECK(rule_of(spec) == AssignRule::decisions_wrong);
}

TEST_CASE("only the last row of a person in a period is given a code", "[assign]") {
    auto spec = spec_for();
    spec.person = "who";
    spec.period = "when";
    spec.order = "day";
    // Several persons whose rows lie far apart, so that threads meet them in any order.
    std::vector<std::string> who;
    std::vector<std::string> day;
    std::vector<std::string_view> titles;
    std::vector<std::string_view> when;
    std::string text = "title,who,when,day\n";
    std::string expected;
    for (std::size_t i = 0; i < 6000; ++i) {
        who.push_back(std::to_string(i % 1000));
        day.push_back(std::to_string(i % 1000 == 7 && i > 1000 ? 5000 : i));
        titles.push_back(i % 2 == 0 ? "cook" : "bread baker");
        when.push_back(i < 3000 ? "1" : "2");
        text += std::string{titles[i]} + "," + who[i] + "," + std::string{when[i]} + "," + day[i] +
                "\n";
        const auto in_period = i % 3000;
        if (in_period >= 2000 || (i % 1000 == 7 && i > 1000)) {
            expected += std::to_string(i) + " ";
        }
    }
    const std::vector<std::string_view> persons(who.begin(), who.end());
    const std::vector<std::string_view> days(day.begin(), day.end());
    const Assignment assignment(trades(), spec);
    const auto in_memory = assignment.assign({{"title", std::span{titles}},
                                              {"who", std::span{persons}},
                                              {"when", std::span{when}},
                                              {"day", std::span{days}}});
    std::string given;
    for (std::size_t i = 0; i < in_memory.rows.size(); ++i) {
        if (in_memory.titles[i].item != nullptr) {
            given += std::to_string(in_memory.rows[i]) + " ";
        } else {
            CHECK(in_memory.titles[i].reason == UnassignedReason::earlier);
        }
    }
    CHECK(given == expected);
    CHECK(in_memory.account.tied.ties == 2);
    CHECK(in_memory.account.tied.rows == 5);

    spec.threads = 4;
    spec.block = 99;
    const Assignment threaded(trades(), spec);
    std::string out;
    const ConvertOutputs outputs{[&](std::string_view bytes) { out += bytes; },
                                 [](std::string_view) {}};
    const auto account =
        threaded.run(bytes_of(text), outputs, {}, threaded.person_rows(bytes_of(text)));
    CHECK(account.rows_assigned == in_memory.account.rows_assigned);
    REQUIRE(account.tied.examples.size() == 2);
    CHECK(account.tied.examples[0][0].line == 1009);
    CHECK(account.tied.examples[1].size() == 3);

    // What was read before is of these rows, and of no others.
    CHECK_THROWS_AS(threaded.run(bytes_of(text), outputs), Error);
    CHECK_THROWS_AS(threaded.run(bytes_of(text), outputs, {},
                                 threaded.person_rows(bytes_of(text + "cook,1,1,1\n"))),
                    Error);
    CHECK(message_of<FormatError>([&] {
              static_cast<void>(
                  threaded.person_rows(bytes_of("title,who,when,day\ncook,1,1,May\n")));
          }).starts_with("jobs.csv:2: "));
    spec.order.clear();
    CHECK(rule_of(spec) == AssignRule::last_row_not_told);
}

TEST_CASE("a second title decides between codes that the first leaves open", "[assign]") {
    auto spec = spec_for();
    spec.second_title = "duties";
    const auto all = assigned(spec,
                              "title,duties\n"
                              "bakers,cake\n"
                              "bakers,bread\n"
                              ",cake bakers\n"
                              "zzz,cake bakers\n");
    CHECK(all.out.find("bakers,cake,112,") != std::string::npos);
    CHECK(all.out.find("bakers,bread,111,") != std::string::npos);
    // It is never an answer by itself.
    CHECK(all.summary.rows_rejected == 2);
}

TEST_CASE("columns in memory get what the rows of a file get, in any number of threads",
          "[assign]") {
    auto spec = spec_for();
    spec.second_title = "duties";
    spec.with_code = "old";
    spec.from = "old";
    spec.fall_back = "major";
    const std::vector<std::string> words{"cook", "bakers", "cake", "night", "hands",
                                         "gold", "",       "7",    "zzz",   "senior"};
    const std::vector<std::string_view> codes{"A", "B", "C", "D", "", "?"};
    std::vector<std::string> titles;
    std::vector<std::string_view> seconds;
    std::vector<std::string_view> olds;
    std::string text = "title,duties,old\n";
    for (std::size_t i = 0; i < 40000; ++i) {
        // Three numbers that do not go together: most combinations occur, many of them again.
        titles.push_back(words[i * 7 % 10] + " " + words[i / 10 % 10]);
        seconds.push_back(words[i / 100 % 10]);
        olds.push_back(codes[i * 5 / 3 % 6]);
        text += titles.back() + "," + std::string{seconds.back()} + "," + std::string{olds.back()} +
                "\n";
    }
    const std::vector<std::string_view> views(titles.begin(), titles.end());
    spec.threads = 1;
    spec.block = 1000;
    const auto one = assigned(spec, text);
    spec.threads = 4;
    spec.block = 77;
    const auto four = assigned(spec, text);
    CHECK(one.out == four.out);
    CHECK(one.rejects == four.rejects);

    const Assignment assignment(trades(), spec);
    const auto in_memory = assignment.assign(
        {{"title", std::span{views}}, {"duties", std::span{seconds}}, {"old", std::span{olds}}});
    REQUIRE(in_memory.rows.size() == titles.size());
    std::string expected;
    std::size_t aside = 0;
    for (std::size_t i = 0; i < titles.size(); ++i) {
        const auto& title = in_memory.titles[i];
        REQUIRE(in_memory.rows[i] == i);
        if (title.item == nullptr) {
            ++aside;
            continue;
        }
        std::string candidates;
        for (const auto* const candidate : title.candidates) {
            candidates += (candidates.empty() ? "" : "|") + candidate->code.text();
        }
        const auto score = std::to_string(1000 + title.score);
        expected += titles[i] + "," + std::string{seconds[i]} + "," + std::string{olds[i]} + "," +
                    title.item->code.text() + "," + title.item->title + "," +
                    std::string(1, title.score == 1000 ? '1' : '0') + "." + score.substr(1) + "," +
                    std::string{to_string(title.kind)} + "," + std::string{title.matched_title} +
                    "," + std::string{title.source} + "," +
                    (title.runner_up == nullptr ? "" : title.runner_up->code.text()) + "," +
                    candidates + "\n";
    }
    CHECK(one.out.substr(one.out.find('\n') + 1) == expected);
    CHECK(in_memory.account.by_kind == one.summary.by_kind);
    CHECK(in_memory.account.by_score == one.summary.by_score);
    CHECK(in_memory.account.rows_rejected == aside);
    CHECK(one.summary.rows_rejected == aside);
    CHECK(aside > 1000);
    CHECK(one.summary.rows_of(TitleMatchKind::fall_back) > 1000);
    CHECK(one.summary.rows_of(TitleMatchKind::code) > 1000);
}

TEST_CASE("titles alone are one column, and what is without a code has none", "[assign]") {
    AssignedColumns found;
    {
        const Assignment assignment(trades(), spec_for());
        const std::vector<std::string_view> titles{"cooks", "", "9-to-5", "料理人"};
        found = assignment.assign(titles);
    }
    CHECK(found.codes() == std::vector<std::string>{"121", "", "", ""});
    CHECK(found.scores()[0] == 1.0);
    CHECK(std::isnan(found.scores()[1]));
    // It holds what its texts refer to.
    CHECK(found.titles[0].matched_title == "Cooks");
    CHECK(found.titles[1].reason == UnassignedReason::no_title);
    CHECK(found.titles[3].reason == UnassignedReason::no_word);
    CHECK(found.account.rows_in == 4);
}

TEST_CASE("rows without a code are set aside, kept or an error", "[assign]") {
    auto spec = spec_for();
    const std::string text = "title,n\ncook,1\n12345,2\n---,3\na,b,c\n";
    const auto aside = assigned(spec, text);
    CHECK(aside.rejects ==
          "line,reason,title,n\n"
          "3,no letters in the title,12345,2\n"
          "4,no letters in the title,---,3\n"
          "5,\"3 columns, expected 2\",a,b,c\n");
    spec.on_unknown = OnUnknown::keep;
    const auto kept = assigned(spec, text);
    CHECK(kept.out.find("\n12345,2,,,,,,,,\n---,3,,,,,,,,\n") != std::string::npos);
    CHECK(kept.summary.rows_kept == 2);
    CHECK(kept.summary.rows_rejected == 1);
    spec.on_unknown = OnUnknown::fail;
    CHECK(message_of<FormatError>([&] { static_cast<void>(assigned(spec, text)); }) ==
          "jobs.csv:3: '12345' gets no code: no letters in the title");
}

TEST_CASE("of a very long title the start is read", "[assign]") {
    const std::string tail(3000000, 'x');
    const auto all =
        assigned(spec_for(), "title\ncook " + tail + "\n" + std::string(2000, '.') + "cook\n");
    CHECK(all.out.find(tail + ",121,Cooks,") != std::string::npos);
    CHECK(all.summary.titles_cut == 2);
    REQUIRE(all.summary.set_aside.size() == 1);
    CHECK(all.summary.set_aside[0].reason == UnassignedReason::no_letters);
    CHECK(all.summary.set_aside[0].more_values);
}

TEST_CASE("every contradiction of what is asked for is found, in order", "[assign]") {
    AssignSpec spec;
    spec.via = {"old"};
    spec.min_score = 1001;
    spec.has_header = false;
    spec.header_row = 3;
    std::vector<AssignRule> rules;
    for (const auto& finding : check(spec)) {
        rules.push_back(finding.rule);
        CHECK_FALSE(finding.message.empty());
        CHECK_FALSE(finding.fields.empty());
    }
    CHECK(rules == std::vector{AssignRule::no_column, AssignRule::no_target,
                               AssignRule::way_without_edition, AssignRule::score_above_one,
                               AssignRule::header_row_without_header});
    CHECK(check(spec_for()).empty());

    auto same = spec_for();
    same.second_title = "title";
    CHECK(rule_of(same) == AssignRule::second_title_is_the_first);
    auto no_edition = spec_for();
    no_edition.with_code = "old";
    CHECK(rule_of(no_edition) == AssignRule::code_without_edition);
    auto no_code = spec_for();
    no_code.from = "old";
    CHECK(rule_of(no_code) == AssignRule::edition_without_code);
    auto level = spec_for();
    level.fall_back = "minor";
    CHECK(rule_of(level) == AssignRule::level_unknown);
    level.fall_back = "leaf";
    CHECK(rule_of(level) == AssignRule::level_is_no_group);
}

TEST_CASE("a title settles to which of its targets a row goes, and leaves others as they were",
          "[assign]") {
    ConversionSpec spec;
    spec.file = "jobs.csv";
    spec.column = "old";
    spec.from = "old";
    spec.to = "new";
    spec.split = Split::title;
    spec.title_column = "title";
    const Conversion conversion(trades(), spec);
    const std::vector<std::string_view> codes{"A", "A", "A", "B", "C", "A", "D"};
    const std::vector<std::string_view> titles{"smith", "bread baker", "cook", "smith", "smith",
                                               "",      "gold"};
    std::string text = "old,title\n";
    for (std::size_t i = 0; i < codes.size(); ++i) {
        text += std::string{codes[i]} + "," + std::string{titles[i]} + "\n";
    }
    std::string out;
    const auto account = conversion.run(
        bytes_of(text), {[&](std::string_view bytes) { out += bytes; }, [](std::string_view) {}});
    CHECK(out ==
          "old,title,new_code,share,basis,title_score\n"
          "A,smith,211,1,title,1.000\n"
          "A,bread baker,111,1,title,1.000\n"
          "A,cook,111,,,\n"
          "A,cook,211,,,\n"
          "B,smith,121,1,only,\n"
          "A,,111,,,\n"
          "A,,211,,,\n"
          "D,gold,211,1,title,1.000\n");
    CHECK(account.rows_carried == 6);
    CHECK(account.rows_split == 5);
    CHECK(account.rows_settled == 3);
    CHECK(account.rows_out == 8);
    std::uint64_t by_basis = 0;
    for (const auto& carried : account.by_basis) {
        by_basis += carried.rows;
    }
    CHECK(by_basis == 3);

    const auto carried =
        conversion.carry({{"old", std::span{codes}}, {"title", std::span{titles}}});
    CHECK(carried.rows == std::vector<std::uint64_t>{0, 1, 2, 2, 3, 5, 5, 6});
    CHECK(carried.targets() ==
          std::vector<std::string>{"211", "111", "111", "211", "121", "111", "211", "211"});
    CHECK(carried.title_scores == std::vector<std::uint32_t>{1000, 1000, 0, 0, 0, 0, 0, 1000});
    CHECK(conversion.added_columns() ==
          std::vector<std::string>{"new_code", "share", "basis", "title_score"});
    CHECK(carried.place_list[carried.places[0]].by_title);
    CHECK(carried.shares()[0] == 1);
    CHECK_FALSE(carried.place_list[carried.places[2]].by_title);
    CHECK(std::isnan(carried.shares()[2]));
    CHECK(carried.account.rows_settled == 3);
    CHECK(carried.account.rows_out == 8);
}

TEST_CASE("an account of titles that does not balance is an error", "[assign]") {
    AssignSummary summary;
    summary.rows_in = 2;
    summary.rows_assigned = 1;
    summary.rows_rejected = 1;
    summary.rows_out = 1;
    summary.by_kind[0] = 1;
    summary.by_score[9] = 1;
    summary.set_aside.push_back({{"no title", 1, 1, false, {}}, UnassignedReason::no_title});
    CHECK_NOTHROW(check_account(summary));
    auto lost = summary;
    ++lost.rows_in;
    CHECK_THROWS_AS(check_account(lost), AccountError);
    auto kinds = summary;
    ++kinds.by_kind[1];
    CHECK_THROWS_AS(check_account(kinds), AccountError);
    auto scores = summary;
    ++scores.by_score[1];
    CHECK_THROWS_AS(check_account(scores), AccountError);
    auto reasons = summary;
    ++reasons.set_aside[0].rows;
    CHECK_THROWS_AS(check_account(reasons), AccountError);
}

TEST_CASE("job zones that no edition of a catalog states are refused", "[assign]") {
    auto spec = spec_for();
    spec.job_zone = "zone";
    CHECK(rule_of(spec) == AssignRule::no_job_zones);
}
