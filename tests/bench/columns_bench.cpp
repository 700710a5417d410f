// Rows a second of one conversion, in one process: over text, and over the same columns in memory.
#include "socshift/catalog/builtin.hpp"
#include "socshift/convert/conversion.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

using namespace socshift;

namespace {

constexpr std::size_t rows = 4'000'000;
constexpr int times = 5;

/// The best of several times, in seconds.
double seconds(const std::function<void()>& work) {
    double best = 0;
    for (int i = 0; i < times; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        best = i == 0 ? took.count() : std::min(best, took.count());
    }
    return best;
}

/// A column of codes and one of wages, in every form.
struct Sample {
    std::vector<std::string_view> codes;
    std::vector<std::int32_t> places;
    std::vector<std::string_view> values;
    std::vector<std::int64_t> wages;
    std::vector<double> real_wages;
    std::string text = "code,wage\n";
};

Sample sample(const Edition& edition) {
    Sample out;
    for (const auto& item : edition.items()) {
        if (edition.is_leaf(item)) {
            out.values.emplace_back(item.code.text());
        }
    }
    std::uint32_t state = 1;
    for (std::size_t row = 0; row < rows; ++row) {
        state = state * 1664525U + 1013904223U;
        const auto place = (state >> 8U) % out.values.size();
        out.places.push_back(static_cast<std::int32_t>(place));
        out.codes.push_back(out.values[place]);
        out.wages.push_back(20000 + (state >> 20U));
        out.real_wages.push_back(static_cast<double>(out.wages.back()) / 100);
        out.text += fmt::format("{},{}\n", out.codes.back(), out.wages.back());
    }
    return out;
}

/// What a caller who has columns must do to go through text: the quick way.
std::string text_of(const Sample& data) {
    std::string out = "code,wage\n";
    std::array<char, 24> number{};
    for (std::size_t row = 0; row < data.places.size(); ++row) {
        out += data.values[static_cast<std::size_t>(data.places[row])];
        out += ',';
        out.append(
            number.data(),
            std::to_chars(number.data(), number.data() + number.size(), data.wages[row]).ptr);
        out += '\n';
    }
    return out;
}

void report(const std::string& what, double took) {
    fmt::print("{:<44}{:>8.1f} million rows a second\n", what,
               static_cast<double>(rows) / took / 1e6);
}

}  // namespace

int main() {
    ConversionSpec spec;
    spec.column = "code";
    spec.from = "soc2010";
    spec.to = "soc2018";
    spec.weights = {{WeightKind::equal, "equal"}};
    const Conversion carry(builtin_catalog(), spec);
    spec.sums = {"wage"};
    const Conversion sum(builtin_catalog(), spec);
    const auto data = sample(builtin_catalog().edition(EditionId::parse("soc2010")));
    const ConvertOutputs nowhere{[](std::string_view) {}, [](std::string_view) {}};
    const DataColumn codes{"code", std::span{data.codes}};
    const DataColumn coded{"code", CodedTexts{data.values, data.places}};
    const DataColumn wages{"wage", std::span{data.wages}};
    const DataColumn real_wages{"wage", std::span{data.real_wages}};
    report("rows, text", seconds([&] {
               static_cast<void>(carry.run(bytes_of(std::string_view{data.text}), nowhere));
           }));
    report("rows, text made of columns first", seconds([&] {
               const auto text = text_of(data);
               static_cast<void>(carry.run(bytes_of(std::string_view{text}), nowhere));
           }));
    report("rows, codes in memory", seconds([&] { static_cast<void>(carry.carry({codes})); }));
    report("rows, values with places in memory",
           seconds([&] { static_cast<void>(carry.carry({coded})); }));
    report("sums, text", seconds([&] {
               static_cast<void>(sum.run(bytes_of(std::string_view{data.text}), nowhere));
           }));
    report("sums, text made of columns first", seconds([&] {
               const auto text = text_of(data);
               static_cast<void>(sum.run(bytes_of(std::string_view{text}), nowhere));
           }));
    report("sums, whole numbers in memory", seconds([&] {
               static_cast<void>(sum.add_up({coded, wages}));
           }));
    report("sums, doubles in memory", seconds([&] {
               static_cast<void>(sum.add_up({coded, real_wages}));
           }));
    return 0;
}
