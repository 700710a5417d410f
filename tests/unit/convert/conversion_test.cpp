#include "socshift/convert/conversion.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/cell_table.hpp"
#include "socshift/numbers/decimal.hpp"
#include "support/conversion.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <future>
#include <limits>
#include <set>
#include <stdexcept>
#include <utility>

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

TEST_CASE("numbers in memory that stand for missing are none") {
    auto spec = small_spec();
    spec.sums = {"n"};
    spec.missing = {"-999", "1e15", "NA"};
    const Conversion conversion(small_catalog(), spec);
    const CodeViews codes{"1-1", "1-1", "1-1", "1-1"};
    const std::vector<std::int64_t> wholes{-999, 3, 1'000'000'000'000'000, 4};
    const std::vector<double> reals{-999.0, 3.25, 1e15, 4.5};
    const std::vector<std::pair<DataColumn, std::string>> columns{
        {{"n", std::span{wholes}}, "7"}, {{"n", std::span{reals}}, "7.75"}};
    for (const auto& [column, sum] : columns) {
        const auto summed = conversion.add_up({{"code", codes}, column});
        REQUIRE(summed.sums.size() == 1);
        CHECK(summed.sums.front().figures == std::vector<std::string>{sum});
        CHECK(summed.account.sums.front().figures.all_missing() == 2);
        CHECK(summed.account.sums.front().could_be_missing.empty());
    }
}

TEST_CASE("a value that no row of all the data has is an error, and of a part it is not") {
    auto spec = small_spec();
    spec.where = {{"kind", {"x"}}};
    const Conversion conversion(small_catalog(), spec);
    const CodeViews codes{"1-1", "1-1"};
    const CodeViews kinds{"a", "b"};
    const std::vector<DataColumn> columns{{"code", codes}, {"kind", kinds}};
    CHECK(conversion.carry(columns, Extent::part).rows.empty());
    const auto no_row = Catch::Contains("no row has 'x' in column 'kind'; there are 'a', 'b'");
    CHECK_THROWS_WITH(conversion.carry(columns), no_row);
    spec.sums = {"n"};
    const std::vector<std::int64_t> figures{1, 2};
    const std::vector<DataColumn> with_figures{
        {"code", codes}, {"kind", kinds}, {"n", std::span{figures}}};
    const Conversion sums(small_catalog(), spec);
    CHECK(sums.add_up(with_figures, Extent::part).sums.front().figures.empty());
    CHECK_THROWS_WITH(sums.add_up(with_figures), no_row);
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

TEST_CASE("figures in memory are divided over the places of their rows, and add up to them") {
    auto spec = small_spec();
    spec.scale = {"wage"};
    spec.on_unknown = OnUnknown::set_aside;
    const Conversion conversion(small_catalog(), spec);
    const CodeViews codes{"2-1", "1-1", "9-9", "2-1", "2-1"};
    constexpr auto missing = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> wages{12, 2.5, 7, missing, 1};
    const auto carried = conversion.carry({{"code", codes}, {"wage", std::span{wages}}});
    REQUIRE(carried.scaled.size() == 1);
    CHECK(carried.scaled[0].name == "wage");
    CHECK(carried.rows == std::vector<std::uint64_t>{0, 0, 0, 1, 3, 3, 3, 4, 4, 4});
    const auto& figures = carried.scaled[0].figures;
    REQUIRE(figures.size() == carried.rows.size());
    CHECK(std::vector(figures.begin(), figures.begin() + 7) ==
          std::vector<std::string>{"6", "4", "2", "2.5", "", "", ""});
    DecimalSum sum;
    for (auto at = figures.begin() + 7; at != figures.end(); ++at) {
        sum.add(Decimal::parse(*at).value());
    }
    CHECK(sum.text() == "1");
    const auto& account = carried.account.sums.at(0);
    CHECK(account.in == "22.5");
    CHECK(account.out == "15.5");
    CHECK(account.rejected == "7");
    CHECK(account.empty_cells == 1);

    const CodeViews texts{"12", "2,5", "7", "x", "1"};
    spec.decimal = ',';
    const auto of_texts =
        Conversion(small_catalog(), spec).carry({{"code", codes}, {"wage", std::span{texts}}});
    CHECK(of_texts.scaled[0].figures[3] == "2,5");
    CHECK(of_texts.set_aside.rows == std::vector<std::uint64_t>{2, 3});
}

TEST_CASE("too many rows of columns that cannot be carried are an error, as of a file") {
    auto spec = small_spec();
    const CodeViews codes{"1-1", "9-9", "1-1"};
    spec.fail_above = Share(1, 3);
    CHECK(Conversion(small_catalog(), spec).carry(codes).set_aside.rows.size() == 1);
    spec.fail_above = Share(33, 100);
    CHECK_THROWS_AS(Conversion(small_catalog(), spec).carry(codes), FormatError);
}

TEST_CASE("texts in memory are what they say, quotes and line ends and all") {
    auto spec = small_spec();
    spec.sums = {"wage"};
    spec.by = {"kind"};
    const Conversion conversion(small_catalog(), spec);
    const CodeViews values{"1-1", "\"1-1\"", ""};
    const std::vector<std::int32_t> places{0, 1, 0, -1, 0};
    const CodeViews kinds{"\"a\"", "a", "a\r\nb", "a", ""};
    const std::vector<std::int64_t> wages{1, 2, 4, 8, 16};
    const auto summed = conversion.add_up({{"code", CodedTexts{values, places}},
                                           {"kind", std::span{kinds}},
                                           {"wage", std::span{wages}}});
    REQUIRE(summed.keys.size() == 1);
    CHECK(summed.keys[0] == std::vector<std::string>{"", "\"a\"", "a", "a\r\nb"});
    CHECK(summed.sums[0].figures == std::vector<std::string>{"16", "1", "2", "4"});
    CHECK(summed.set_aside.rows == std::vector<std::uint64_t>{3});
}

TEST_CASE("numbers in memory can be keys, waves and codes, too") {
    auto spec = small_spec();
    spec.sums = {"wage"};
    spec.by = {"year", "rate"};
    const Conversion conversion(small_catalog(), spec);
    const CodeViews codes{"1-1", "1-1", "1-1"};
    const std::vector<std::int64_t> years{2010, 2010, -5};
    const std::vector<double> rates{0.5, 0.5, 1e300};
    const auto summed = conversion.add_up({{"code", codes},
                                           {"year", std::span{years}},
                                           {"rate", std::span{rates}},
                                           {"wage", std::span{years}}});
    REQUIRE(summed.codes.size() == 2);
    CHECK(summed.keys[0] == std::vector<std::string>{"-5", "2010"});
    CHECK(summed.keys[1].back() == "0.5");
    CHECK(summed.keys[1].front().size() == 301);
    CHECK(summed.sums[0].figures == std::vector<std::string>{"-5", "4020"});
}

TEST_CASE("a short cell has one key, whether bytes behind it may be read or not") {
    std::set<std::pair<std::uint64_t, std::uint64_t>> all;
    const std::string bytes = "\xff\x80 12-3456.\"\x7f,z and more to read";
    for (std::size_t begin = 0; begin < 3; ++begin) {
        for (std::size_t size = 0; size <= CellTable::longest; ++size) {
            const auto key = CellTable::pack(bytes.data() + begin, size);
            const std::vector<char> exact(bytes.data() + begin, bytes.data() + begin + size);
            CHECK(CellTable::pack_exactly(exact.data(), size) == key);
            all.emplace(key.low, key.high);
        }
    }
    CHECK(all.size() == 3 * CellTable::longest + 1);  // the empty cell is the same
}
