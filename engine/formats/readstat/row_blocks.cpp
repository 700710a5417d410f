#include "readstat/row_blocks.hpp"

#include "arrow/piece.hpp"
#include "socshift/base/error.hpp"

#include <fmt/format.h>

#include <utility>

namespace socshift::readstat {

namespace {

constexpr std::size_t most_block_rows = 65536;
constexpr std::size_t block_bytes = std::size_t{4} << 20U;
constexpr std::size_t most_row_bytes = std::size_t{256} << 20U;

void add_number(ColumnBuffer& column, readstat_value_t value) {
    switch (column.storage()) {
        case Storage::int8:
            column.add(static_cast<std::int8_t>(readstat_int8_value(value)));
            break;
        case Storage::int16:
            column.add(readstat_int16_value(value));
            break;
        case Storage::int32:
            column.add(readstat_int32_value(value));
            break;
        case Storage::float32:
            column.add(readstat_float_value(value));
            break;
        case Storage::int64:
        case Storage::text:
        case Storage::float64:
            column.add(readstat_double_value(value));
            break;
    }
}

}  // namespace

std::string text_or_none(const char* text) {
    return text == nullptr ? std::string{} : std::string{text};
}

std::string written(readstat_value_t value) {
    if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
        return text_or_none(readstat_string_value(value));
    }
    if (readstat_value_is_tagged_missing(value) != 0) {
        const char tag = readstat_value_tag(value);
        return {'.', tag >= 'A' && tag <= 'Z' ? static_cast<char>(tag - 'A' + 'a') : tag};
    }
    return decimal(readstat_double_value(value));
}

RowBlocks::RowBlocks(const Header& header, Input& input, Fail fail, Take take)
    : header_(header),
      input_(input),
      fail_(std::move(fail)),
      take_(std::move(take)),
      kind_(header.dataset.kind),
      row_end_(input.place()) {
    for (const auto& variable : header.variables) {
        columns_.emplace_back(variable.storage);
        row_width_ += width_of(variable.storage);
        has_ranges_.push_back(!variable.missing.empty());
        add_field(variable);
    }
}

/// Where a column is in a row of Stata, all of which are of one length.
void RowBlocks::add_field(const Variable& variable) {
    constexpr std::size_t reference = 8;
    constexpr std::int64_t wide = 119;
    const bool is_long = variable.storage == Storage::text && variable.width < 1;
    if (kind_ == Kind::dta && is_long && header_.dataset.version >= wide) {
        // The library takes a part of the reference for another, and finds no texts.
        throw Error(
            fmt::format("column '{}' has long texts (strL) in release {} of .dta, "
                        "which are read of releases before it alone",
                        variable.name, header_.dataset.version));
    }
    has_long_texts_ = has_long_texts_ || (kind_ == Kind::dta && is_long);
    fields_.push_back(row_length_);
    row_length_ += is_long                             ? reference
                   : variable.storage == Storage::text ? static_cast<std::size_t>(variable.width)
                                                       : width_of(variable.storage);
}

void RowBlocks::begin_row(int row) {
    end_row();
    row_ = row;
    const auto end = input_.place();
    if (kind_ == Kind::dta &&
        (end < row_length_ || (total_rows_ > 0 && end != row_end_ + row_length_))) {
        fail_("rows are not of one length");
    }
    row_end_ = end;
}

void RowBlocks::take(int row, readstat_variable_t* variable, readstat_value_t value) {
    if (row != row_) {
        begin_row(row);
    }
    const auto place = static_cast<std::size_t>(readstat_variable_get_index(variable));
    if (place >= columns_.size()) {
        fail_("more columns than it says");
    }
    auto& column = columns_[place];
    const bool is_text = column.storage() == Storage::text;
    if (is_text != (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING)) {
        fail_(fmt::format("column '{}' has texts and numbers", header_.variables[place].name));
    }
    if (is_text) {
        take_text(place, variable, value);
    } else {
        take_number(place, variable, value);
    }
}

void RowBlocks::take_text(std::size_t place, readstat_variable_t* variable,
                          readstat_value_t value) {
    auto& column = columns_[place];
    const char* const text = readstat_string_value(value);
    std::string_view view = text == nullptr ? std::string_view{} : text;
    if (kind_ == Kind::dta && header_.variables[place].width > 0) {
        view = with_blanks(place, view);
    }
    text_bytes_ += view.size();
    if (text_bytes_ > most_row_bytes) {
        fail_(fmt::format("column '{}' has a text of {} bytes", header_.variables[place].name,
                          view.size()));
    }
    if (!arrow::is_utf8(view)) {
        throw Error(
            fmt::format("row {}, column '{}': a text that is not in the encoding of the file{}",
                        total_rows_ + 1, header_.variables[place].name,
                        header_.dataset.encoding.empty() ? std::string{}
                                                         : " (" + header_.dataset.encoding + ")"));
    }
    if (has_ranges_[place] && readstat_value_is_defined_missing(value, variable) != 0) {
        missing_.add(static_cast<std::int32_t>(place), view);
        column.add_null();
    } else {
        column.add_text(view);
    }
}

/// The text with the blanks at its end, which the library takes away: in Stata they count.
std::string_view RowBlocks::with_blanks(std::size_t place, std::string_view text) {
    const auto field = input_.peek(row_end_ - row_length_ + fields_[place],
                                   static_cast<std::size_t>(header_.variables[place].width));
    const auto whole = field.substr(0, field.find('\0'));
    const auto last = whole.find_last_not_of(' ');
    const auto blanks = whole.size() - (last == std::string_view::npos ? 0 : last + 1);
    if (blanks == 0) {
        return text;
    }
    text_.assign(text);
    text_.append(blanks, ' ');
    return text_;
}

void RowBlocks::take_number(std::size_t place, readstat_variable_t* variable,
                            readstat_value_t value) {
    auto& column = columns_[place];
    const bool is_named = readstat_value_is_tagged_missing(value) != 0 ||
                          (readstat_value_is_system_missing(value) == 0 && has_ranges_[place] &&
                           readstat_value_is_defined_missing(value, variable) != 0);
    if (is_named) {
        missing_.add(static_cast<std::int32_t>(place), written(value));
    }
    if (is_named || readstat_value_is_system_missing(value) != 0) {
        column.add_null();
    } else {
        add_number(column, value);
    }
}

void RowBlocks::end_row() {
    if (row_ < 0) {
        return;
    }
    if (columns_.front().rows() != columns_.back().rows()) {
        fail_("a row that is not whole");
    }
    ++rows_;
    ++total_rows_;
    if (header_.has_missing) {
        missing_.end_row();
    }
    if (rows_ == most_block_rows || rows_ * row_width_ + text_bytes_ >= block_bytes) {
        flush();
    }
}

void RowBlocks::flush() {
    if (rows_ == 0) {
        return;
    }
    for (const auto& column : columns_) {
        if (column.rows() != rows_) {
            fail_("a row that is not whole");
        }
    }
    packing_.clear();
    pack_block(packing_, rows_, columns_, header_.has_missing ? &missing_ : nullptr);
    take_(packing_.packed());
    for (auto& column : columns_) {
        column.clear();
    }
    missing_.clear();
    rows_ = 0;
    text_bytes_ = 0;
}

void RowBlocks::finish() {
    end_row();
    flush();
}

}  // namespace socshift::readstat
