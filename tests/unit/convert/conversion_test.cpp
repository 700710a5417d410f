#include "socshift/convert/conversion.hpp"

#include "socshift/base/error.hpp"
#include "support/conversion.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <future>
#include <limits>
#include <stdexcept>

using namespace socshift;
using namespace socshift::test;

namespace {

ConversionSpec small_spec() {
    ConversionSpec spec;
    spec.column = "code";
    spec.from = "old";
    spec.to = "new";
    return spec;
}

using CodeViews = std::vector<std::string_view>;

/// The rule of the first thing that is wrong with @p spec.
SpecRule rule_of(const ConversionSpec& spec) {
    try {
        const Conversion conversion(small_catalog(), spec);
    } catch (const SpecError& error) {
        return error.findings().front().rule;
    }
    throw std::logic_error("nothing is wrong");
}

}  // namespace

TEST_CASE("codes in memory go to places with exact shares, and rows aside say why") {
    auto spec = small_spec();
    const CodeViews codes{"2-1", "9-9", "1-2", " 1-1", "3-1"};
    const auto carried = Conversion(small_catalog(), spec).carry(codes);
    CHECK(carried.rows == std::vector<std::uint64_t>{0, 0, 0, 2, 2, 3});
    CHECK(carried.targets() == std::vector<std::string>{"N1", "N2", "N3", "N1", "N2", "N1"});
    CHECK(carried.place_list[carried.places[1]].share == Share::parse("1/3"));
    CHECK(carried.shares()[0] == 0.5);
    CHECK(std::isnan(carried.shares()[3]));
    CHECK(carried.bases()[2] == Basis::official);
    CHECK(carried.bases()[3] == std::nullopt);
    CHECK(carried.bases()[5] == Basis::only);
    CHECK(carried.set_aside.rows == std::vector<std::uint64_t>{1, 4});
    CHECK(carried.set_aside.reasons ==
          std::vector<WhyAside>{{Reason::elsewhere, "belongs to elder", false},
                                {Reason::no_target, "no successor in new", false}});
    CHECK(carried.account.rows_in == 5);
    CHECK(carried.account.rows_carried == 3);
    CHECK(carried.account.repaired.of(Repair::blanks) == 1);
}

TEST_CASE("a conversion needs nothing that it was made of, and serves several threads") {
    const auto made = [] { return Conversion(small_catalog(), small_spec()); };
    const auto conversion = made();
    const CodeViews codes(20000, "2-1");
    std::vector<std::future<CarriedColumns>> all;
    for (int i = 0; i < 4; ++i) {
        all.push_back(std::async(std::launch::async,
                                 [conversion, &codes] { return conversion.carry(codes); }));
    }
    for (auto& one : all) {
        const auto carried = one.get();
        CHECK(carried.rows.size() == 3 * codes.size());
        CHECK(carried.rows.back() == codes.size() - 1);
    }
}

TEST_CASE("numbers in memory are their shortest decimals, and what is none is told") {
    auto spec = small_spec();
    spec.sums = {"wage"};
    const Conversion conversion(small_catalog(), spec);
    const CodeViews codes{"1-1", "1-1", "1-1", "1-1", "1-1"};
    const std::vector<double> wages{0.1, 0.2, std::numeric_limits<double>::quiet_NaN(), 1e21,
                                    std::numeric_limits<double>::infinity()};
    const auto summed = conversion.add_up({{"code", codes}, {"wage", std::span{wages}}});
    REQUIRE(summed.codes.size() == 1);
    CHECK(summed.sums.front().figures == std::vector<std::string>{"1000000000000000000000.3"});
    CHECK(summed.account.sums.front().empty_cells == 1);
    CHECK(summed.set_aside.rows == std::vector<std::uint64_t>{4});
    CHECK(summed.set_aside.reasons.front().text == "not a number: 'inf' in column wage");
    const std::vector<std::int64_t> whole{1, -2, std::numeric_limits<std::int64_t>::min(), 0, 5};
    CHECK(conversion.add_up({{"code", codes}, {"wage", std::span{whole}}}).sums.front().figures ==
          std::vector<std::string>{"-9223372036854775804"});
}

TEST_CASE("the edition of columns in memory is found in them") {
    auto spec = small_spec();
    spec.from.clear();
    CHECK(needs_first_reading(spec));
    CHECK_THROWS_AS(Conversion(small_catalog(), spec), std::invalid_argument);
    const CodeViews codes{"1-1", "2-1"};
    const std::vector<DataColumn> columns{{"code", codes}};
    auto found = found_editions(small_catalog(), spec, columns);
    CHECK(found.editions == std::vector{EditionId::parse("old")});
    const Conversion conversion(small_catalog(), spec, std::move(found));
    CHECK(conversion.from() == "old");
    CHECK(conversion.route() == "old -> new");
    CHECK(conversion.carry(columns).rows.size() == 4);
    spec.edition_column = "wave";
    const CodeViews waves{"old", "new"};
    const CodeViews both{"1-1", "N4"};
    const std::vector<DataColumn> rows{{"code", both}, {"wave", waves}};
    const Conversion of_panel(small_catalog(), spec, found_editions(small_catalog(), spec, rows));
    CHECK(of_panel.carry(rows).targets() == std::vector<std::string>{"N1", "N4"});
}

TEST_CASE("what the catalog contradicts is a finding with its field") {
    auto spec = small_spec();
    spec.level = "hamlet";
    CHECK(rule_of(spec) == SpecRule::level_unknown);
    spec = small_spec();
    spec.via = {{"elder", {"old"}}};
    CHECK(rule_of(spec) == SpecRule::way_of_no_rows);
    spec.via = {{"old", {"new"}}, {"old", {"new"}}};
    CHECK(rule_of(spec) == SpecRule::way_is_there_twice);
    spec = small_spec();
    spec.weights = {{WeightKind::census, "census"}};
    CHECK(rule_of(spec) == SpecRule::weights_serve_nothing);
    spec = small_spec();
    spec.to.clear();
    spec.families = {"old", "old"};
    CHECK(rule_of(spec) == SpecRule::family_is_there_twice);
    spec.families = {"old"};
    CHECK(rule_of(spec) == SpecRule::too_few_families);
    spec = small_spec();
    spec.from.clear();
    spec.edition_column = "wave";
    spec.edition_map = {{"1", "old"}, {"1", "new"}};
    CHECK(rule_of(spec) == SpecRule::value_is_there_twice);
}

TEST_CASE("columns that are no table are refused") {
    const Conversion conversion(small_catalog(), small_spec());
    const CodeViews codes{"1-1", "1-2"};
    const CodeViews fewer{"x"};
    CHECK_THROWS_AS(conversion.carry(std::vector<DataColumn>{}), std::invalid_argument);
    CHECK_THROWS_AS(conversion.carry({{"code", codes}, {"x", fewer}}), std::invalid_argument);
    CHECK_THROWS_AS(conversion.carry({{"other", codes}}), FormatError);
    const std::vector<std::int32_t> beyond{0, 2};
    CHECK_THROWS_AS(conversion.carry({{"code", CodedTexts{codes, beyond}}}), std::out_of_range);
    const CodeViews with_nul{std::string_view{"1-\0", 3}};
    CHECK_THROWS_AS(conversion.carry(with_nul), FormatError);
    CHECK(conversion.carry(CodeViews{}).rows.empty());
}
