#include "socshift/recognise/column_tally.hpp"

#include "socshift/base/utf8.hpp"
#include "socshift/recognise/no_code.hpp"

#include <algorithm>

namespace socshift {

std::optional<std::size_t> ColumnTally::add(std::string_view cell, std::uint64_t line,
                                            Readings& readings,
                                            const std::vector<std::string>& no_code) {
    const auto core = strip(cell);
    if (core.text.empty()) {
        ++empty_;
        return std::nullopt;
    }
    if (std::find(no_code.begin(), no_code.end(), core.text) != no_code.end()) {
        ++no_code_;
        return std::nullopt;
    }
    const auto found = readings.find(core);
    const bool is_word = (!found || core.text.size() <= 4) && is_word_for_no_code(core.text);
    if (!found && is_word) {
        ++no_code_;
        return std::nullopt;
    }
    ++rows_;
    if (found) {
        if (is_word) {
            word_readings_.insert(found->reading);
        }
        ++explained_;
        if (by_reading_.size() <= found->reading) {
            by_reading_.resize(readings.size());
        }
        ++by_reading_[found->reading];
        repaired_.add(found->repairs, 1);
        return found->reading;
    }
    // Longer text is cut for the report, between two characters.
    const std::string key{first_bytes(core.text, longest_code)};
    if (const auto known = unknown_.find(key); known != unknown_.end()) {
        ++known->second.rows;
    } else if (unknown_.size() < most_unexplained) {
        unknown_.emplace(key, Unknown{1, line});
    } else {
        ++rows_not_kept_;
    }
    return std::nullopt;
}

void ColumnTally::settle(const Readings& readings) {
    std::set<std::size_t> explaining;  // editions, of other cells
    for (std::size_t reading = 0; reading < by_reading_.size(); ++reading) {
        if (by_reading_[reading] > 0 && word_readings_.count(reading) == 0) {
            for (const auto& place : readings[reading].places) {
                explaining.insert(place.edition);
            }
        }
    }
    for (const auto reading : word_readings_) {
        const auto& [code, places, signature] = readings[reading];
        const bool is_code =
            explaining.empty() || std::any_of(places.begin(), places.end(), [&](const auto& place) {
                return explaining.count(place.edition) != 0;
            });
        if (is_code) {
            continue;
        }
        // No other reading has its signature, which is of editions that explain nothing else.
        for (auto& group : parts_) {
            for (auto& part : group) {
                part.erase(signature);
            }
        }
        no_code_ += by_reading_[reading];
        rows_ -= by_reading_[reading];
        explained_ -= by_reading_[reading];
        by_reading_[reading] = 0;
    }
}

void ColumnTally::add_to_part(std::size_t group, std::size_t value, std::size_t reading,
                              std::size_t signature) {
    if (parts_.size() <= group) {
        parts_.resize(group + 1);
    }
    auto& parts = parts_[group];
    if (parts.size() <= value) {
        parts.resize(value + 1);
    }
    auto& of = parts[value].try_emplace(signature, Signed{0, reading, false}).first->second;
    ++of.rows;
    of.several |= of.first != reading;
}

void ColumnTally::drop_group(std::size_t group) {
    if (group < parts_.size()) {
        parts_[group] = {};
    }
}

const std::vector<ColumnTally::Part>& ColumnTally::parts(std::size_t group) const {
    static const std::vector<Part> none;
    return group < parts_.size() ? parts_[group] : none;
}

std::optional<std::size_t> GroupValues::add(std::string_view text) {
    if (!is_live_) {
        return std::nullopt;
    }
    if (const auto known = places_.find(text); known != places_.end()) {
        return known->second;
    }
    if (values_.size() == most_group_values || text.size() > longest_code) {
        is_live_ = false;
        values_ = {};
        places_ = {};
        return std::nullopt;
    }
    places_.emplace(text, values_.size());
    values_.emplace_back(text);
    return values_.size() - 1;
}

}  // namespace socshift
