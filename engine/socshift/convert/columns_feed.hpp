#pragma once

// Internal: not installed. Columns in memory, as the rows that the kernels take.

#include "socshift/convert/data_columns.hpp"
#include "socshift/convert/row_feed.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace socshift {

/// What stands between cells: hardly any text has it.
inline constexpr char columns_delimiter = '\x1f';

/// Gives out rows of columns in memory, block by block: their cells stand where they are, and are
/// read as if they were those of a file. Rows are counted from 1 where a file has lines.
class ColumnsFeed : public RowFeed {
public:
    /// Refers to @p columns. @p file: for messages. @throws std::invalid_argument if there are
    /// none, or not all have as many rows.
    ColumnsFeed(const std::string& file, const std::vector<DataColumn>& columns);
    ~ColumnsFeed() override;

    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }

    void first_rows(const EachRow& each) const override;
    [[nodiscard]] NumberCells numbers(std::size_t place) const override;
    [[nodiscard]] TextCells texts(std::size_t place) const override;

    /// Cells that are asked for in a block throw FormatError for a text with a NUL byte, and
    /// std::out_of_range for a place in CodedTexts that is none.
    [[nodiscard]] bool next(RowBlock& block) override;
    void index(RowBlock& /*block*/) const override {}

    /// Puts the rows of @p block at the end of @p text, as lines of a file. @throws FormatError for
    /// texts of gigabytes; as cells.
    void write(const RowBlock& block, Bytes& text) const;

private:
    class Cells;
    class RawValues;

    void add_cell(Bytes& text, std::size_t column, std::uint64_t row) const;
    [[nodiscard]] std::string_view text_of(std::size_t column, std::uint64_t row) const;
    [[nodiscard]] std::size_t value_of(std::size_t column, std::uint64_t row) const;
    void check_nul(std::string_view text, std::uint64_t row) const;

    std::string file_;
    const std::vector<DataColumn>& columns_;
    std::vector<RawValues> values_;  // by column; of CodedTexts
    std::uint64_t rows_ = 0;
    std::uint64_t next_ = 0;
};

/// The text of a file that has these columns, with a header, cut by columns_delimiter. Refers to @p
/// columns.
[[nodiscard]] ReadBytes bytes_of(const std::vector<DataColumn>& columns);

}  // namespace socshift
