#pragma once

// Internal: not installed. Rows of a data file for those who only look at them.

#include "socshift/io/byte_source.hpp"
#include "socshift/io/columns.hpp"
#include "socshift/io/data_shape.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace socshift {

/// The rows of a file that have as many columns as its first line and that filters let through.
class RecordSource {
public:
    /// @throws FormatError if the file is empty, is not delimited text, or lacks a filter's column.
    RecordSource(const DataShape& shape, ReadBytes read);

    /// nullptr at the end; good until the next call. @throws FormatError as DelimitedReader.
    [[nodiscard]] const DelimitedRecord* next();

    [[nodiscard]] const Columns& columns() const noexcept { return columns_; }

    /// How many rows next() has given or passed over because of their columns.
    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }
    [[nodiscard]] std::uint64_t ragged() const noexcept { return ragged_; }

private:
    DelimitedReader reader_;
    const DelimitedRecord* waiting_ = nullptr;  // the first row of a file without header
    Columns columns_;
    RowFilters filters_;
    std::uint64_t rows_ = 0;
    std::uint64_t ragged_ = 0;
};

}  // namespace socshift
