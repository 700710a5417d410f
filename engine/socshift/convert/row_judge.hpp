#pragma once

// Internal: not installed. What one thread decides about the rows it sees.

#include "socshift/base/error.hpp"
#include "socshift/convert/row_block.hpp"
#include "socshift/convert/row_feed.hpp"
#include "socshift/convert/verdicts.hpp"
#include "socshift/io/columns.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace socshift {

/// What is to be known about a file before its rows can be judged.
struct RowRules {
    std::size_t columns = 0;
    std::size_t code_column = 0;
    const SourceColumns* sources = nullptr;   // if rows do not all go by the first choice
    std::vector<std::size_t> source_columns;  // places of its columns
    bool is_in_memory = false;                // columns, and not a text
    std::string file;                         // for messages
    RowFilters filters;
    Verdict ragged;       // on a row with another number of columns
    Verdict stray;        // on a row that goes by no choice: its wave has none
    Verdict stray_group;  // or its group has none
};

/// So many waves a file may have: the years of any panel many times over.
inline constexpr std::size_t most_waves = 1000;

/// That the column of waves has more different values.
[[nodiscard]] FormatError too_many_waves(const std::string& file, const std::string& column);

/// The rows of one wave, as far as one thread has seen them.
struct WaveRows {
    std::uint64_t rows = 0;
    std::uint64_t carried = 0;
    std::uint64_t by_wave = 0;  // of them, by an edition that other rows of the wave decide
};

/// By value of the column of waves.
using RowsByWave = std::map<std::string, WaveRows, std::less<>>;

/// Judges rows and counts them. One for each thread; only the store is shared.
class RowJudge {
public:
    /// What is to be done with a row. Good until the next row is judged; the verdict as long as
    /// the block.
    class Judged {
    public:
        Judged() = default;  // left out
        explicit Judged(const Verdict& verdict) : verdict_(&verdict) {}
        explicit Judged(VerdictCache::Entry& entry) : entry_(&entry) {}

        /// By a filter.
        [[nodiscard]] bool is_left_out() const noexcept {
            return entry_ == nullptr && verdict_ == nullptr;
        }
        [[nodiscard]] bool is_carried() const noexcept {
            return entry_ != nullptr ? entry_->is_carried
                                     : verdict_ != nullptr && verdict_->carried;
        }

        /// Carried, but for a part that goes nowhere.
        [[nodiscard]] bool in_part() const noexcept {
            return entry_ != nullptr ? entry_->in_part : verdict_ != nullptr && verdict_->in_part;
        }

        // Not when left out.
        [[nodiscard]] std::size_t item() const noexcept {
            return entry_ != nullptr ? entry_->item : verdict_->item;
        }
        [[nodiscard]] const Verdict& verdict() const noexcept {
            return entry_ != nullptr ? *entry_->verdict : *verdict_;
        }

    private:
        friend class RowJudge;
        VerdictCache::Entry* entry_ = nullptr;  // where it is remembered, if it is
        const Verdict* verdict_ = nullptr;
    };

    RowJudge(const RowRules& rules, VerdictStore& store, const CodedEditions& sources)
        : rules_(rules),
          filters_(rules.filters),
          cache_(store, sources.choices().size()),
          is_in_memory_(rules.is_in_memory),
          has_one_choice_(sources.choices().size() == 1),
          unremembered_(sources.items()) {}

    /// An empty line is no row, unless it is an empty cell.
    [[nodiscard]] bool is_row(const BlockRow& row) const noexcept {
        return !row.empty() || rules_.columns == 1;
    }

    [[nodiscard, gnu::always_inline]] inline Judged judge(RowBlock& block, const BlockRow& row) {
        ++rows_in_;
        if (row.fields() != rules_.columns) {
            return Judged{rules_.ragged};
        }
        if (!filters_.passes([&](std::size_t at) { return row.field(at); })) {
            ++rows_filtered_;
            return {};
        }
        std::size_t choice = 0;
        if (rules_.sources != nullptr) {
            const auto place = place_of(row);
            if (place.choice == no_choice) {
                return Judged{rules_.stray};
            }
            if (place.choice == no_group) {
                return Judged{rules_.stray_group};
            }
            choice = place.choice;
            wave_ = place.wave;
            if (wave_ != nullptr) {
                ++wave_->rows;
            }
        }
        auto* const entry = is_in_memory_
                                ? find_in_memory(choice, row)
                                : cache_.find(choice, row.field(rules_.code_column), spare_);
        if (entry != nullptr) {
            return Judged{*entry};
        }
        return Judged{block.verdicts.emplace_back(std::move(spare_))};
    }

    /// Counts row @p number of @p block as carried. True if this thread never carried one by this
    /// verdict before; then it is noted if it needed a repair.
    bool carry(RowBlock& block, std::size_t number, const Judged& judged) {
        if (wave_ != nullptr) {
            ++wave_->carried;
            wave_->by_wave += is_by_wave(judged) ? 1U : 0U;
        }
        if (judged.entry_ != nullptr && judged.entry_->carried++ != 0) {
            return false;
        }
        carry_first(block, number, judged);
        return true;
    }

    [[nodiscard]] std::uint64_t rows_in() const noexcept { return rows_in_; }
    [[nodiscard]] std::uint64_t rows_filtered() const noexcept { return rows_filtered_; }
    [[nodiscard]] CarriedRows carried() const;

    /// Empty if there is no column of waves.
    [[nodiscard]] const RowsByWave& by_wave() const noexcept { return waves_; }
    [[nodiscard]] const RowFilters& filters() const noexcept { return filters_; }

    /// Cells of the column of editions that it knows, and some that it does not.
    using Texts = std::set<std::string, std::less<>>;
    [[nodiscard]] const Texts& named_editions() const noexcept { return named_editions_; }
    [[nodiscard]] const Texts& no_editions() const noexcept { return no_editions_; }

private:
    /// VerdictCache::find() of the code of a row in memory, without making a cell of it if it was
    /// met before.
    [[nodiscard]] VerdictCache::Entry* find_in_memory(std::size_t choice, const BlockRow& row);

    void carry_first(RowBlock& block, std::size_t number, const Judged& judged);
    /// By which choice a row goes, and its wave, if there is a column of waves.
    struct RowPlace {
        std::uint32_t choice = 0;
        WaveRows* wave = nullptr;
    };
    static constexpr std::uint32_t no_choice = static_cast<std::uint32_t>(-1);
    static constexpr std::uint32_t no_group = static_cast<std::uint32_t>(-2);

    [[nodiscard]] static bool is_by_wave(const Judged& judged) noexcept {
        return judged.entry_ != nullptr ? judged.entry_->by_wave : judged.verdict_->by_wave;
    }
    [[nodiscard]] RowPlace place_of(const BlockRow& row);
    [[nodiscard]] std::uint32_t look_up_place(const BlockRow& row);
    [[nodiscard]] WaveRows& wave_named(const std::string& value);

    static constexpr std::size_t most_values = std::size_t{1} << 16U;

    const RowRules& rules_;
    RowFilters filters_;
    VerdictCache cache_;
    bool is_in_memory_;
    bool has_one_choice_;
    std::vector<std::uint32_t> by_place_;  // of the code's values: of each its number in entries
    std::uint64_t list_ = 0;               // of values, TextCells::list
    std::vector<RowPlace> places_;
    CellTable known_places_;  // in places_, by short cells of the source columns
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> long_places_;
    RowsByWave waves_;          // its entries stay where they are
    WaveRows* wave_ = nullptr;  // of the row at hand
    CarriedRows unremembered_;
    Verdict spare_;
    Texts named_editions_;
    Texts no_editions_;
    std::string storage_;
    std::string source_cells_;
    std::uint64_t rows_in_ = 0;
    std::uint64_t rows_filtered_ = 0;
};

}  // namespace socshift
