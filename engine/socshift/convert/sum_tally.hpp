#pragma once

// Internal: not installed. What one thread adds up.

#include "socshift/convert/decimal.hpp"
#include "socshift/convert/intake.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

__extension__ using Int128 = __int128;

/// One cell of a column that is added up.
struct SumCell {
    enum class Kind { fixed, large, empty, not_a_number };

    /// @p raw as it stands in the file, with 16 readable bytes from any of its own on. @p storage
    /// is room to work in.
    void read(std::string_view raw, std::string& storage) {
        const bool quoted = raw.size() >= 2 && raw.front() == '"' && raw.back() == '"';
        if (!read_fixed(quoted ? raw.substr(1, raw.size() - 2) : raw)) {
            read_closely(raw, storage);
        }
    }

    [[nodiscard]] bool is_number() const noexcept {
        return kind == Kind::fixed || kind == Kind::large;
    }

    Kind kind = Kind::empty;
    unsigned decimals = 0;   // as written
    std::int64_t fixed = 0;  // times 10^-6
    Decimal large;           // of that kind only: what is not so small or so plain

private:
    [[nodiscard]] bool read_fixed(std::string_view text) noexcept;
    [[nodiscard]] bool read_unsigned(std::string_view text, std::size_t written) noexcept;
    void read_closely(std::string_view raw, std::string& storage);
};

/// An exact sum, quick for numbers of the usual size.
class FixedSum {
public:
    /// Needs a number. Exact for 10^19 numbers.
    void add(const SumCell& cell) {
        if (cell.kind == SumCell::Kind::fixed) {
            fixed_ += cell.fixed;
        } else {
            large_.add(cell.large);
        }
    }

    void add_to(DecimalSum& sum) const;

private:
    Int128 fixed_ = 0;
    DecimalSum large_;
};

/// One column, as far as one thread has seen it.
struct SumTally {
    std::size_t at = 0;     // in a record
    unsigned decimals = 0;  // the most that were written
    std::uint64_t empty_cells = 0;
    FixedSum in;
    FixedSum rejected;
};

/// Adds up the rows of blocks.
class SumsWorker : public RowWorker {
public:
    /// @p places of the columns.
    SumsWorker(Intake& intake, const std::vector<std::size_t>& places, std::size_t items);

    void work(TextBlock& block) override;

    [[nodiscard]] const RowJudge& judge() const noexcept { return judge_; }
    [[nodiscard]] const std::vector<SumTally>& columns() const noexcept { return columns_; }

    /// Adds what was carried of source item @p item; false if no row had a number.
    bool add_carried(std::size_t column, std::size_t item, DecimalSum& sum) const;

private:
    void carry(TextBlock& block, const BlockRow& row, std::uint32_t number,
               const RowJudge::Judged& judged);
    [[nodiscard]] std::uint32_t read(const BlockRow& row);
    void reject_cells();

    RowJudge judge_;
    std::vector<SumTally> columns_;
    std::vector<SumCell> cells_;  // of the row at hand, by column
    // Carried, by source item and in it by column: near each other, because they are used together.
    std::vector<Int128> fixed_;
    std::vector<char> any_;                                 // whether there was a number
    std::vector<std::map<std::size_t, DecimalSum>> large_;  // by column, then by item
    std::string storage_;
};

}  // namespace socshift
