// Rows a second of one conversion, in one process: over text, and over the same columns in memory.
// An argument measures only the ways that have it in their names.
#include "socshift/catalog/builtin.hpp"
#include "socshift/convert/conversion.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

using namespace socshift;

namespace {

constexpr std::size_t rows = 4'000'000;
constexpr int times = 5;

/// One way to carry the data or add it up, and the best of several times.
struct Way {
    std::string name;
    std::function<void()> work;
    double seconds = 0;  // that passed
    double busy = 0;     // of the processors, all threads together
};

/// Runs all ways in turn, several times.
void measure(std::vector<Way>& ways) {
    for (int i = 0; i < times; ++i) {
        for (auto& way : ways) {
            const auto start = std::chrono::steady_clock::now();
            const auto busy_before = std::clock();
            way.work();
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
            const auto busy = static_cast<double>(std::clock() - busy_before) / CLOCKS_PER_SEC;
            way.seconds = i == 0 ? took.count() : std::min(way.seconds, took.count());
            way.busy = i == 0 ? busy : std::min(way.busy, busy);
        }
    }
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

void report(const std::vector<Way>& ways) {
    for (const auto& way : ways) {
        fmt::print("{:<36}{:>6.1f} million rows a second{:>8.1f} ns of processors a row\n",
                   way.name, static_cast<double>(rows) / way.seconds / 1e6,
                   way.busy * 1e9 / static_cast<double>(rows));
    }
}

}  // namespace

int main(int argc, char** argv) {
    ConversionSpec spec;
    spec.column = "code";
    spec.from = "soc2010";
    spec.to = "soc2018";
    spec.weights = {{WeightKind::equal, "equal"}};
    const Conversion carry(builtin_catalog(), spec);
    spec.sums = {"wage"};
    const Conversion sum(builtin_catalog(), spec);
    spec.sums.clear();
    spec.means = {"wage"};
    const Conversion mean(builtin_catalog(), spec);
    const auto data = sample(builtin_catalog().edition(EditionId::parse("soc2010")));
    const ConvertOutputs nowhere{[](std::string_view) {}, [](std::string_view) {}};
    const DataColumn codes{"code", std::span{data.codes}};
    const DataColumn coded{"code", CodedTexts{data.values, data.places}};
    const DataColumn wages{"wage", std::span{data.wages}};
    const DataColumn real_wages{"wage", std::span{data.real_wages}};
    const auto of_text = [&](const Conversion& conversion) {
        static_cast<void>(conversion.run(bytes_of(std::string_view{data.text}), nowhere));
    };
    const auto of_made_text = [&](const Conversion& conversion) {
        const auto text = text_of(data);
        static_cast<void>(conversion.run(bytes_of(std::string_view{text}), nowhere));
    };
    std::vector<Way> ways{
        {"rows, text", [&] { of_text(carry); }},
        {"rows, text made of columns first", [&] { of_made_text(carry); }},
        {"rows, codes in memory", [&] { static_cast<void>(carry.carry({codes})); }},
        {"rows, values with places in memory", [&] { static_cast<void>(carry.carry({coded})); }},
        {"sums, text", [&] { of_text(sum); }},
        {"sums, text made of columns first", [&] { of_made_text(sum); }},
        {"sums, whole numbers in memory",
         [&] {
             static_cast<void>(sum.add_up({coded, wages}));
         }},
        {"sums, doubles in memory",
         [&] {
             static_cast<void>(sum.add_up({coded, real_wages}));
         }},
        {"means, text", [&] { of_text(mean); }},
        {"means, whole numbers in memory",
         [&] {
             static_cast<void>(mean.add_up({coded, wages}));
         }},
        {"means, doubles in memory",
         [&] {
             static_cast<void>(mean.add_up({coded, real_wages}));
         }},
    };
    const std::string_view wanted = argc > 1 ? argv[1] : "";
    ways.erase(
        std::remove_if(ways.begin(), ways.end(),
                       [&](const Way& way) { return way.name.find(wanted) == std::string::npos; }),
        ways.end());
    measure(ways);
    report(ways);
    return 0;
}
