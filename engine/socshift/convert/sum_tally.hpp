#pragma once

// Internal: not installed. What one thread adds up.

#include "socshift/convert/intake.hpp"
#include "socshift/convert/sum_header.hpp"
#include "socshift/convert/sum_keys.hpp"
#include "socshift/numbers/stand_ins.hpp"
#include "socshift/numbers/sum_cell.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// What one row adds to a mean. No effect on the mean unless both cells are numbers.
class MeanAmount {
public:
    /// @p weight: of the row; nullptr: 1.
    void read(const SumCell& figure, const SumCell* weight);

private:
    friend class MeanSum;
    enum class Kind { none, fixed, large };

    Kind kind_ = Kind::none;
    std::int64_t weight_ = 0;  // times 10^-6
    Int128 product_ = 0;       // times 10^-12
    Decimal large_figure_;     // of kind `large`, as the next
    Decimal large_weight_;
};

/// An exact sum of weights, and of weights times figures.
class MeanSum {
public:
    void add(const MeanAmount& amount);

    /// Whether anything counts.
    [[nodiscard]] bool any() const noexcept { return any_; }

    void add_to(DecimalSum& weight, DecimalSum& product) const;

private:
    Int128 weight_ = 0;   // times 10^-6
    Int128 product_ = 0;  // times 10^-12
    DecimalSum large_weight_;
    DecimalSum large_product_;
    bool any_ = false;
};

/// One column of means, as far as one thread has seen it.
struct MeanTally {
    MeanSum in;
    MeanSum rejected;
};

/// One column of numbers, as far as one thread has seen it.
struct SumTally {
    std::size_t at = 0;     // in a record
    unsigned decimals = 0;  // the most that were written
    std::uint64_t empty_cells = 0;
    FixedSum in;
    FixedSum rejected;
    FigureReader figures;
    FigureCounts counts = {};
    StandIns stand_ins = {};
};

/// Adds up the rows of blocks.
class SumsWorker : public RowWorker {
public:
    /// @p all_rows_of: SumGuard::all_rows_of().
    SumsWorker(Intake& intake, const SumPlaces& places, std::size_t items,
               const std::vector<bool>* all_rows_of);

    void work(RowBlock& block) override;

    [[nodiscard]] const RowJudge& judge() const noexcept { return judge_; }
    /// As SumPlaces::numbers().
    [[nodiscard]] const std::vector<SumTally>& columns() const noexcept { return columns_; }
    [[nodiscard]] const std::vector<MeanTally>& means() const noexcept { return means_; }

    /// What slots are of; nullptr: each source item is one.
    [[nodiscard]] const SumKeys* keys() const noexcept { return keys_ ? &*keys_ : nullptr; }

    /// Adds what was carried of @p slot in a column of sums; false if no row had a number.
    bool add_carried(std::size_t column, std::size_t slot, DecimalSum& sum) const;

    /// Of SumPlaces::counts_rows: rows carried of @p slot, and those of them without a number in a
    /// column of sums.
    [[nodiscard]] std::uint64_t rows_of(std::size_t slot) const { return rows_[slot]; }
    [[nodiscard]] std::uint64_t without_number_of(std::size_t column, std::size_t slot) const {
        return without_number_[slot * sums_ + column];
    }

    /// How many figures of carried rows of each slot are missing in @p column, one of columns().
    [[nodiscard]] const std::map<std::size_t, std::uint64_t>& missing(std::size_t column) const {
        return missing_[column];
    }

    /// What was carried of @p slot in a column of means.
    [[nodiscard]] const MeanSum& carried_mean(std::size_t mean, std::size_t slot) const {
        return slot_means_[slot * means_.size() + mean];
    }

private:
    /// A row that was read and is not added yet: its slot is far away in memory.
    struct Waiting {
        std::uint32_t row = 0;
        std::uint32_t keys = 0;
        std::size_t item = 0;
        std::size_t slot = 0;
    };

    void carry(RowBlock& block, const BlockRow& row, std::uint32_t number,
               const RowJudge::Judged& judged);
    void add_waiting(RowBlock& block);
    void add(std::size_t slot);
    void count_row(std::size_t slot);
    [[nodiscard]] bool is_reported(std::size_t slot, std::size_t item);
    [[nodiscard]] std::optional<Refusal> read(const BlockRow& row);
    void read_means();
    [[nodiscard]] bool is_weight_negative() const noexcept;
    void reject_cells();
    void make_room(std::size_t slots);
    void use_cells(std::size_t row) noexcept;

    RowJudge judge_;
    std::optional<SumKeys> keys_;
    std::vector<SumTally> columns_;
    std::vector<MeanTally> means_;
    std::vector<Waiting> waiting_;
    std::vector<SumCell> all_cells_;  // of rows that wait and the one at hand; by column
    std::vector<MeanAmount> all_mean_amounts_;
    SumCell* cells_ = nullptr;  // of the row at hand
    MeanAmount* mean_amounts_ = nullptr;
    std::size_t sums_;  // so many of the columns
    bool has_weight_;
    bool counts_rows_;
    const std::vector<bool>* all_rows_of_;
    std::vector<std::uint8_t> reported_;  // by slot, how many rows; none without all_rows_of_
    // Carried, by slot and in it by column: near each other, because they are used together.
    std::vector<Int128> fixed_;
    std::vector<char> any_;  // whether there was a number
    std::vector<MeanSum> slot_means_;
    std::vector<std::uint64_t> rows_;                            // if they are counted, as the next
    std::vector<std::uint64_t> without_number_;                  // as any_
    std::vector<std::map<std::size_t, DecimalSum>> large_;       // by column, then by slot
    std::vector<std::map<std::size_t, std::uint64_t>> missing_;  // the same
    std::string storage_;
};

}  // namespace socshift
