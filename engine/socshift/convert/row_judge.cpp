#include "socshift/convert/row_judge.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/delimited_text.hpp"

#include <fmt/core.h>

namespace socshift {

namespace {

/// What a thread remembers of the cells of source columns: years, names of surveys, groups of rows.
constexpr std::size_t most_source_cells = std::size_t{1} << 14U;

}  // namespace

void RowJudge::carry_first(RowBlock& block, std::size_t number, const Judged& judged) {
    if (judged.entry_ == nullptr) {
        unremembered_.add(*judged.verdict_, 1);
    }
    if (judged.verdict().repairs.any()) {
        block.repaired.push_back({static_cast<std::uint32_t>(number), &judged.verdict()});
    }
}

FormatError too_many_waves(const std::string& file, const std::string& column) {
    return {{file, 1, 0},
            fmt::format("column '{}' has more than {} different values; expected one for each wave",
                        column, most_waves)};
}

/// A new wave has no rows.
WaveRows& RowJudge::wave_named(const std::string& value) {
    auto& wave = waves_[value];
    if (waves_.size() > most_waves) {
        throw too_many_waves(rules_.file, rules_.sources->wave);
    }
    return wave;
}

/// The number of a new place for @p row.
std::uint32_t RowJudge::look_up_place(const BlockRow& row) {
    std::vector<std::string> cells;
    for (const auto at : rules_.source_columns) {
        cells.emplace_back(field_text(row.field(at), storage_));
    }
    if (!rules_.sources->wave.empty()) {
        if (rules_.sources->waves.count(cells.front()) > 0) {
            named_editions_.insert(cells.front());
        } else {
            keep_first(no_editions_, cells.front());
        }
    }
    RowPlace place{rules_.sources->names_wave(cells) ? no_group : no_choice, nullptr};
    if (const auto choice = rules_.sources->place(cells)) {
        place.choice = static_cast<std::uint32_t>(*choice);
        place.wave = rules_.sources->wave.empty() ? nullptr : &wave_named(cells.front());
    }
    places_.push_back(place);
    return static_cast<std::uint32_t>(places_.size() - 1);
}

RowJudge::RowPlace RowJudge::place_of(const BlockRow& row) {
    auto cells = row.field(rules_.source_columns.front());
    if (rules_.source_columns.size() > 1) {
        source_cells_.assign(cells);
        for (std::size_t i = 1; i < rules_.source_columns.size(); ++i) {
            source_cells_ += '\0';  // which no file has
            source_cells_ += row.field(rules_.source_columns[i]);
        }
        const auto size = source_cells_.size();
        source_cells_.append(CellTable::longest + 1, '\0');  // pack() reads so far
        cells = std::string_view{source_cells_}.substr(0, size);
    }
    const bool is_short = cells.size() <= CellTable::longest;
    const auto key = is_short ? CellTable::pack(cells.data(), cells.size()) : CellTable::Key{};
    if (is_short) {
        if (const auto known = known_places_.find(key); known != CellTable::none) {
            return places_[known];
        }
    } else if (const auto known = long_places_.find(cells); known != long_places_.end()) {
        return places_[known->second];
    }
    const auto number = look_up_place(row);
    const auto place = places_[number];
    if (number >= most_source_cells) {
        places_.pop_back();
    } else if (is_short) {
        known_places_.add(key, number);
    } else {
        long_places_.emplace(cells, number);
    }
    return place;
}

VerdictCache::Entry* RowJudge::find_in_memory(std::size_t choice, const BlockRow& row) {
    const auto& codes = row.cells().texts(rules_.code_column);
    if (codes.places == nullptr) {
        if (codes.texts == nullptr) {
            return cache_.find(choice, row.field(rules_.code_column), spare_);
        }
        const auto text = codes.texts[row.number()];
        // A cell that starts with a quote is another one than its text.
        if (!text.empty() && text.size() <= CellTable::longest && text.front() != '"') {
            const auto key = CellTable::pack_exactly(text.data(), text.size());
            if (auto* const known = cache_.known(choice, key)) {
                return known;
            }
        }
        return cache_.find(choice, row.field(rules_.code_column), spare_);
    }
    if (codes.list != list_) {
        list_ = codes.list;
        const bool is_kept = has_one_choice_ && codes.values <= most_values;
        by_place_.assign(is_kept ? codes.values : 0, CellTable::none);
    }
    // Below 0 is no place: an empty cell.
    const auto place = static_cast<std::size_t>(codes.places[row.number()]);
    const bool has_place = place < by_place_.size();
    if (has_place && by_place_[place] != CellTable::none) {
        return &cache_.entry(by_place_[place]);
    }
    auto* const entry = cache_.find(choice, row.field(rules_.code_column), spare_);
    if (entry != nullptr && has_place) {
        by_place_[place] = cache_.number_of(*entry);
    }
    return entry;
}

CarriedRows RowJudge::carried() const {
    auto all = unremembered_;
    for (const auto& entry : cache_.entries()) {
        if (entry.carried > 0) {
            all.add(*entry.verdict, entry.carried);
        }
    }
    return all;
}

}  // namespace socshift
