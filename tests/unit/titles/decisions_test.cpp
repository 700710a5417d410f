#include "socshift/titles/decisions.hpp"

#include "socshift/base/error.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/titles/decision_log.hpp"
#include "socshift/titles/edition_titles.hpp"
#include "support/model.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <thread>

using namespace socshift;
using namespace socshift::test;

namespace {

Decision decided(const std::string& date, const std::string& edition, const std::string& code_text,
                 std::string title, std::string source = {},
                 std::optional<std::uint64_t> rows = {}) {
    return {parse_date(date),
            {EditionId::parse(edition), Code::parse(code_text)},
            std::move(title),
            "because",
            "",
            std::move(source),
            rows,
            {}};
}

const EditionId& soc2018() {
    static const auto id = EditionId::parse("soc2018");
    return id;
}

std::vector<std::string> decision_rules(const Findings& findings) {
    std::vector<std::string> out;
    for (const auto& one : findings) {
        out.push_back(one.rule);
    }
    return out;
}

}  // namespace

TEST_CASE("titles that read alike are one decided title, but a grade counts", "[decisions]") {
    CHECK(decided_words("Navigators, Peer") == decided_words("peer navigator"));
    CHECK(decided_words("Senior Cook") != decided_words("Cook"));
    CHECK(decided_words("CEO (Chief)") != decided_words("CEO Chief"));
    CHECK(decided_words("CEO (Chief)") != decided_words("CEO"));
    CHECK(decided_words(" of the ").empty());
}

TEST_CASE("the decision of the latest day holds, and of a day the last", "[decisions]") {
    const auto all = Decisions::make({decided("2026-01-03", "soc2018", "21-1094", "peer"),
                                      decided("2026-01-01", "soc2018", "21-1093", "Peers"),
                                      decided("2026-01-03", "soc2018", "21-1015", "peer"),
                                      decided("2026-01-09", "soc2010", "21-1094", "peer")});
    CHECK(all.log().front().date == parse_date("2026-01-01"));
    CHECK(all.holding(soc2018(), "PEER")->code.code == code("21-1015"));
    CHECK(all.holding(soc2018(), "nurse") == nullptr);
    CHECK(all.holding(EditionId::parse("onet2019"), "peer") == nullptr);
    CHECK(all.all_holding().size() == 2);
}

TEST_CASE("of each title it is told how many sources and rows have it", "[decisions]") {
    const auto all = Decisions::make({decided("2026-01-01", "soc2018", "21-1094", "nurse", "A", 9),
                                      decided("2026-01-01", "soc2018", "21-1094", "peer", "B", 5),
                                      decided("2026-01-02", "soc2018", "21-1093", "peer", "b.", 2),
                                      decided("2026-01-02", "soc2018", "21-1093", "peer", "b"),
                                      decided("2026-01-03", "soc2018", "21-1094", "peer", "C", 1),
                                      decided("2026-01-03", "soc2018", "21-1094", "peer", "", 4)});
    const auto titles = all.titles();
    REQUIRE(titles.size() == 2);
    CHECK(titles[0].holding.title == "peer");
    CHECK(titles[0].sources == std::vector<std::string>{"B", "C"});
    CHECK(titles[0].rows == 7);
    CHECK(titles[0].decisions == 5);
    CHECK(titles[0].earlier == std::vector{code("21-1093")});
    CHECK(titles[1].rows == 9);
}

TEST_CASE("what is wrong with decisions is found", "[decisions]") {
    auto without_why = decided("2026-01-01", "soc2018", "21-1094", "nurse");
    without_why.why = " \n";
    const auto all = Decisions::make(
        {without_why, decided("2026-01-01", "soc9", "1", "b"),
         decided("2026-01-01", "soc2018", "15-1132", "c"),
         decided("2026-01-01", "soc2018", "15-1250", "d"),
         decided("2026-01-01", "soc2018", "15-1252", "the of"),
         decided("2026-01-01", "soc2018", "15-1252", "x" + std::string(1000, 'x')),
         decided("2026-01-01", "soc2018", "15-1252", "e"),
         decided("2026-01-02", "soc2018", "15-1253", "e"),
         decided("2026-01-03", "soc2018", "15-1253", "e", "A", most_decision_rows),
         decided("2026-01-03", "soc2018", "15-1253", "e", "B", most_decision_rows + 1)});
    CHECK(decision_rules(check(all, builtin_catalog())) ==
          std::vector<std::string>{"decision-without-why", "decision-unknown-edition",
                                   "decision-unknown-code", "decision-of-group",
                                   "decision-without-words", "decision-long-title",
                                   "decision-replaced", "decision-many-rows"});
}

TEST_CASE("a number of rows is digits, and none too many", "[decisions]") {
    CHECK(parse_decision_rows("0") == 0);
    CHECK(parse_decision_rows("1000000000000") == most_decision_rows);
    for (const auto* const text : {"", "-3", "+3", "0x10", "1.0", "1e3", "1,000", " 3",
                                   "1000000000001", "99999999999999999999"}) {
        CHECK_THROWS_AS(parse_decision_rows(text), Error);
    }
}

TEST_CASE("decisions come to the codes of an edition, its own first", "[decisions]") {
    const auto all = Decisions::make({decided("2026-01-01", "soc2018", "15-1252", "coder"),
                                      decided("2026-01-02", "soc2010", "29-1141", "coder"),
                                      decided("2026-01-02", "soc2010", "29-1141", "rn of nights"),
                                      decided("2026-01-02", "soc2010", "15-1132", "app dev")});
    const auto codes = DecidedCodes::make(builtin_catalog(), soc2018(), all);
    CHECK(codes.find("coders")->codes == std::vector{code("15-1252")});
    CHECK(codes.find("Nights, RN")->codes == std::vector{code("29-1141")});
    CHECK(codes.find("app dev")->codes == std::vector{code("15-1252"), code("15-1253")});
    CHECK(codes.find("nurse") == nullptr);
    CHECK(DecidedCodes{}.find("nurse") == nullptr);
}

TEST_CASE("what was decided is learnt for titles that are like it", "[decisions]") {
    const auto& catalog = builtin_catalog();
    const auto score = [&](const Decisions& decisions) {
        const auto titles = EditionTitles::make(catalog, soc2018(), decisions);
        TitleSearch search(titles.index());
        const auto matches = search.find("zorbing guide of nights").matches;
        for (const auto& match : matches) {
            if (match.code == code("39-3091")) {
                return match.score;
            }
        }
        return std::uint32_t{0};
    };
    const auto learnt =
        Decisions::make({decided("2026-01-01", "soc2018", "39-3091", "zorbing guide")});
    CHECK(score(learnt) > score({}) + 100);
}

TEST_CASE("a new line stands behind those of no later day, and nothing else changes",
          "[decisions]") {
    const std::string log =
        "\xEF\xBB\xBFtitle;code;mine;edition;date;why\r\n"
        "baker;51-3011;\"a\r\nb\";soc2018;2026-01-01;x\r\n"
        "\r\n"
        "cook;35-2011;;soc2018;2026-01-05;x";
    const auto added = with_decisions(log, "log",
                                      {decided("2026-01-09", "soc2018", "35-2012", "fry; cook"),
                                       decided("2026-01-03", "soc2018", "35-2013", "chef")});
    CHECK(added ==
          "\xEF\xBB\xBFtitle;code;mine;edition;date;why\r\n"
          "baker;51-3011;\"a\r\nb\";soc2018;2026-01-01;x\r\n"
          "chef;35-2013;;soc2018;2026-01-03;because\r\n"
          "\r\n"
          "cook;35-2011;;soc2018;2026-01-05;x\r\n"
          "\"fry; cook\";35-2012;;soc2018;2026-01-09;because\r\n");
    CHECK(message_of<FormatError>([&] {
              (void)with_decisions(log, "log",
                                   {decided("2026-01-09", "soc2018", "1", "x", "Acme")});
          }) == "log:1: the log has no column 'source'");
    CHECK(message_of<FormatError>([&] {
              (void)with_decisions("title,code\n", "log",
                                   {decided("2026-01-09", "soc2018", "1", "x")});
          }) == "log:1: the log has no column 'date'");
}

TEST_CASE("a log is read as it was recorded", "[decisions]") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "log.csv";
    const auto& catalog = builtin_catalog();
    const auto one = decided("2026-01-01", "soc2018", "15-1252", "a \"b\", c", "S,", 3);
    CHECK(record_decisions(catalog, file, {one, one}).added == 1);
    const auto again = record_decisions(catalog, file, {one});
    CHECK(again.added == 0);
    CHECK(again.there_already == 1);
    const auto read = read_decision_log(catalog, file);
    REQUIRE(read.log().size() == 1);
    CHECK(read.log()[0].says_the_same_as(one));
    CHECK_THROWS_AS(read_decision_log(catalog, folder.path() / "none"), FileError);
}

TEST_CASE("of several who record at once none loses what another has added", "[decisions]") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "log.csv";
    constexpr std::size_t many = 4;
    constexpr std::size_t each = 8;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < many; ++i) {
        threads.emplace_back([&file, i] {
            for (std::size_t k = 0; k < each; ++k) {
                record_decisions(
                    builtin_catalog(), file,
                    {decided("2026-01-01", "soc2018", "15-1252",
                             "thing " + std::to_string(i) + " number " + std::to_string(k))});
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    CHECK(read_decision_log(builtin_catalog(), file).log().size() == many * each);
}
