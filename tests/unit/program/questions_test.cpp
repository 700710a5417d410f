// Whatever the program answers, the library answers: the same tables.
#include "support/program_run.hpp"
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

std::vector<Asked> about_editions() {
    return {asked({"editions"}, EditionsQuestion{}),
            asked({"show", "soc2018:15-1252"}, ItemQuestion{"soc2018:15-1252"}),
            asked({"tree", "soc2018", "15-0000", "--level", "broad"},
                  TreeQuestion{"soc2018", "15-0000", "broad"}),
            asked({"find", "software", "developers", "--contains"},
                  FindQuestion{{"software", "developers"}}),
            asked({"find", "software", "developer"}, TitleQuestion{"software developer"}),
            asked({"find", "RN", "--edition", "soc2010", "--most", "2", "--explain"},
                  TitleQuestion{"RN", "soc2010", 2, true}),
            asked({"find", "nurse", "--contains", "--edition", "soc2018", "--level", "detailed"},
                  FindQuestion{{"nurse"}, "soc2018", "detailed"}),
            asked({"exclusions", "soc2018", "15-1252"}, ExclusionsQuestion{"soc2018", "15-1252"}),
            asked({"exclusions", "soc2018", "--stat"}, ExclusionsQuestion{"soc2018", "", true}),
            asked({"check", "soc2018"}, CheckQuestion{"soc2018"})};
}

std::vector<Asked> about_changes() {
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
              EvidenceQuestion{"soc2010", "soc2018", "15-1132"})};
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
    MapQuestion proof{"soc2010", "soc2018", {"15-1132"}};
    proof.proof = true;
    return {
        asked({"map", "15-1132", "--from", "soc2010", "--to", "soc2018"},
              MapQuestion{"soc2010", "soc2018", {"15-1132"}}),
        asked({"map", "15-1132", "--from", "soc2010", "--to", "soc2018", "--explain"}, proof),
        asked({"families", "soc2010", "soc2018"}, FamiliesQuestion{{"soc2010", "soc2018"}}),
        asked({"families", "soc2010", "soc2018", "--wide"}, wide),
        asked({"families", "soc2000", "soc2010", "soc2018", "--level", "broad", "--stat"}, counts),
        asked({"loss", "soc2018", "soc2010"}, LossQuestion{"soc2018", "soc2010"}),
        asked({"loss", "soc2018", "soc2010", "--stat"}, totals),
        asked({"routes", "soc2000", "soc2018"}, RoutesQuestion{"soc2000", "soc2018"}),
        asked({"routes", "soc2000", "soc2018", "--steps"}, steps)};
}

}  // namespace

TEST_CASE("what the program answers, the library answers", "[program]") {
    auto all = about_editions();
    for (auto more : {about_changes(), about_links()}) {
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
