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

/// Makes blocks of rows of columns in memory, as if they were lines of a file without quotes where
/// none are needed. Rows are counted from 1 where a file has lines.
class ColumnsFeed : public RowFeed {
public:
    /// Refers to @p columns. @p file: for messages. @throws std::invalid_argument if there are
    /// none, or not all have as many rows.
    ColumnsFeed(const std::string& file, const std::vector<DataColumn>& columns);

    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }

    void first_rows(const EachRow& each) const override;
    [[nodiscard]] bool is_text(std::size_t place) const override;
    [[nodiscard]] bool next(RowBlock& block) override;

    /// @throws FormatError for a text with a NUL byte, or texts of gigabytes; std::out_of_range for
    /// a place in CodedTexts that is none.
    void index(RowBlock& block) const override;

private:
    void add_cell(Bytes& text, std::size_t column, std::uint64_t row) const;
    void fill(RowBlock& block, bool quoted) const;
    [[nodiscard]] std::uint64_t end(const RowBlock& block) const noexcept;

    std::string file_;
    const std::vector<DataColumn>& columns_;
    std::uint64_t rows_ = 0;
    std::uint64_t next_ = 0;
};

/// The text of a file that has these columns, with a header, cut by columns_delimiter. Refers to @p
/// columns.
[[nodiscard]] ReadBytes bytes_of(const std::vector<DataColumn>& columns);

}  // namespace socshift
