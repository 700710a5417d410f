#include "socshift/publish/preview_questions.hpp"

#include "socshift/base/error.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/publish/questions.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>

using namespace socshift;

namespace {

constexpr std::string_view rows_of_file = "occ,n\n15-1252,10\n11-1011,4\nnone,1\n";

PreviewDataQuestion about_file() {
    PreviewDataQuestion question;
    question.spec.file = "people.csv";
    question.spec.column = "occ";
    question.spec.sums = {"n"};
    question.open = [] { return bytes_of(rows_of_file); };
    return question;
}

}  // namespace

TEST_CASE("a page about data begins with the data, in the edition that it is found in",
          "[publish]") {
    auto question = about_file();
    for (const auto* const from : {"soc2018", ""}) {
        question.spec.from = from;
        const auto page = ask(builtin_catalog(), question);
        CHECK(page.sections.front().key == "data");
        CHECK(page.facts.back().name == "data_edition");
        CHECK(page.drafts.size() == 1);
        const auto& lines = page.sections.front().lines;
        CHECK(std::find(lines.begin(), lines.end(), "n that moves: 0 to 10 of 14.") != lines.end());
    }
}

TEST_CASE("a preview without data is the rest of that page", "[publish]") {
    const auto page = ask(builtin_catalog(), PreviewQuestion{"soc2028-scenario"});
    auto question = about_file();
    question.spec.from = "soc2018";
    const auto with_data = ask(builtin_catalog(), question);
    constexpr std::size_t about_data = 4;
    REQUIRE(with_data.sections.size() == page.sections.size() + about_data);
    CHECK(with_data.sections[about_data].key == page.sections.front().key);
    CHECK(ask(builtin_catalog(), PreviewQuestion{""}).title == page.title);
}

TEST_CASE("a scenario beside itself fares no differently", "[publish]") {
    const auto page =
        ask(builtin_catalog(), PreviewComparisonQuestion{"soc2028-scenario", "soc2028-scenario"});
    CHECK(page.schema == "socshift/preview-compare/2");
    CHECK_THROWS_AS(ask(builtin_catalog(), PreviewComparisonQuestion{"soc2028-scenario", "none"}),
                    Error);
}

TEST_CASE("a table that somebody made is checked, and says what it was taken for", "[publish]") {
    CheckTableQuestion question{{"mine", {"old", "new"}, {{2, {"15-1132", "15-9999"}}}}};
    question.request.from = builtin_catalog().resolve("soc2010");
    question.request.to = builtin_catalog().resolve("soc2018");
    question.request.source = "old";
    question.request.target = "new";
    const auto answer = ask(builtin_catalog(), question);
    CHECK(answer.warnings.back() ==
          "mine: taken for codes of soc2010 in 'old', and soc2018 in 'new'");
    CHECK(std::get<std::string>(answer.table.rows().front()[1].value()) == "unknown-target");
    question.request.target = "nwe";
    CHECK_THROWS_AS(ask(builtin_catalog(), question), FormatError);
}

TEST_CASE("the edition that requests are about has taken up none of them", "[publish]") {
    const auto page =
        ask(builtin_catalog(), RequestVerdictsQuestion{"soc2028-scenario", "soc2018"});
    CHECK(page.schema == "socshift/preview-verdicts/1");
    REQUIRE(page.sections.size() == 2);
    CHECK_FALSE(page.sections[0].table.empty());
    CHECK(page.sections[1].table.empty());
    CHECK(page.drafts.empty());
    CHECK_THROWS_AS(
        ask(builtin_catalog(), RequestVerdictsQuestion{"soc2028-scenario", "no-such-edition"}),
        UnknownName);
}
