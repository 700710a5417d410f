#pragma once

// Internal: not installed. Columns in memory, as the rows that the kernels take.

#include "socshift/convert/carried_blocks.hpp"
#include "socshift/convert/data_columns.hpp"
#include "socshift/convert/rejects.hpp"
#include "socshift/convert/row_feed.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// What stands between cells: hardly any text has it.
inline constexpr char columns_delimiter = '\x1f';

/// Columns that are in memory as a whole, as their only block. Refers to them.
class WholeColumns : public DataBlocks {
public:
    /// @throws std::invalid_argument if there are none, or not all have as many rows.
    explicit WholeColumns(const std::vector<DataColumn>& columns);

    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }

    [[nodiscard]] const std::vector<BlockColumn>& columns() const noexcept override {
        return columns_;
    }
    [[nodiscard]] std::shared_ptr<const DataBlock> next() override {
        return std::exchange(block_, nullptr);
    }

private:
    std::vector<BlockColumn> columns_;
    std::shared_ptr<const DataBlock> block_;
    std::uint64_t rows_ = 0;
};

/// Gives out rows of columns in memory, block by block: their cells stand where they are, and are
/// read as if they were those of a file. Rows are counted from 1 where a file has lines.
class ColumnsFeed : public RowFeed {
public:
    /// Reads so many blocks of @p blocks, which it refers to, as it takes for the first rows; none
    /// unless @p has_figures. @p file: for messages. @throws std::invalid_argument if there are no
    /// columns, or a block has others or not all as many rows.
    ColumnsFeed(const std::string& file, DataBlocks& blocks, bool has_figures);
    ~ColumnsFeed() override;

    void first_rows(const EachRow& each) const override;
    [[nodiscard]] bool is_in_memory() const noexcept override { return true; }
    [[nodiscard]] bool is_text(std::size_t place) const override {
        return !blocks_.columns()[place].has_numbers;
    }

    /// Cells that are asked for in a block throw FormatError for a text with a NUL byte, and
    /// std::out_of_range for a place in CodedTexts that is none.
    [[nodiscard]] bool next(RowBlock& block) override;
    void index(RowBlock& /*block*/) const override {}

    /// Puts the rows of @p block at the end of @p text, as lines of a file. @throws FormatError for
    /// texts of gigabytes; as cells.
    void write(const RowBlock& block, Bytes& text) const;

    /// The block of the data that the rows of @p block, which next() filled, are of.
    [[nodiscard]] static const DataBlock& data_of(const RowBlock& block);

    /// What was set aside of the rows of @p block.
    [[nodiscard]] static BlockAside aside_of(const RowBlock& block, RejectsList& rejects);

private:
    class Cells;
    class Columns;
    class RawValues;

    [[nodiscard]] std::shared_ptr<const Columns> take();

    std::string file_;
    DataBlocks& blocks_;
    std::deque<std::shared_ptr<const Columns>> first_;  // as long as this: somebody may ask again
    std::size_t first_taken_ = 0;
    std::shared_ptr<const Columns> at_hand_;
    std::uint64_t given_ = 0;  // rows of the block at hand
    std::uint64_t rows_ = 0;   // that were read
    std::uint64_t lists_ = 0;
};

/// The text of a file that has these columns, with a header, cut by columns_delimiter. Refers to @p
/// columns.
[[nodiscard]] ReadBytes bytes_of(const std::vector<DataColumn>& columns);
[[nodiscard]] ReadBytes bytes_of(DataBlocks& blocks);

}  // namespace socshift
