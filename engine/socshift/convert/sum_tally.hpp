#pragma once

// Internal: not installed. What one thread adds up.

#include "socshift/convert/intake.hpp"
#include "socshift/convert/slot_sums.hpp"
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

/// An exact sum of weights, and of weights times figures, of numbers that one pair of 64 and 128
/// bits does not hold.
struct LargeMeanSum {
    DecimalSum weight;
    DecimalSum product;
};

/// An exact sum of weights, and of weights times figures: of the usual size. What is larger goes to
/// a LargeMeanSum, which the caller has.
class MeanSum {
public:
    /// Adds a row. @p weight: of the row; nullptr: 1. No effect unless both cells are numbers. @p
    /// large gives the LargeMeanSum& of this sum, if it needs one.
    template <typename Large>
    void add(const SumCell& figure, const SumCell* weight, const Large& large) {
        if (!figure.is_number() || (weight != nullptr && !weight->is_number())) {
            return;
        }
        constexpr std::int64_t one = 1'000'000;
        static_assert(SumCell::fixed_decimals == 6);
        std::int64_t weights = 0;
        Int128 products = 0;
        if (figure.kind == SumCell::Kind::fixed &&
            (weight == nullptr || weight->kind == SumCell::Kind::fixed)) {
            const auto by = weight == nullptr ? one : weight->fixed;
            if (!__builtin_add_overflow(weight_, by, &weights) &&
                !__builtin_add_overflow(product_, Int128{figure.fixed} * by, &products)) {
                weight_ = weights;
                product_ = products;
                any_ = true;
                return;
            }
        }
        add_large(figure, weight, large());
    }

    /// Whether anything counts.
    [[nodiscard]] bool any() const noexcept { return any_; }

    /// Without what add() put elsewhere. Times 10^-6, and times 10^-12.
    [[nodiscard]] std::int64_t weight() const noexcept { return weight_; }
    [[nodiscard]] Int128 product() const noexcept { return product_; }

private:
    void add_large(const SumCell& figure, const SumCell* weight, LargeMeanSum& large);

    Int128 product_ = 0;       // times 10^-12
    std::int64_t weight_ = 0;  // times 10^-6
    bool any_ = false;
};

/// One column of means, as far as one thread has seen it.
struct MeanTally {
    MeanSum in;
    MeanSum rejected;
    LargeMeanSum large_in = {};
    LargeMeanSum large_rejected = {};

    static void add(const MeanSum& sum, const LargeMeanSum& large, DecimalSum& weight,
                    DecimalSum& product);
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
    SumsWorker(const ConvertRequest& request, Intake& intake, const SumPlaces& places,
               std::size_t items, const std::vector<bool>* all_rows_of);

    /// @throws Error if there are more combinations of keys than the request allows.
    void work(RowBlock& block) override;

    [[nodiscard]] const RowJudge& judge() const noexcept { return judge_; }
    /// As SumPlaces::numbers().
    [[nodiscard]] const std::vector<SumTally>& columns() const noexcept { return columns_; }
    [[nodiscard]] const std::vector<MeanTally>& means() const noexcept { return means_; }

    /// What slots are of; nullptr: each source item is one.
    [[nodiscard]] const SumKeys* keys() const noexcept { return keys_ ? &*keys_ : nullptr; }

    /// Has the next two find in the processor's cache what they will look at.
    void prefetch(std::size_t slot) const noexcept {
        __builtin_prefetch(fixed_.data() + slot * sums_);
        __builtin_prefetch(slot_means_.data() + slot * means_.size());
    }

    /// Adds what was carried of @p slot in a column of sums, if any row had a number, to @p to of
    /// @p sums; in the second form: false if none had.
    void add_carried(std::size_t column, std::size_t slot, SlotSums& sums, std::size_t to) const;
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

    /// Adds what was carried of @p slot in a column of means, if anything counts, to @p to of @p
    /// weights and @p products.
    void add_carried_mean(std::size_t mean, std::size_t slot, SlotSums& weights, SlotSums& products,
                          std::size_t to) const;

private:
    /// A row that was read and is not added yet: its slot is far away in memory.
    struct Waiting {
        std::uint32_t row = 0;
        std::uint32_t keys = 0;
        std::uint32_t item = 0;
        std::uint32_t slot = 0;
        bool is_first = false;  // that is carried by its verdict
    };

    void carry(RowBlock& block, const BlockRow& row, std::uint32_t number,
               const RowJudge::Judged& judged);
    void add_waiting(RowBlock& block);
    void add(std::size_t slot);
    /// Moves @p sum, that of @p slot in @p column, to where there is room for what does not fit.
    void spill(std::int64_t& sum, std::size_t column, std::size_t slot);
    /// The weight of the row at hand; nullptr: 1.
    [[nodiscard]] const SumCell* weight() const noexcept {
        return has_weight_ ? &cells_[columns_.size() - 1] : nullptr;
    }
    void count_row(std::size_t slot);
    [[nodiscard]] bool is_reported(std::size_t slot, std::uint32_t keys, std::size_t item);
    [[nodiscard]] std::optional<Refusal> read(const BlockRow& row);
    [[nodiscard]] bool is_weight_negative() const noexcept;
    void reject_cells();
    void make_room(std::size_t slots);
    void use_cells(std::size_t row) noexcept;

    const ConvertRequest& request_;
    RowJudge judge_;
    std::optional<SumKeys> keys_;
    std::vector<SumTally> columns_;
    std::vector<MeanTally> means_;
    std::vector<Waiting> waiting_;
    std::vector<SumCell> all_cells_;  // of rows that wait and the one at hand; by column
    SumCell* cells_ = nullptr;        // of the row at hand
    std::size_t sums_;                // so many of the columns
    bool has_weight_;
    bool counts_rows_;
    const std::vector<bool>* all_rows_of_;
    std::vector<std::uint8_t> reported_;  // by slot, how many rows; none without all_rows_of_
    std::vector<bool> has_repeats_;       // by keys, that they are reported: no need for more
    // Carried, by slot and in it by column: near each other, because they are used together.
    std::vector<std::int64_t> fixed_;  // as SumCell::fixed; no_number
    std::vector<MeanSum> slot_means_;
    std::vector<std::uint64_t> rows_;                       // if they are counted, as the next
    std::vector<std::uint64_t> without_number_;             // as fixed_
    std::vector<std::map<std::size_t, DecimalSum>> large_;  // by column, then by slot
    std::vector<std::map<std::size_t, LargeMeanSum>> large_means_;  // the same
    std::vector<std::map<std::size_t, std::uint64_t>> missing_;     // the same
    std::string storage_;
};

}  // namespace socshift
