// The account and the figures of data in parts are those of all rows at once.

#include "socshift/base/error.hpp"
#include "socshift/convert/conversion.hpp"
#include "socshift/convert/parted_conversion.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/publish/conversion_summary.hpp"
#include "socshift/weights/weights_order.hpp"
#include "support/conversion.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

using Cells = std::vector<std::string>;

/// Rows with a wave, a code, the level of the code, a whole and a real number, and a title.
struct PartedData {
    std::vector<std::string_view> wave;
    std::vector<std::string_view> code;
    std::vector<std::string_view> level;
    std::vector<std::int64_t> people;
    std::vector<double> wage;

    [[nodiscard]] std::size_t size() const { return code.size(); }

    [[nodiscard]] std::vector<DataColumn> columns(std::size_t begin, std::size_t end) const {
        const auto part = [&](const auto& all) {
            return std::span(all).subspan(begin, end - begin);
        };
        return {{"wave", part(wave)},
                {"code", part(code)},
                {"level", part(level)},
                {"people", part(people)},
                {"wage", part(wage)}};
    }
};

PartedData any_data() {
    static const std::vector<std::string_view> codes = {
        "1-1",  "1-2",  "2-1",  "2-2",  "2-3", "3-1",     "1-0",  "9-9",     "12",
        "N1",   "7-7",  " 1-1", "2-1 ", "",    "refused", "none", "\"1-1\"", "N2",
        "none", "mist", "1_1",  "x",    "y",   "z",       "NA",   "1-2 ",    "'2-2'"};
    static const std::vector<std::string_view> waves = {"a", "a", "b", "c", ""};
    static const std::vector<std::string_view> levels = {"group", "group", "leaf"};
    constexpr auto nan = std::numeric_limits<double>::quiet_NaN();
    constexpr auto infinity = std::numeric_limits<double>::infinity();
    static const std::vector<double> wages = {1,   20.5, -3.25, nan,      nan,   7.5,   0.1,
                                              -99, -99,  1e300, infinity, 99999, 99999, 2.0 / 3};
    static const std::vector<std::int64_t> people = {
        1, 2, 0, 3, -9, -9, 1000, 99999, std::numeric_limits<std::int64_t>::max()};
    PartedData out;
    const auto rows = *rc::gen::inRange(1, 80);
    const auto kinds = *rc::gen::inRange<std::size_t>(1, codes.size());
    for (int row = 0; row < rows; ++row) {
        out.code.push_back(codes[*rc::gen::inRange<std::size_t>(0, kinds)]);
        out.wave.push_back(*rc::gen::elementOf(waves));
        out.level.push_back(*rc::gen::elementOf(levels));
        out.people.push_back(*rc::gen::elementOf(people));
        out.wage.push_back(*rc::gen::elementOf(wages));
    }
    return out;
}

std::vector<WeightChoice> equal_weights() {
    return read_weights_order("equal");
}

ConversionSpec any_spec() {
    ConversionSpec spec;
    spec.file = "data";
    spec.column = "code";
    spec.from = "old";
    spec.to = "new";
    spec.threads = *rc::gen::elementOf(std::vector<unsigned>{1, 2});
    spec.groups = *rc::gen::elementOf(std::vector{Groups::set_aside, Groups::carry});
    if (*rc::gen::arbitrary<bool>()) {
        spec.weights = equal_weights();
    }
    if (*rc::gen::arbitrary<bool>()) {
        spec.from.clear();
        spec.edition_column = "wave";
        spec.edition_map = {{"a", "old"}, {*rc::gen::elementOf(Cells{"b", "d"}), "new"}};
    }
    if (*rc::gen::inRange(0, 3) == 0) {
        spec.where = {{"wave", {"a", *rc::gen::elementOf(Cells{"", "d"})}}};
    }
    return spec;
}

/// Where the parts of so many rows begin, and the end: some are empty.
std::vector<std::size_t> any_cuts(std::size_t rows) {
    std::vector<std::size_t> cuts{0, rows};
    const auto more = *rc::gen::inRange(0, 6);
    for (int i = 0; i < more; ++i) {
        cuts.push_back(*rc::gen::inRange<std::size_t>(0, rows + 1));
    }
    std::sort(cuts.begin(), cuts.end());
    return cuts;
}

std::vector<std::string_view> views_of(const std::vector<std::string>& all) {
    return {all.begin(), all.end()};
}

/// The parts as they are, or some neighbours of them joined, twice over.
std::vector<std::string> any_joined(const PartedConversion& parted, std::vector<std::string> all) {
    for (int times = *rc::gen::inRange(0, 3); times > 0; --times) {
        const auto begin = *rc::gen::inRange<std::size_t>(0, all.size());
        const auto end = *rc::gen::inRange<std::size_t>(begin + 1, all.size() + 1);
        const auto views = views_of(all);
        auto joined = parted.joined({views.begin() + static_cast<std::ptrdiff_t>(begin),
                                     views.begin() + static_cast<std::ptrdiff_t>(end)});
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(begin),
                  all.begin() + static_cast<std::ptrdiff_t>(end));
        all.insert(all.begin() + static_cast<std::ptrdiff_t>(begin), std::move(joined));
    }
    return all;
}

/// What @p make gives, or the message of what it throws.
template <typename Make>
std::string text_or_error(const Make& make) {
    try {
        return make();
    } catch (const Error& error) {
        return error.what();
    }
}

std::string figures_text(const SummedColumns& figures, const ConvertFacts& facts) {
    std::string out = summary_json(figures.account, facts);
    for (const auto& name : figures.names) {
        out += name + ";";
    }
    for (std::size_t line = 0; line < figures.codes.size(); ++line) {
        out += "\n" + figures.codes[line].text() + ";" + figures.titles[line];
        for (const auto& key : figures.keys) {
            out += ";" + key[line];
        }
        for (const auto* const all : {&figures.sums, &figures.means}) {
            for (const auto& column : *all) {
                out += ";" + column.figures[line] + ";" + std::to_string(column.missing[line]);
                for (const auto* const more : {&column.least, &column.most}) {
                    out += more->empty() ? "" : ";" + (*more)[line];
                }
                for (const auto& part : column.by_basis) {
                    out += ";" + part[line];
                }
                out += column.without_number.empty()
                           ? ""
                           : ";" + std::to_string(column.without_number[line]);
            }
        }
        out += figures.rows.empty() ? "" : ";" + std::to_string(figures.rows[line]);
        out += figures.bases[line] ? ";" + std::string{to_string(*figures.bases[line])} : "";
    }
    return out;
}

}  // namespace

TEST_CASE("the account of parts is that of all rows at once, however they were cut and joined") {
    const auto is_same = rc::check([] {
        const auto data = any_data();
        auto spec = any_spec();
        spec.split =
            *rc::gen::elementOf(std::vector{Split::all, Split::all, Split::best, Split::none});
        if (spec.split == Split::all && *rc::gen::arbitrary<bool>()) {
            spec.scale = {"wage", "people"};
        } else if (*rc::gen::inRange(0, 3) == 0) {
            spec.on_unknown = OnUnknown::keep;
        }
        if (*rc::gen::inRange(0, 3) == 0) {
            spec.fail_above = Share(1, 2);
        }
        const PartedConversion parted{Conversion(small_catalog(), spec)};
        const auto facts = facts_of(parted.conversion());
        const auto at_once = text_or_error([&] {
            return summary_json(
                parted.conversion().carry(data.columns(0, data.size()), Extent::whole).account,
                facts);
        });
        const auto cuts = any_cuts(data.size());
        std::vector<std::string> parts;
        std::uint64_t rows = 0;
        for (std::size_t i = 1; i < cuts.size(); ++i) {
            auto carried = parted.carry(data.columns(cuts[i - 1], cuts[i]));
            rows += carried.columns.account.rows_in;
            parts.push_back(std::move(carried.account_part));
        }
        RC_ASSERT(rows == data.size());
        const auto all = any_joined(parted, parts);
        RC_ASSERT(text_or_error([&] {
                      return summary_json(parted.account(views_of(all)), facts);
                  }) == at_once);
    });
    CHECK(is_same);
}

TEST_CASE("the figures of parts are those of all rows at once, however they were cut and joined") {
    const auto is_same = rc::check([] {
        const auto data = any_data();
        auto spec = any_spec();
        spec.weights = equal_weights();
        const auto kind = *rc::gen::inRange(0, 5);
        if (kind != 1) {
            spec.sums = {"people", "wage"};
        }
        if (kind == 1 || kind == 2) {
            spec.means = {"wage"};
            spec.by_weight = *rc::gen::elementOf(Cells{"", "people"});
        }
        spec.bounds = kind == 3;
        spec.shares_of_basis = kind == 4;
        if (*rc::gen::arbitrary<bool>()) {
            spec.by = {"wave"};
        }
        spec.allow_mixed_levels = *rc::gen::arbitrary<bool>();
        const PartedConversion parted{Conversion(small_catalog(), spec)};
        const auto facts = facts_of(parted.conversion());
        const auto at_once = text_or_error([&] {
            return figures_text(
                parted.conversion().add_up(data.columns(0, data.size()), Extent::whole), facts);
        });
        const auto cuts = any_cuts(data.size());
        std::vector<std::string> parts;
        for (std::size_t i = 1; i < cuts.size(); ++i) {
            parts.push_back(parted.add_up(data.columns(cuts[i - 1], cuts[i])));
        }
        const auto all = any_joined(parted, parts);
        RC_ASSERT(text_or_error([&] {
                      return figures_text(parted.figures(views_of(all)), facts);
                  }) == at_once);
    });
    CHECK(is_same);
}

TEST_CASE("bytes that are no part are an error, however they are damaged") {
    const auto never_crashes = rc::check([] {
        const auto data = any_data();
        auto spec = any_spec();
        const bool adds_up = *rc::gen::arbitrary<bool>();
        if (adds_up) {
            spec.sums = {"wage"};
            spec.by = {"wave"};
            spec.weights = equal_weights();
            spec.allow_mixed_levels = true;
        }
        const PartedConversion parted{Conversion(small_catalog(), spec)};
        const auto columns = data.columns(0, data.size());
        auto part = adds_up ? parted.add_up(columns) : parted.carry(columns).account_part;
        const auto at = *rc::gen::inRange<std::size_t>(0, part.size());
        const bool is_cut = *rc::gen::arbitrary<bool>();
        if (is_cut) {
            part.resize(at);
        } else {
            part[at] = static_cast<char>(*rc::gen::inRange(0, 256));
        }
        const auto read = [&] {
            if (adds_up) {
                static_cast<void>(parted.figures({part}));
            } else {
                static_cast<void>(parted.account({part}));
            }
            return std::string{};
        };
        const auto error = text_or_error(read);  // nothing else is thrown
        RC_ASSERT(!is_cut || !error.empty());
    });
    CHECK(never_crashes);
}
