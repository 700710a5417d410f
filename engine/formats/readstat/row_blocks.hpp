#pragma once

// Internal: not installed. Values that the library hands on one by one, as blocks of rows.

#include "readstat/input.hpp"
#include "readstat/parser.hpp"
#include "readstat/plain_block.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <readstat.h>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::readstat {

/// A text of the library, which has none as nullptr.
[[nodiscard]] std::string text_or_none(const char* text);

/// What stands for a value in labels and ranges: a number, a text, a kind of missing value.
[[nodiscard]] std::string written(readstat_value_t value);

/// The rows of a file, from its first value to its last.
class RowBlocks {
public:
    /// What is wrong with the file, or a packed block. The first must not return.
    using Fail = std::function<void(const std::string& what)>;
    using Take = std::function<void(std::string_view block)>;

    /// Refers to @p header, which has all columns, and to @p input, which stands at the first row.
    /// @throws Error for long texts of Stata that the library does not find.
    RowBlocks(const Header& header, Input& input, Fail fail, Take take);

    void take(int row, readstat_variable_t* variable, readstat_value_t value);

    /// Behind the last value: the last row, and what is not yet a block.
    void finish();
    void end_row();

    [[nodiscard]] bool has_begun() const noexcept { return row_ >= 0; }
    /// Rows with all their values, as far as is known before the next begins.
    [[nodiscard]] std::size_t rows() const noexcept { return total_rows_; }
    [[nodiscard]] bool has_long_texts() const noexcept { return has_long_texts_; }
    [[nodiscard]] std::uint64_t row_end() const noexcept { return row_end_; }

private:
    void add_field(const Variable& variable);
    void begin_row(int row);
    void take_text(std::size_t place, readstat_variable_t* variable, readstat_value_t value);
    std::string_view with_blanks(std::size_t place, std::string_view text);
    void take_number(std::size_t place, readstat_variable_t* variable, readstat_value_t value);
    void flush();

    const Header& header_;
    Input& input_;
    Fail fail_;
    Take take_;
    Kind kind_;
    std::vector<bool> has_ranges_;
    std::vector<ColumnBuffer> columns_;
    MissingBuffer missing_;
    Packing packing_;
    std::vector<std::size_t> fields_;  // where they begin in a row
    std::size_t row_length_ = 0;
    std::uint64_t row_end_;
    std::string text_;
    int row_ = -1;
    std::size_t rows_ = 0;  // of the block
    std::size_t total_rows_ = 0;
    std::size_t row_width_ = 0;
    std::size_t text_bytes_ = 0;
    bool has_long_texts_ = false;
};

}  // namespace socshift::readstat
