#pragma once

// Internal: not installed. Rows of a data file for those who only look at them.

#include "socshift/io/byte_source.hpp"
#include "socshift/io/columns.hpp"
#include "socshift/io/data_shape.hpp"
#include "socshift/io/table_text.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace socshift {

/// The rows of a file that have as many columns as its header and that filters let through. One
/// that ends early has empty cells at its end; the last is whole only with a line end.
class FilteredRecords {
public:
    /// @throws FormatError if the file is empty, is not delimited text, or lacks a filter's column.
    FilteredRecords(const DataShape& shape, ReadBytes read);

    /// nullptr at the end; good until the next call. @throws FormatError as DelimitedReader, and
    /// at the end if a value of a filter did not occur, unless the shape says it is a part.
    [[nodiscard]] const DelimitedRecord* next();

    [[nodiscard]] const Columns& columns() const noexcept { return columns_; }

    /// How many rows next() has given or passed over because of their columns.
    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }
    [[nodiscard]] std::uint64_t ragged() const noexcept { return ragged_; }

    [[nodiscard]] const TableReading& reading() const noexcept { return reading_; }

private:
    FilteredRecords(const DataShape& shape, TableText table);
    const DelimitedRecord* whole(const DelimitedRecord* record);

    DelimitedReader reader_;
    TableReading reading_;
    std::vector<std::uint32_t> sheet_rows_;
    DelimitedRecord whole_;
    const DelimitedRecord* waiting_ = nullptr;  // the first row of a file without header
    Columns columns_;
    RowFilters filters_;
    bool is_part_ = false;
    bool counts_rows_ = false;
    std::uint64_t records_ = 0;  // behind the header
    std::uint64_t rows_ = 0;
    std::uint64_t left_out_ = 0;  // by filters
    std::uint64_t ragged_ = 0;
};

}  // namespace socshift
