// Rows of a wave that can be of several editions.
#include "socshift/base/error.hpp"
#include "socshift/convert/conversion.hpp"
#include "socshift/convert/wave_codes.hpp"
#include "socshift/publish/delimited.hpp"
#include "socshift/publish/wave_answer.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <sstream>
#include <string>

using namespace socshift;
using namespace socshift::test;

namespace {

/// Two editions that lead to a third. A and B mean the same in both; S divides by other shares, T
/// has other targets; E1, E2 and E3 are of the early one alone, L1 and L2 of the late one.
const Catalog& panel_catalog() {
    static const auto early = flat("early", {"A", "B", "E1", "E2", "E3", "S", "T"});
    static const auto late = flat("late", {"A", "B", "L1", "L2", "S", "T"});
    static const auto result =
        catalog({early, late, flat("now", {"X", "Y", "Z"}), flat("elder", {"9", "8"})},
                {table("early", "now",
                       {row("A", "X"), row("B", "Y"), row("B", "Z"), row("E1", "X"), row("E2", "Y"),
                        row("E3", "Z"), row("S", "X", "1/2"), row("S", "Y", "1/2"), row("T", "X")}),
                 table("late", "now",
                       {row("A", "X"), row("B", "Y"), row("B", "Z"), row("L1", "X"), row("L2", "Z"),
                        row("S", "X", "1/3"), row("S", "Y", "2/3"), row("T", "Z")})});
    return result;
}

ConversionSpec panel_spec() {
    ConversionSpec spec;
    spec.file = "panel.csv";
    spec.column = "code";
    spec.from = "early,late";
    spec.to = "now";
    return spec;
}

struct WaveOutcome {
    std::string out;
    std::string rejects;
    ConvertSummary account;
};

WaveOutcome wave_outcome_of(const ConversionSpec& spec, const std::string& text) {
    auto editions = needs_first_reading(spec)
                        ? found_editions(panel_catalog(), spec, bytes_of(std::string_view{text}))
                        : named_editions(panel_catalog(), spec);
    const Conversion conversion(panel_catalog(), spec, std::move(editions));
    WaveOutcome out;
    out.account = conversion.run(bytes_of(std::string_view{text}),
                                 {[&](std::string_view bytes) { out.out += bytes; },
                                  [&](std::string_view bytes) { out.rejects += bytes; }});
    return out;
}

SpecRule wave_rule_of(const ConversionSpec& spec) {
    try {
        static_cast<void>(wave_outcome_of(spec, "wave,code\n1,A\n"));
    } catch (const SpecError& error) {
        return error.findings().front().rule;
    }
    return SpecRule::no_one_target;
}

}  // namespace

TEST_CASE("of several editions each row is of the one that has its code") {
    const auto result = wave_outcome_of(panel_spec(), "code\nE1\nL2\nA\nB\n");
    CHECK(result.out ==
          "code,now_code,share,basis\nE1,X,1,only\nL2,Z,1,only\nA,X,1,only\nB,Y,,\nB,Z,,\n");
    CHECK(result.rejects.empty());
    REQUIRE(result.account.waves.size() == 1);
    CHECK(result.account.waves[0].carried == 4);
    CHECK(result.account.waves[0].ambiguous == 0);
}

TEST_CASE("a code is ambiguous where editions carry it to other targets or by other shares") {
    const auto result = wave_outcome_of(panel_spec(), "code\nS\nT\n9\nnone\nE1\n");
    CHECK(result.rejects ==
          "line,reason,code\n"
          "2,\"ambiguous between early and late: early -> X 1/2, Y 1/2; late -> X 1/3, Y 2/3\",S\n"
          "3,ambiguous between early and late: early -> X; late -> Z,T\n"
          "4,belongs to elder,9\n5,no code: 'none',none\n");
    REQUIRE(result.account.waves.size() == 1);
    CHECK(result.account.waves[0].rows == 5);
    CHECK(result.account.waves[0].ambiguous == 2);
    CHECK(result.account.waves[0].elsewhere == 1);
    CHECK_FALSE(result.account.waves[0].doubtful);
}

TEST_CASE("what is ambiguous depends on the conversion") {
    auto spec = panel_spec();
    spec.to.clear();
    spec.families = {"early", "late", "now"};  // S is in one family of all
    const auto result = wave_outcome_of(spec, "code\nS\n");
    CHECK(result.account.rows_carried == 1);
    CHECK(result.rejects.empty());
}

TEST_CASE("two codes that one edition alone has decide for their wave, if the other has none") {
    auto spec = panel_spec();
    spec.wave = "wave";
    spec.ambiguous = Ambiguous::by_wave;
    const auto decided =
        wave_outcome_of(spec,
                        "wave,code\n1,E1\n1,E2\n1,T\n2,L1\n2,L2\n2,T\n3,E1\n3,E1\n3,T\n"
                        "4,E1\n4,E2\n4,L1\n4,T\n5,T\n");
    CHECK(decided.rejects ==
          "line,reason,wave,code\n"
          "10,ambiguous between early and late: early -> X; late -> Z,3,T\n"
          "14,ambiguous between early and late: early -> X; late -> Z,4,T\n"
          "15,ambiguous between early and late: early -> X; late -> Z,5,T\n");
    CHECK(decided.out.find("1,T,X,1,only\n") != std::string::npos);
    CHECK(decided.out.find("2,T,Z,1,only\n") != std::string::npos);
    REQUIRE(decided.account.waves.size() == 5);
    CHECK(decided.account.waves[0].by_wave == 1);
    CHECK(decided.account.waves[1].by_wave == 1);
    CHECK(decided.account.waves[3].ambiguous == 1);
}

TEST_CASE("a file without waves is one, and decides by all of its rows") {
    auto spec = panel_spec();
    spec.ambiguous = Ambiguous::by_wave;
    const auto result = wave_outcome_of(spec, "code\nT\nL1\nL2\nT\n");
    CHECK(result.out ==
          "code,now_code,share,basis\nT,Z,1,only\nL1,X,1,only\nL2,Z,1,only\nT,Z,1,"
          "only\n");
    CHECK(result.account.waves.at(0).by_wave == 2);
}

TEST_CASE("waves can have editions of their own, and values of a column can name several") {
    auto spec = panel_spec();
    spec.from.clear();
    spec.edition_column = "wave";
    spec.edition_map = {{"1", "early"}, {"2", "early + late"}};
    const auto mapped = wave_outcome_of(spec, "wave,code\n1,T\n1,L1\n2,T\n2,L1\n3,A\n");
    CHECK(mapped.rejects ==
          "line,reason,wave,code\n3,belongs to late,1,L1\n"
          "4,ambiguous between early and late: early -> X; late -> Z,2,T\n"
          "6,no edition for the value in column wave,3,A\n");
    REQUIRE(mapped.account.waves.size() == 2);
    CHECK(mapped.account.waves[0].elsewhere_most == "belongs to late");
    spec.edition_map.clear();
    for (const auto ambiguous : {Ambiguous::set_aside, Ambiguous::by_wave}) {
        spec.ambiguous = ambiguous;
        const auto named = wave_outcome_of(spec, "wave,code\nearly,T\nlate+early,L1\nelder+?,A\n");
        CHECK(named.account.rows_carried == 2);
        CHECK(named.account.waves.size() == 2);
    }
}

TEST_CASE("a wave in which many rows are of another edition is doubtful") {
    auto spec = panel_spec();
    spec.from = "early";
    std::string text = "code\n";
    for (int i = 0; i < 198; ++i) {
        text += "A\n";
    }
    CHECK(wave_outcome_of(spec, text + "L1\nL1\n").account.waves.empty());
    const auto result = wave_outcome_of(spec, text + "L1\nL2\n");
    REQUIRE(result.account.waves.size() == 1);
    CHECK(result.account.waves[0].doubtful);
    CHECK(result.account.waves[0].value.empty());
    CHECK(wave_outcome_of(spec, text + "A\nL1\nL2\n").account.waves.empty());
}

TEST_CASE("columns in memory are of several editions, too") {
    auto spec = panel_spec();
    spec.wave = "wave";
    spec.ambiguous = Ambiguous::by_wave;
    const std::vector<std::string_view> codes{"T", "L1", "L2", "T", "S"};
    const std::vector<std::int64_t> waves{1, 1, 1, 2, 2};
    const std::vector<DataColumn> columns{{"code", codes}, {"wave", std::span{waves}}};
    const Conversion conversion(panel_catalog(), spec,
                                found_editions(panel_catalog(), spec, columns));
    const auto carried = conversion.carry(columns);
    CHECK(carried.targets() == std::vector<std::string>{"Z", "X", "Z"});
    CHECK(carried.account.waves.at(0).by_wave == 1);
    REQUIRE(carried.set_aside.reasons.size() == 2);
    CHECK(carried.set_aside.reasons[0].reason == Reason::ambiguous);
    // Other data has other waves: nothing decides for them.
    const std::vector<std::int64_t> later{3, 3, 3, 3, 1};
    CHECK(conversion.carry({{"code", codes}, {"wave", std::span{later}}}).targets() ==
          std::vector<std::string>{"X", "Z", "X", "Y"});
}

TEST_CASE("the account by wave is a table with the editions of each") {
    auto spec = panel_spec();
    spec.from.clear();
    spec.edition_column = "wave";
    spec.edition_map = {{"1", "early"}, {"2", "early+late"}};
    const Conversion conversion(panel_catalog(), spec);
    const auto account = conversion.run(bytes_of("wave,code\n1,L1\n1,L2\n2,T\n2,A\n"),
                                        {[](std::string_view) {}, [](std::string_view) {}});
    const auto answer = wave_answer(panel_catalog(), conversion, account);
    std::ostringstream out;
    write_csv(out, answer.table);
    CHECK(out.str() ==
          "wave,editions,rows,carried,by_wave,ambiguous,elsewhere,elsewhere_most,doubtful\n"
          "1,early,2,0,0,0,2,belongs to late,yes\n2,early;late,2,1,0,1,0,,no\n");
    CHECK(notices(answer) == std::vector<std::string>{"codes of wave 1 may be of another edition"});
}

TEST_CASE("the evidence of a wave is counted for the editions that have a code") {
    using Decided = std::map<EditionSet, std::size_t>;
    CHECK(decided_by({{0b01, 2}, {0b11, 9}}, 2) == Decided{{0b11, 0}});
    CHECK(decided_by({{0b01, 1}, {0b11, 9}}, 2).empty());
    CHECK(decided_by({{0b01, 5}, {0b10, 1}}, 2).empty());
    // The third has one that neither of the others has: nothing between it and them is decided.
    CHECK(decided_by({{0b001, 2}, {0b100, 1}}, 3) == Decided{{0b011, 0}});
    // Codes of the first and the third decide between the first and the second.
    CHECK(decided_by({{0b101, 2}}, 3) == Decided{{0b011, 0}, {0b110, 2}});
}

TEST_CASE("what is said of waves and editions must fit") {
    auto spec = panel_spec();
    spec.from = "early,early";
    CHECK(wave_rule_of(spec) == SpecRule::edition_is_there_twice);
    spec.from = "early";
    spec.ambiguous = Ambiguous::by_wave;
    CHECK(wave_rule_of(spec) == SpecRule::one_edition_is_not_ambiguous);
    spec = panel_spec();
    spec.from.clear();
    spec.edition_column = "wave";
    spec.wave = "wave";
    CHECK(wave_rule_of(spec) == SpecRule::two_columns_of_waves);
    spec = panel_spec();
    spec.wave = "code";
    std::string text = "code\n";
    for (int i = 0; i < 1001; ++i) {
        text += std::to_string(i) + "\n";
    }
    CHECK_THROWS_AS(wave_outcome_of(spec, text), FormatError);
}
