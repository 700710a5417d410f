#include "socshift/base/error.hpp"
#include "socshift/convert/edition_map.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/io/values.hpp"
#include "socshift/weights/weights.hpp"
#include "support/conversion.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace socshift;
using namespace socshift::test;

namespace {

/// Rows of `new` stay what they are, rows of `old` go to it.
struct TwoSources {
    EditionId old_id = EditionId::parse("old");
    EditionId new_id = EditionId::parse("new");
    Plan from_old = small_plan(Weighting::none);
    Plan from_new = Plan::make(
        small_catalog().edition(new_id), small_catalog().edition(new_id),
        table("new", "new", {row("N1", "N1"), row("N2", "N2"), row("N3", "N3"), row("N4", "N4")}),
        PlanOptions{});
    CodeRecogniser in_old{small_catalog(), old_id};
    CodeRecogniser in_new{small_catalog(), new_id};
    CodedEditions sources{{{&in_old, &from_old}, {&in_new, &from_new}}};
};

Converted convert_panel(const std::string& text, ConvertRequest request = {}) {
    TwoSources two;
    request.file = "panel.csv";
    request.column = "code";
    request.source_columns = by_value("year", {{"2000", 0}, {"2010", 1}});
    return converted(request, two.sources, text);
}

}  // namespace

TEST_CASE("each row is carried from its own edition") {
    const auto result =
        convert_panel("year,code\n2000,1-1\n2010,N1\n2010,1-1\n2000,N1\n\"2000\",1-2\n");
    CHECK(result.out ==
          "year,code,new_code,share,basis\n2000,1-1,N1,1,only\n2010,N1,N1,1,only\n"
          "\"2000\",1-2,N1,,\n\"2000\",1-2,N2,,\n");
    CHECK(result.rejects ==
          "line,reason,year,code\n4,belongs to old,2010,1-1\n5,belongs to new,2000,N1\n");
    CHECK(result.summary.rows_carried == 3);
    CHECK(result.summary.rows_split == 1);
}

TEST_CASE("an item that two editions lead to is not merged unless one of them merges it") {
    CHECK(convert_panel("year,code\n2000,1-1\n2010,N1\n").summary.merged.size() == 0);
    CHECK(convert_panel("year,code\n2000,1-1\n2000,1-2\n2010,N1\n").summary.merged.size() == 1);
}

TEST_CASE("a row whose edition is not known is set aside, or kept") {
    const std::string text = "year,code\n2005,1-1\n,1-1\n2000,1-1\n";
    const auto result = convert_panel(text);
    CHECK(result.rejects ==
          "line,reason,year,code\n2,no edition for the value in column year,2005,1-1\n"
          "3,no edition for the value in column year,,1-1\n");
    REQUIRE(result.summary.set_aside.size() == 1);
    CHECK(result.summary.set_aside[0].reason == Reason::no_edition);
    CHECK(result.summary.set_aside[0].examples[0].value == "2005");
    ConvertRequest request;
    request.on_unknown = OnUnknown::keep;
    CHECK(convert_panel(text, request).out ==
          "year,code,new_code,share,basis\n2005,1-1,,,\n,1-1,,,\n2000,1-1,N1,1,only\n");
    request.on_unknown = OnUnknown::fail;
    CHECK_THROWS_AS(convert_panel(text, request), FormatError);
}

TEST_CASE("sums over several editions balance") {
    ConvertRequest request;
    request.sums = {"n"};
    const auto result = convert_panel(
        "year,code,n\n2000,2-1,600\n2010,N1,0.5\n2010,N3,1\n2005,N1,7\n2000,1-2,9\n", request);
    CHECK(result.out ==
          "new_code,new_title,n,basis\nN1,N1,300.5,official\nN2,N2,200,official\n"
          "N3,N3,101,official\n");
    REQUIRE(result.summary.sums.size() == 1);
    CHECK(result.summary.sums[0].in == "617.5");
    CHECK(result.summary.sums[0].out == "601.5");
    CHECK(result.summary.sums[0].rejected == "16");
}

TEST_CASE("sources are one or more with one target") {
    TwoSources two;
    CHECK_THROWS_AS(CodedEditions(std::vector<CodedEdition>{}), std::invalid_argument);
    const auto elder = EditionId::parse("elder");
    const auto& edition = small_catalog().edition(elder);
    const auto plan =
        Plan::make(edition, edition, table("elder", "elder", {row("9-9", "9-9")}), PlanOptions{});
    CodeRecogniser recogniser(small_catalog(), elder);
    CHECK_THROWS_AS(CodedEditions({{&two.in_old, &two.from_old}, {&recogniser, &plan}}),
                    std::invalid_argument);
    CHECK(two.sources.size() == 2);
    CHECK(two.sources.items() == two.in_old.edition().items().size() + 4);
    const auto last = two.sources.items() - 1;
    CHECK(two.sources.source_of(last) == 1);
    CHECK(two.sources.targets(last).front().item->code.text() == "N4");
}

TEST_CASE("the different values of a column are sorted, up to a number") {
    DataShape shape{"data.csv", std::nullopt, true, {}};
    const std::string text = "year,code\n2010,a\n2000,b\n2010,c,d\n\n\"2010\",e\n2005,f\n";
    const auto values = [&](std::size_t most) {
        return column_values(shape, "year", bytes_of(std::string_view{text}), most);
    };
    CHECK(values(3) == std::vector<std::string>{"2000", "2005", "2010"});
    CHECK_THROWS_AS(values(2), FormatError);
    shape.where = {{"code", {"a", "b"}}};
    CHECK(values(2) == std::vector<std::string>{"2000", "2010"});
}

TEST_CASE("groups of one edition with the same shares change nothing but what is asked for") {
    const auto plan = small_plan(Weighting::equal);
    CodeRecogniser in_old(small_catalog(), EditionId::parse("old"));
    const CodedEditions one(CodedEdition{&in_old, &plan});
    const CodedEditions three({{&in_old, &plan}, {&in_old, &plan}, {&in_old, &plan}});
    const auto convert = [&](const std::string& text, const CodedEditions& sources, bool sums) {
        ConvertRequest request;
        request.file = "data.csv";
        request.column = "code";
        request.shares = ShareForm::fraction;
        request.sums = sums ? std::vector<std::string>{"n"} : std::vector<std::string>{};
        if (&sources == &three) {
            request.source_columns = by_value("sex", {{"1", 0}, {"2", 1}, {"", 2}});
        }
        return converted(request, sources, text);
    };
    const std::string text = "sex,code,n\n1,1-1,1\n2,1-2,2\n,2-1,4\n1,1-2,8\n2,2-1,16\n1,2-2,32\n";
    for (const bool sums : {false, true}) {
        const auto a = convert(text, one, sums);
        const auto b = convert(text, three, sums);
        CHECK(b.out == a.out);
        CHECK(b.rejects == a.rejects);
        CHECK(b.summary.split == a.summary.split);
        CHECK(b.summary.split.size() == 2);
        CHECK(b.summary.merged == a.summary.merged);
        CHECK(b.summary.merged.size() == 3);
        CHECK(b.summary.rows_split == a.summary.rows_split);
    }
}

TEST_CASE(
    "a group that is carried and its member count twice, in one edition and any group of rows") {
    const auto& all = small_catalog();
    const auto id = EditionId::parse("old");
    const auto target = EditionId::parse("new");
    PlanOptions options;
    options.weighting = Weighting::equal;
    options.groups = Groups::spread;
    const auto& table = *all.correspondence(id, target);
    const auto equal = equal_weights(table);
    const auto plan =
        Plan::make(all.edition(id), all.edition(target), with_weights(table, {&equal}), options);
    CodeRecogniser in_old(all, id);
    const auto outcome = [&](const std::string& text, const CodedEditions& sources,
                             bool allowed = false) {
        ConvertRequest request;
        request.file = "data.csv";
        request.column = "code";
        request.sums = {"n"};
        request.allow_mixed_levels = allowed;
        if (sources.size() > 1) {
            request.source_columns = by_value("sex", {{"1", 0}, {"2", 1}});
        }
        const ConvertOutputs outputs{[](std::string_view) {}, [](std::string_view) {}};
        try {
            const auto summary =
                convert_sums(request, sources, bytes_of(std::string_view{text}), outputs);
            return "carried " + summary.sums.at(0).out;
        } catch (const MixedLevels& error) {
            return std::string{error.what()};
        }
    };
    const CodedEditions one(CodedEdition{&in_old, &plan});
    const CodedEditions two({{&in_old, &plan}, {&in_old, &plan}});
    const std::string twice =
        "'data.csv' has rows for groups and for their members, which counts twice: line 2 is '1-0' "
        "(group), line 3 is '1-1' under it";
    CHECK(outcome("sex,code,n\n1,1-0,1\n2,1-1,2\n", one) == twice);
    CHECK(outcome("sex,code,n\n1,1-0,1\n2,1-1,2\n", two) == twice);
    CHECK(outcome("sex,code,n\n1,1-0,1\n2,1-1,2\n", two, true) == "carried 3");
    CHECK(outcome("sex,code,n\n1,1-0,1\n2,2-1,2\n", two) == "carried 3");
    // A group that is set aside for its figure takes no part.
    CHECK(outcome("sex,code,n\n1,1-0,x\n2,1-1,2\n", one) == "carried 2");
}

TEST_CASE("an edition map is read with blanks, semicolons and ranges of years", "[convert]") {
    using Map = std::vector<std::pair<std::string, std::string>>;
    CHECK(read_edition_map(" 2005 = soc2000; 2012=SOC 2010,a=b=c") ==
          Map{{"2005", "soc2000"}, {"2012", "SOC 2010"}, {"a=b", "c"}});
    for (const auto* const wrong : {"", "2005", "=soc2000", "2005=", "2005=soc2000,,a=b", "a=b;"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(read_edition_map(wrong), Error);
    }
    using Values = std::vector<std::string>;
    CHECK(values_of_range("2006-2009") == Values{"2006-2009", "2006", "2007", "2008", "2009"});
    CHECK(values_of_range("2006 - 2006") == Values{"2006 - 2006", "2006"});
    for (const auto* const single :
         {"2009-2006", "06-09", "2006-20091", "2006", "11-1011", "-", "2006-"}) {
        CAPTURE(single);
        CHECK(values_of_range(single) == Values{single});
    }
}
