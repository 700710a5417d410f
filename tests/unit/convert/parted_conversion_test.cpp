// What a part of the data must not decide alone, and what is only known of the whole.

#include "socshift/convert/parted_conversion.hpp"

#include "socshift/base/error.hpp"
#include "support/conversion.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

using CellViews = std::vector<std::string_view>;

ConversionSpec spec_of_parts() {
    ConversionSpec out;
    out.column = "code";
    out.from = "old";
    out.to = "new";
    return out;
}

PartedConversion parted_of(const ConversionSpec& spec) {
    return PartedConversion{Conversion(small_catalog(), spec)};
}

}  // namespace

TEST_CASE("figures that are texts are refused in a part, whatever sign they have") {
    // As a whole these contradict each other; each alone would be read as if it were right.
    const CellViews codes{"1-1"};
    const CellViews point{"1.25"};
    const CellViews comma{"1,25"};
    auto spec = spec_of_parts();
    spec.sums = {"n"};
    for (const auto& cells : {point, comma}) {
        CHECK_THROWS_WITH(parted_of(spec).add_up({{"code", codes}, {"n", cells}}),
                          Catch::Contains("column 'n' has texts; expected numbers"));
    }
    spec.decimal = '.';
    CHECK_THROWS_AS(parted_of(spec).add_up({{"code", codes}, {"n", point}}), FormatError);
    spec.decimal.reset();
    spec.sums.clear();
    spec.scale = {"#2"};
    CHECK_THROWS_WITH(parted_of(spec).carry({{"code", codes}, {"n", point}}),
                      Catch::Contains("column '#2' has texts"));
}

TEST_CASE("exact texts of numbers are read as the numbers that they are") {
    const CellViews codes{"1-1", "1-1"};
    const CellViews texts{"1.234", "12345678901234567890.5"};
    auto spec = spec_of_parts();
    spec.sums = {"n"};
    spec.decimal = ',';  // of another column
    const std::vector<DataColumn> columns{{"code", codes}, {"n", texts, true}};
    const auto conversion = parted_of(spec);
    const auto part = conversion.add_up(columns);
    CHECK(conversion.figures({part}).account.sums.front().in == "12345678901234567891.734");
    CHECK(conversion.conversion().add_up(columns).account.sums.front().in ==
          "12345678901234567891.734");
}

TEST_CASE("a value that no part has is an error of the whole, and of no part") {
    const CellViews codes{"1-1"};
    const CellViews a{"a"};
    const CellViews b{"b"};
    auto spec = spec_of_parts();
    spec.where = {{"kind", {"x"}}};
    const auto part_of = [&](const PartedConversion& of, const CellViews& kinds) {
        return of.carry({{"code", codes}, {"kind", kinds}}).account_part;
    };
    const auto misspelt = parted_of(spec);
    const auto one = part_of(misspelt, a);
    const auto two = part_of(misspelt, b);
    CHECK_THROWS_WITH(misspelt.account({one, two}),
                      Catch::Contains("no row has 'x' in column 'kind'; there are 'a', 'b'"));
    CHECK_THROWS_AS(misspelt.account({misspelt.joined({one, two})}), FormatError);
    spec.where = {{"kind", {"a", "b"}}};
    const auto right = parted_of(spec);
    CHECK(right.account({part_of(right, a), part_of(right, b)}).rows_in == 2);

    spec.where.clear();
    spec.from.clear();
    spec.edition_column = "kind";
    spec.edition_map = {{"a", "old"}, {"x", "new"}};
    const auto by_wave = parted_of(spec);
    CHECK_THROWS_WITH(by_wave.account({part_of(by_wave, a)}),
                      Catch::Contains("no row has 'x' in column 'kind'"));
}

TEST_CASE("parts of a conversion that was asked for something else are refused") {
    const CellViews codes{"1-1"};
    const CellViews kinds{"a"};
    const auto other = [&](const std::function<void(ConversionSpec&)>& change) {
        auto spec = spec_of_parts();
        const auto part = parted_of(spec).carry({{"code", codes}, {"kind", kinds}}).account_part;
        change(spec);
        CHECK_THROWS_AS(parted_of(spec).account({part}), PartError);
    };
    other([](ConversionSpec& spec) { spec.where = {{"kind", {"a"}}}; });
    other([](ConversionSpec& spec) { spec.on_unknown = OnUnknown::keep; });
    other([](ConversionSpec& spec) { spec.no_code = {"none at all"}; });
    other([](ConversionSpec& spec) { spec.repairs = {Repair::several}; });
    other([](ConversionSpec& spec) { spec.column = "kind"; });
    other([](ConversionSpec& spec) { spec.split = Split::none; });
    other([](ConversionSpec& spec) { spec.wave = "kind"; });
}
