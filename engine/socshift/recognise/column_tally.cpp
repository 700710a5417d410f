#include "socshift/recognise/column_tally.hpp"

#include "socshift/base/utf8.hpp"
#include "socshift/recognise/no_code.hpp"

#include <algorithm>

namespace socshift {

namespace {

bool is_year(std::string_view text) {
    return text.size() == 4 && (text.starts_with("19") || text.starts_with("20")) &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

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
    const bool is_short = found && found->repairs.has(Repair::lost_zeros);
    const bool is_word = (!found || core.text.size() <= 4) && is_word_for_no_code(core.text);
    if (is_word && (!found || is_short)) {
        ++no_code_;
        return std::nullopt;
    }
    ++rows_;
    may_be_years_ = may_be_years_ && is_year(core.text);
    if (is_short) {
        auto& number = short_numbers_
                           .try_emplace(std::string{core.text},
                                        ShortNumber{found->reading, found->repairs, {0, line}})
                           .first->second;
        ++number.seen.rows;
        return std::nullopt;
    }
    if (found) {
        if (is_word) {
            word_readings_.insert(found->reading);
        }
        count(found->reading, found->repairs, 1, readings.size());
        return found->reading;
    }
    // Longer text is cut for the report, between two characters.
    add_unknown(std::string{first_bytes(core.text, longest_code)}, {1, line});
    return std::nullopt;
}

void ColumnTally::count(std::size_t reading, Repairs repairs, std::uint64_t rows,
                        std::size_t readings) {
    explained_ += rows;
    if (by_reading_.size() <= reading) {
        by_reading_.resize(readings);
    }
    by_reading_[reading] += rows;
    if (repairs.any()) {
        repaired_[reading].add(repairs, rows);
    }
}

void ColumnTally::add_unknown(const std::string& text, const Unknown& seen) {
    if (const auto known = unknown_.find(text); known != unknown_.end()) {
        known->second.rows += seen.rows;
    } else if (unknown_.size() < most_unexplained) {
        unknown_.emplace(text, seen);
    } else {
        rows_not_kept_ += seen.rows;
    }
}

/// Words for no code that are codes of an edition that explains nothing else.
void ColumnTally::settle_words(const Readings& readings) {
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
        repaired_.erase(reading);
    }
}

void ColumnTally::settle(const Readings& readings) {
    settle_words(readings);
    std::vector<std::uint64_t> rows(readings.editions().size());
    for (std::size_t reading = 0; reading < by_reading_.size(); ++reading) {
        for (const auto& place : readings[reading].places) {
            rows[place.edition] += by_reading_[reading];
        }
    }
    const auto most = rows.empty() ? 0 : *std::max_element(rows.begin(), rows.end());
    bool count_them = most > 0;
    for (std::size_t edition = 0; edition < rows.size(); ++edition) {
        count_them = count_them && (rows[edition] < most || readings.loses_zeros(edition));
    }
    for (const auto& [text, number] : short_numbers_) {
        if (count_them) {
            count(number.reading, number.repairs, number.seen.rows, readings.size());
        } else {
            add_unknown(text, number.seen);
        }
    }
    short_numbers_.clear();
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
