#pragma once

// Internal: not installed. Where blocks of rows come from.

#include "socshift/convert/request.hpp"
#include "socshift/convert/row_block.hpp"
#include "socshift/io/block_reader.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/io/columns.hpp"
#include "socshift/io/table_reading.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What stands around the rows of data.
struct RowLayout {
    Columns columns;
    char delimiter = ',';
    std::string byte_order_mark;
    std::string header;       // its bytes, without line end; empty if there is none
    std::string full_header;  // the same with a name for each column
    std::string header_end;
    std::string line_end = "\n";
    std::uint64_t first_line = 1;  // of the first row
    TableReading reading;
    std::vector<std::uint32_t> sheet_rows;  // TableText::sheet_rows()
};

/// Gives out the rows of data, block by block.
class RowFeed {
public:
    RowFeed() = default;
    RowFeed(const RowFeed&) = delete;
    RowFeed& operator=(const RowFeed&) = delete;
    virtual ~RowFeed() = default;

    [[nodiscard]] const RowLayout& layout() const noexcept { return layout_; }

    /// So many rows tell how figures are written.
    static constexpr std::size_t first_row_count = 4096;

    /// Gives the texts of the first rows, of those with a cell for each column, and the line of
    /// each. The same for the same data however it is cut into blocks.
    using EachRow =
        std::function<void(const std::vector<std::string_view>& cells, std::uint64_t line)>;
    virtual void first_rows(const EachRow& each) const = 0;

    /// Whether rows are columns in memory, block by block, and not those of a text.
    [[nodiscard]] virtual bool is_in_memory() const noexcept { return false; }

    /// Whether the column at @p place has texts, and not numbers.
    [[nodiscard]] virtual bool is_text(std::size_t /*place*/) const { return true; }

    /// From now on a row that ends early gets empty cells at its end, if it has so many.
    void pad_rows_of(std::size_t cells) noexcept { least_cells_ = cells; }

    /// Fills @p block; false at the end. One thread at a time, in the order of the data. What is
    /// wrong with a block is told in it.
    [[nodiscard]] virtual bool next(RowBlock& block) = 0;

    /// Finds the records of a block that next() has filled, which has no error. By several threads,
    /// no two on one block. @throws FormatError for what can be in no record.
    virtual void index(RowBlock& block) const = 0;

protected:
    RowLayout layout_;             // NOLINT(misc-non-private-member-variables-in-classes):
                                   // set by who feeds
    std::size_t least_cells_ = 0;  // NOLINT(misc-non-private-member-variables-in-classes): the same
};

/// The rows of a file of delimited text.
class TextFeed : public RowFeed {
public:
    /// Reads the start of the file. @throws FormatError if it is empty, or no delimited text.
    TextFeed(const RowHandling& handling, ReadBytes read);

    void first_rows(const EachRow& each) const override;
    [[nodiscard]] bool next(RowBlock& block) override;
    void index(RowBlock& block) const override;

private:
    std::string first_rows_;  // their bytes, if figures are read
    void pad_rows(RowBlock& block) const;

    std::optional<BlockReader> blocks_;
    bool counts_records_;
    bool counts_rows_;           // DataShape::counts_rows
    std::uint64_t records_ = 0;  // that were read, if they are counted
};

}  // namespace socshift
