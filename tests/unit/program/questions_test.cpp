// Whatever the program answers, the library answers: the same tables.
#include "support/program_run.hpp"
#include "support/temporary_folder.hpp"
#include <socshift/socshift.hpp>

#include <catch2/catch.hpp>

#include <functional>
#include <sstream>

using namespace socshift;

namespace {

/// A question in the words of the command line, and in those of the library.
struct Asked {
    std::vector<std::string> arguments;
    std::function<Answer(const Catalog&)> ask;
};

template <typename Question>
Asked asked(std::vector<std::string> arguments, Question question) {
    return {std::move(arguments), [question = std::move(question)](const Catalog& catalog) {
                return socshift::ask(catalog, question);
            }};
}

DiffQuestion diff_part(DiffPart part) {
    DiffQuestion out{"soc2010", "soc2018"};
    out.part = part;
    return out;
}

Counts counts_named(const std::string& name) {
    return builtin_catalog().counts(name);
}

std::vector<Asked> about_editions(const std::filesystem::path& log) {
    return {asked({"editions"}, EditionsQuestion{}),
            asked({"show", "soc2018:15-1252"}, ItemQuestion{"soc2018:15-1252"}),
            asked({"tree", "soc2018", "15-0000", "--level", "broad"},
                  TreeQuestion{"soc2018", "15-0000", "broad"}),
            asked({"find", "software", "developers", "--contains"},
                  FindQuestion{{"software", "developers"}}),
            asked({"find", "software", "developer"}, TitleQuestion{"software developer"}),
            asked({"find", "RN", "--edition", "soc2010", "--most", "2", "--explain"},
                  TitleQuestion{"RN", "soc2010", 2, true}),
            asked({"find", "zorbing", "guide", "--learn", log.string()},
                  TitleQuestion{"zorbing guide", "", 5, false,
                                read_decision_log(builtin_catalog(), log)}),
            asked({"find", "carpenter", "--both", "11-9021", "--time", "0.4"},
                  TwoActivitiesQuestion{"carpenter", "11-9021", "", Share(2, 5)}),
            asked({"decide", "--list", "--log", log.string()},
                  DecisionsQuestion{read_decision_log(builtin_catalog(), log)}),
            asked({"find", "nurse", "--contains", "--edition", "soc2018", "--level", "detailed"},
                  FindQuestion{{"nurse"}, "soc2018", "detailed"}),
            asked({"exclusions", "soc2018", "15-1252"}, ExclusionsQuestion{"soc2018", "15-1252"}),
            asked({"exclusions", "soc2018", "--stat"}, ExclusionsQuestion{"soc2018", "", true}),
            asked({"check", "soc2018"}, CheckQuestion{"soc2018"})};
}

std::vector<Asked> about_changes() {
    DiffQuestion of_group{"soc2010", "soc2018"};
    of_group.group = "150000";
    DiffQuestion narrowed{"soc2010", "soc2018", "broad"};
    narrowed.group = "15-0000";
    narrowed.kinds = {ChangeKind::split, ChangeKind::merged};
    return {
        asked({"diff", "soc2010", "soc2018"}, DiffQuestion{"soc2010", "soc2018"}),
        asked({"diff", "soc2010", "soc2018", "--level", "broad", "--group", "15-0000", "--changes",
               "split,merged"},
              narrowed),
        asked({"diff", "soc2010", "soc2018", "--stat"}, diff_part(DiffPart::counts)),
        asked({"diff", "soc2010", "soc2018", "--name-only"}, diff_part(DiffPart::codes)),
        asked({"diff", "soc2010", "soc2018", "--exclusions", "--group", "15-0000"},
              ExclusionChangesQuestion{"soc2010", "soc2018", {}, "15-0000"}),
        asked({"diff", "soc2010", "soc2018", "--residuals"},
              ResidualsQuestion{"soc2010", "soc2018"}),
        asked({"diff", "soc2010", "soc2018", "--official"}, OfficialQuestion{"soc2010", "soc2018"}),
        asked({"diff", "soc2010", "soc2018", "--explain", "15-1132"},
              EvidenceQuestion{"soc2010", "soc2018", "15-1132"}),
        asked({"diff", "soc2010", "soc2018", "--explain", "151132"},
              EvidenceQuestion{"soc2010", "soc2018", "151132"}),
        asked({"diff", "soc2010", "soc2018", "--group", "150000"}, of_group),
        asked({"diff", "soc2010", "soc2018", "--residuals", "--counts", "oews-national-2021"},
              ResidualsQuestion{"soc2010", "soc2018", {}, counts_named("oews-national-2021")})};
}

std::vector<Asked> about_links() {
    FamiliesQuestion wide{{"soc2010", "soc2018"}};
    wide.part = FamiliesPart::families;
    FamiliesQuestion counts{{"soc2000", "soc2010", "soc2018"}, "broad"};
    counts.part = FamiliesPart::counts;
    LossQuestion totals{"soc2018", "soc2010"};
    totals.totals = true;
    RoutesQuestion steps{"soc2000", "soc2018"};
    steps.steps = true;
    LossQuestion weighed{"soc2018", "soc2010"};
    weighed.counts = counts_named("oews-national-2018");
    MapQuestion proof{"soc2010", "soc2018", {"15-1132"}};
    proof.proof = true;
    MapQuestion unpublished{"oews2021", "soc2018", {"45-3031", "11-1011"}};
    unpublished.proof = true;
    return {
        asked({"map", "15-1132", "--from", "soc2010", "--to", "soc2018"},
              MapQuestion{"soc2010", "soc2018", {"15-1132"}}),
        asked({"map", "15-1132", "--from", "soc2010", "--to", "soc2018", "--explain"}, proof),
        asked({"map", "45-3031", "11-1011", "--from", "oews2021", "--to", "soc2018", "--explain"},
              unpublished),
        asked({"loss", "soc2018", "soc2010", "--counts", "oews-national-2018"}, weighed),
        asked({"families", "soc2010", "soc2018"}, FamiliesQuestion{{"soc2010", "soc2018"}}),
        asked({"families", "soc2010", "soc2018", "--wide"}, wide),
        asked({"families", "soc2000", "soc2010", "soc2018", "--level", "broad", "--stat"}, counts),
        asked({"loss", "soc2018", "soc2010"}, LossQuestion{"soc2018", "soc2010"}),
        asked({"loss", "soc2018", "soc2010", "--stat"}, totals),
        asked({"routes", "soc2000", "soc2018"}, RoutesQuestion{"soc2000", "soc2018"}),
        asked({"routes", "soc2000", "soc2018", "--steps"}, steps)};
}

std::vector<Asked> about_weights() {
    const auto census = read_weight_choice("census");
    const auto employment = read_weight_choice("employment");
    const auto equal = read_weight_choice("equal");
    WeightsQuestion gaps{census, "soc2010", "soc2018"};
    gaps.gaps = true;
    return {asked({"weights", "list"}, WeightsListQuestion{"soc2010", "soc2018"}),
            asked({"weights", "show", "census"}, WeightsQuestion{census, "soc2010", "soc2018"}),
            asked({"weights", "show", "census", "--gaps"}, gaps),
            asked({"weights", "show", "equal", "--from", "soc2000", "--to", "soc2018"},
                  WeightsQuestion{equal, "soc2000", "soc2018"}),
            asked({"weights", "compare", "census", "employment"},
                  WeightsComparisonQuestion{census, employment, "soc2010", "soc2018"})};
}

/// Weights of a user's own, as if they were read from a file.
WeightChoice own_weights(const std::string& figure) {
    Weights weights;
    weights.rows = {{Code::parse("11-3011"), Code::parse("11-3012"), figure, {}, {}},
                    {Code::parse("11-3011"), Code::parse("11-3013"), "0.5", {}, {}}};
    return {WeightKind::file, "mine.csv", weights};
}

}  // namespace

TEST_CASE("what the program answers, the library answers", "[program]") {
    const test::TemporaryFolder folder;
    const auto log = folder.write("log.csv",
                                  "date,edition,code,title,why,source,rows\n"
                                  "2026-01-02,soc2018,39-3091,zorbing guide,leads guests,Acme,4\n");
    auto all = about_editions(log);
    for (auto more : {about_changes(), about_links(), about_weights()}) {
        all.insert(all.end(), more.begin(), more.end());
    }
    for (const auto& one : all) {
        CAPTURE(one.arguments);
        auto arguments = one.arguments;
        arguments.insert(arguments.end(), {"--format", "json"});
        std::ostringstream out;
        write_json(out, one.ask(builtin_catalog()));
        CHECK(out.str() == test::run_program(arguments).out);
    }
}

TEST_CASE("a question about a code of another level says which", "[program]") {
    try {
        (void)ask(builtin_catalog(), EvidenceQuestion{"soc2010", "soc2018", "15-1130"});
        FAIL("not thrown");
    } catch (const OtherLevel& error) {
        CHECK(error.level() == "broad");
    }
}

TEST_CASE("an answer about weights says what they are for, and what was done to them",
          "[program]") {
    const auto& catalog = builtin_catalog();
    WeightsQuestion question{own_weights("0.5"), "soc2010", "soc2018"};
    const auto answer = ask(catalog, question);
    CHECK(answer.table.rows().size() == 2);
    CHECK(answer.origin_notes.empty());
    CHECK(answer.warnings ==
          std::vector<std::string>{"mine.csv: for 1 of 42 codes with several targets"});
    REQUIRE(!answer.findings.empty());
    CHECK(answer.findings.front().rule == "weight-left-out");
    CHECK(notices(answer).front() == to_string(answer.findings.front()));

    question.weights = own_weights("0.75");
    CHECK_THROWS_AS(ask(catalog, question), DataError);
    question.normalise = true;
    CHECK(ask(catalog, question).origin_notes ==
          std::vector<std::string>{"shares of '11-3011' by 5/4 were divided by their sum"});
}

TEST_CASE("an answer about weights on the way to a draft says so", "[program]") {
    const auto answer = ask(builtin_catalog(), WeightsListQuestion{"soc2018", "soc2028-scenario"});
    REQUIRE(answer.drafts.size() == 1);
    CHECK(answer.drafts.front().text() == "soc2028-scenario");
}

TEST_CASE("weights that are not there, or depend on groups, are refused by their own names",
          "[program]") {
    const auto& catalog = builtin_catalog();
    const auto census = read_weight_choice("census");
    CHECK_THROWS_AS(ask(catalog, WeightsQuestion{census, "soc2000", "soc2010"}), NoWeights);
    auto grouped = own_weights("0.5");
    grouped.weights->groups = {"sex"};
    for (auto& row : grouped.weights->rows) {
        row.groups = {"1"};
    }
    CHECK_NOTHROW(ask(catalog, WeightsQuestion{grouped, "soc2010", "soc2018"}));
    const auto other = [&] {
        auto out = grouped;
        auto rows = out.weights->rows;
        for (auto& row : rows) {
            row.groups = {"2"};
        }
        out.weights->rows.insert(out.weights->rows.end(), rows.begin(), rows.end());
        return out;
    }();
    CHECK_THROWS_AS(ask(catalog, WeightsComparisonQuestion{other, census, "soc2010", "soc2018"}),
                    DependsOnGroups);
}

TEST_CASE("an estimate as an answer has the rows and the notes of the one that is written",
          "[program]") {
    const auto& catalog = builtin_catalog();
    const auto before = catalog.resolve("soc2010");
    const auto after = catalog.resolve("soc2018");
    const auto subject = WeightsSubject::between(catalog, before, after);
    const auto sources = read_named_counts(catalog, "oews-national-2018", before);
    const auto targets = read_named_counts(catalog, "oews-national-2021", after);
    const auto written = estimate_between(catalog, subject, sources, targets);
    const auto answer =
        ask(catalog, WeightsEstimateQuestion{"soc2010", "soc2018", sources, targets});
    CHECK(answer.warnings == written.notes);
    CHECK(answer.table.rows().size() == written.file.rows.size());
    auto file = written.file;
    file.provenance.made_by = "socshift weights estimate";
    CHECK(write_weights(file) ==
          test::run_program({"weights", "estimate", "--from", "soc2010", "--to", "soc2018",
                             "--source-counts", "oews-national-2018", "--target-counts",
                             "oews-national-2021"})
              .out);
}

TEST_CASE("an answer says what its counts were carried over, and what it cannot prove",
          "[program]") {
    const auto& catalog = builtin_catalog();
    LossQuestion loss{"soc2018", "soc2010"};
    loss.counts = catalog.counts("oews-national-2018");
    const auto notes = ask(catalog, loss).origin_notes;
    REQUIRE(!notes.empty());
    CHECK(notes.front() == "counts carried from " + loss.counts->coded_in.text() + " to soc2018");

    MapQuestion map{"oews2021", "soc2018", {"45-3031"}};
    map.proof = true;
    const auto proof = ask(catalog, map);
    CHECK(proof.table.empty());
    CHECK(proof.warnings ==
          std::vector<std::string>{"oews2021 does not publish '45-3031', which is as in soc2018"});
}
