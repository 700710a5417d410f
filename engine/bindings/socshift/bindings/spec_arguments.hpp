#pragma once

// Arguments of conversions and assignments, as a binding gets them, made into parts of specs. All
// @throw ArgumentError.

#include "socshift/bindings/said.hpp"
#include "socshift/convert/assign_spec.hpp"
#include "socshift/convert/conversion_spec.hpp"
#include "socshift/recognise/repairs.hpp"
#include "socshift/weights/route_weights.hpp"
#include "socshift/weights/weights_order.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::bindings {

/// The argument that says a field of a spec; @p from: what "from" is called.
[[nodiscard]] inline std::string argument_of(std::string_view field, const char* from) {
    const std::array<std::pair<std::string_view, std::string_view>, 7> others{{
        {"from", from},
        {"sums", "sum"},
        {"means", "mean"},
        {"repairs", "repair"},
        {"decisions", "learn"},
        {"person", "last_by"},
        {"period", "last_by"},
    }};
    for (const auto& [name, argument] : others) {
        if (name == field) {
            return std::string{argument};
        }
    }
    return std::string{field};
}

/// What a spec says that names something of the catalog, by argument; @p from: what "from" is
/// called.
[[nodiscard]] inline std::vector<Said> said_names(const ConversionSpec& spec, const char* from) {
    std::vector<std::string> via;
    for (const auto& way : spec.via) {
        via.push_back(way.from);
        via.insert(via.end(), way.over.begin(), way.over.end());
    }
    std::vector<std::string> map;
    for (const auto& [value, edition] : spec.edition_map) {
        map.push_back(edition);
    }
    std::vector<std::string> editions{spec.from};
    for (std::size_t at = 0, end = 0; end != std::string::npos; at = end + 1) {
        end = spec.from.find_first_of(",+", at);
        editions.push_back(spec.from.substr(at, end - at));
    }
    return {{from, editions}, {"to", {spec.to}},    {"families", spec.families},
            {"via", via},     {"edition_map", map}, {"level", {spec.level}}};
}

[[nodiscard]] inline std::vector<Said> said_names(const AssignSpec& spec, const char* from) {
    return {
        {"to", {spec.to}}, {from, {spec.from}}, {"via", spec.via}, {"fall_back", {spec.fall_back}}};
}

/// A score from 0 to 1 in thousandths.
[[nodiscard]] inline std::uint32_t score_of(const char* argument, double score) {
    constexpr double thousand = 1000;
    if (!(score >= 0 && score <= 1)) {
        throw ArgumentError(argument, "expected a score from 0 to 1");
    }
    return static_cast<std::uint32_t>(score * thousand + 0.5);
}

/// A sign of figures, or the word for one.
[[nodiscard]] inline char sign_of(const char* argument, const std::string& text) {
    constexpr std::array<std::pair<std::string_view, char>, 4> words{
        {{"point", '.'}, {"comma", ','}, {"blank", ' '}, {"apostrophe", '\''}}};
    for (const auto& [word, sign] : words) {
        if (text == word) {
            return sign;
        }
    }
    if (text.size() != 1) {
        throw ArgumentError(
            argument,
            "expected one character, or point, comma, blank or apostrophe, found '" + text + "'");
    }
    return text.front();
}

/// Draws of a row.
[[nodiscard]] inline unsigned draws_of(double draws) {
    constexpr unsigned most = 100;
    if (!(draws >= 0 && draws <= most && draws == std::floor(draws))) {
        throw ArgumentError("draws", "expected 1 to " + std::to_string(most));
    }
    return static_cast<unsigned>(draws);
}

/// Repairs on request; "all": every one.
[[nodiscard]] inline std::vector<Repair> repairs_of(const std::vector<std::string>& words) {
    std::vector<Repair> all;
    std::vector<std::string> names{"all"};
    for (const auto& [repair, name] : word_table<Repair>) {
        if (is_on_request(repair)) {
            all.push_back(repair);
            names.emplace_back(name);
        }
    }
    std::vector<Repair> out;
    for (const auto& word : words) {
        if (word == "all") {
            out.insert(out.end(), all.begin(), all.end());
        } else if (const auto repair = value_of<Repair>(word)) {
            out.push_back(*repair);  // whoever takes the spec says if it is made always
        } else {
            throw unknown_word("repair", word, names);
        }
    }
    return out;
}

/// One kind of weights, or a file of them.
[[nodiscard]] inline WeightChoice weight_choice(const char* argument, const std::string& name) {
    return of_argument(argument, [&] { return read_weight_choice(name); });
}

/// Kinds of weights and files of them, in their order.
[[nodiscard]] inline std::vector<WeightChoice> weights_of(const std::vector<std::string>& names) {
    std::string order;
    for (const auto& name : names) {
        if (name.empty() || name.find(',') != std::string::npos) {
            throw ArgumentError(
                "weights",
                "expected words, or names of files without a comma, found '" + name + "'");
        }
        order += (order.empty() ? "" : ",") + name;
    }
    if (order.empty()) {
        return {};
    }
    return of_argument("weights", [&] { return read_weights_order(order); });
}

/// Groups of rows, of which ranges of values are said as one.
[[nodiscard]] inline WeightGrouping grouping_of(
    std::string group, std::string column,
    const std::vector<std::pair<std::string, std::string>>& words) {
    WeightGrouping out{std::move(group), std::move(column), {}};
    for (const auto& [value, word] : words) {
        const auto each =
            of_argument("weights_values", [&] { return values_of_whole_range(value); });
        for (const auto& one : each) {
            out.words.emplace_back(one, word);
        }
    }
    return out;
}

}  // namespace socshift::bindings
