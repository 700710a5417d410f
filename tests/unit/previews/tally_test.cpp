#include "socshift/previews/tally.hpp"

#include "socshift/convert/sums.hpp"
#include "support/publication.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

TouchedCode touch(std::string_view code, Effect effect, std::optional<Share> leaves = {}) {
    const auto* const item = published_catalog().edition(EditionId::parse("main")).find(code);
    return {item, effect, {}, {}, std::move(leaves)};
}

ConvertRequest summing() {
    ConvertRequest request;
    request.sums = {"n"};
    return request;
}

/// "1-20 loses a part 0..1 of 6" for each touched code.
std::vector<std::string> lines(const TalliedText& found) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < found.touched.size(); ++i) {
        const auto& code = found.touched[i];
        out.push_back(found.codes[i] + " " + std::string{to_string(code.effect)} + " " +
                      code.least.text() + ".." + code.most.text() + " of " +
                      (code.data->has_figure ? code.data->sum.text() : "?"));
    }
    return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("data coded in the base are counted by its leaves, groups are set aside") {
    const auto found = tally_text("code,n\n1-11,5\n1-12,2\n1-11,0.5\n1-10,7.5\n9-99,1\n", "main",
                                  summing(), {touch("1-11", Effect::moves)});
    CHECK(lines(found) == Lines{"1-11 moves 1..1 of 5.5"});
    CHECK(found.touched[0].data->rows == 2);
    CHECK(found.tally.account.rows_carried == 3);
    CHECK(found.tally.account.rows_rejected == 2);
    CHECK(found.tally.account.sums[0].in == "16");
    CHECK(found.tally.account.sums[0].out == "7.5");
    CHECK(found.tally.account.sums[0].rejected == "8.5");
    CHECK(found.tally.account.set_aside[0].reason == Reason::group);
}

TEST_CASE("a code of a publication is touched through what it covers") {
    const std::string text = "code,n\n1-98,3\n1-20,6\n1-30,1\n";
    const auto on = [&](const std::vector<TouchedCode>& touched) {
        return lines(tally_text(text, "paper", summing(), touched));
    };
    CHECK(on({touch("1-12", Effect::moves)}) == Lines{"1-98 moves 1..1 of 3"});
    CHECK(on({touch("1-21", Effect::moves)}) == Lines{"1-20 loses a part 0..1 of 6"});
    CHECK(on({touch("1-21", Effect::moves), touch("1-22", Effect::moves)}) ==
          Lines{"1-20 moves 1..1 of 6"});
    CHECK(on({touch("1-21", Effect::moves), touch("1-22", Effect::ends)}) ==
          Lines{"1-20 ends 1..1 of 6"});
    CHECK(on({touch("1-21", Effect::loses, Share{1, 4}),
              touch("1-22", Effect::loses, Share{1, 2})}) ==
          Lines{"1-20 loses a part 1/4..1/2 of 6"});
    CHECK(on({touch("1-22", Effect::gains)}) == Lines{"1-20 gains 0..0 of 6"});
    CHECK(on({touch("1-31", Effect::loses, Share{1, 3})}) ==
          Lines{"1-30 loses a part 1/3..1/3 of 1"});
    CHECK(on({touch("1-31", Effect::retitled)}) == Lines{"1-30 retitled 0..0 of 1"});
    CHECK(on({touch("1-11", Effect::moves)}) == Lines{});
}

TEST_CASE("a figure that is missing is no nought") {
    const auto found = tally_text(
        "code,n\n1-98,**\n1-20,6\n1-20,#\n1-30,\n", "paper", summing(),
        {touch("1-12", Effect::moves), touch("1-21", Effect::ends), touch("1-31", Effect::moves)});
    CHECK(lines(found) ==
          Lines{"1-20 loses a part 0..1 of 6", "1-30 moves 1..1 of ?", "1-98 moves 1..1 of ?"});
    CHECK(found.touched[0].data->missing == 1);
    CHECK(found.touched[0].data->rows == 2);
    CHECK(found.touched[1].data->missing == 0);
    CHECK(found.touched[2].data->missing == 1);
    CHECK(found.touched[2].data->rows == 1);
    CHECK(found.tally.account.sums[0].empty_cells == 1);
}

TEST_CASE("what surely and what at most leaves adds up over codes") {
    const auto found = tally_text("code,n\n1-98,3\n1-20,6\n1-30,1\n", "paper", summing(),
                                  {touch("1-12", Effect::moves), touch("1-21", Effect::ends),
                                   touch("1-31", Effect::loses, Share{1, 3})});
    const auto sum = touched_sum(found.touched);
    CHECK(sum.low == "3.33");
    CHECK(sum.high == "9.33");
}

TEST_CASE("of a figure below zero the least that leaves is the largest part") {
    const auto found =
        tally_text("code,n\n1-20,-6\n1-30,3\n1-98,10\n", "paper", summing(),
                   {touch("1-21", Effect::ends), touch("1-31", Effect::loses, Share{1, 3})});
    // -6 to 0 of the first, 1 of the second; the third is not touched.
    const auto sum = touched_sum(found.touched);
    CHECK(sum.low == "-5");
    CHECK(sum.high == "1");
    const auto certain = tally_text("code,n\n1-30,-1\n", "paper", summing(),
                                    {touch("1-31", Effect::loses, Share{1, 3})});
    CHECK(touched_sum(certain.touched).low == "-0.33");
    CHECK(touched_sum(certain.touched).high == "-0.33");
}

TEST_CASE("without a column to add up only rows are counted, and no figure counts twice") {
    const std::string text = "code,n\n1-20,6\n1-20,6\n1-11,1\n";
    const auto found = tally_text(text, "paper", {}, {touch("1-21", Effect::ends)});
    CHECK(found.touched[0].data->rows == 2);
    CHECK(found.tally.account.sums.empty());
    CHECK_THROWS_AS(tally_text(text, "paper", summing(), {}), MixedLevels);
}

TEST_CASE("codes are within a group if all they can be in are") {
    const auto& all = published_catalog();
    const auto id = EditionId::parse("paper");
    const auto& base = all.edition(EditionId::parse("main"));
    const auto plan =
        Plan::make(all.edition(id), base, *all.correspondence(id, base.id()), PlanOptions{});
    CodeRecogniser recogniser(all, id);
    const CodedEditions sources(CodedEdition{&recogniser, &plan});
    ConvertRequest request;
    request.file = "data.csv";
    request.column = "code";
    const std::string text = "code\n1-11\n1-98\n1-20\n";
    const auto found = tally(request, sources, bytes_of(std::string_view{text}));
    CHECK(codes_within(found, sources, *base.find("1-10")).size() == 2);
    CHECK(codes_within(found, sources, *base.find("1-20")).size() == 1);
    CHECK(codes_within(found, sources, *base.find("1-21")).empty());
    CHECK(codes_within(found, sources, *base.find("1-00")).size() == 3);
}

TEST_CASE("what ends, and what nobody places, is in no group and does not surely move") {
    const auto& base = published_catalog().edition(EditionId::parse("main"));
    const auto all = catalog({base, flat("wave", {"e", "s"})}, {});
    // e: 3/10 to 1-11, the rest ends. s: to 1-11, and a part of it nobody knows where.
    auto data = unstated("wave", "main", {row("e", "1-11", "3/10"), row("s", "1-11")});
    data.ends = {end("e", "7/10")};
    data.partial = {Code::parse("s")};
    data.astray = data.partial;
    const auto wave = EditionId::parse("wave");
    const auto plan = Plan::make(all.edition(wave), all.edition(base.id()),
                                 Correspondence::make(std::move(data)), PlanOptions{});
    CodeRecogniser recogniser(all, wave);
    const CodedEditions sources(CodedEdition{&recogniser, &plan});
    ConvertRequest request;
    request.file = "data.csv";
    request.column = "code";
    const std::string text = "code\ne\ns\n";
    const auto found = tally(request, sources, bytes_of(std::string_view{text}));
    CHECK(codes_within(found, sources, *plan.target().find("1-10")).empty());
    std::vector<std::string> effects;
    for (const auto& on : touched_data(found, sources, {touch("1-11", Effect::moves)})) {
        effects.push_back(std::string{to_string(on.effect)} + " " + on.least.text() + ".." +
                          on.most.text());
    }
    CHECK(effects == Lines{"loses a part 3/10..3/10", "loses a part 0..1"});
}
