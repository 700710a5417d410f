#include "socshift/convert/columns_feed.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

namespace socshift {

namespace {

constexpr std::uint64_t rows_at_once = 8192;
constexpr std::size_t longest_block = std::size_t{1} << 31U;  // places in it are 32 bits

/// @p text as a field in quotes.
void add_quoted(Bytes& out, std::string_view text) {
    out.add("\"");
    for (std::size_t at = 0; at < text.size();) {
        const auto quote = std::min(text.find('"', at), text.size());
        out.add(text.substr(at, quote - at));
        if (quote < text.size()) {
            out.add("\"\"");
        }
        at = quote + 1;
    }
    out.add("\"");
}

bool needs_quotes(std::string_view text) {
    constexpr std::string_view special{"\"\r\n\x1f", 4};
    return text.find_first_of(special) != std::string_view::npos;
}

bool has(std::string_view text, char byte) {
    return !text.empty() && std::memchr(text.data(), byte, text.size()) != nullptr;
}

}  // namespace

std::size_t DataColumn::size() const noexcept {
    if (const auto* const coded = std::get_if<CodedTexts>(&values)) {
        return coded->places.size();
    }
    if (const auto* const whole = std::get_if<std::span<const std::int64_t>>(&values)) {
        return whole->size();
    }
    if (const auto* const real = std::get_if<std::span<const double>>(&values)) {
        return real->size();
    }
    return std::get<std::span<const std::string_view>>(values).size();
}

ColumnsFeed::ColumnsFeed(const std::string& file, const std::vector<DataColumn>& columns)
    : file_(file), columns_(columns) {
    if (columns.empty()) {
        throw std::invalid_argument("no columns: expected the one with the codes");
    }
    std::vector<std::string> names;
    rows_ = columns.front().size();
    for (const auto& column : columns) {
        if (column.size() != rows_) {
            throw std::invalid_argument(fmt::format("column '{}' has {} rows, expected {}",
                                                    column.name, column.size(), rows_));
        }
        names.push_back(column.name);
    }
    layout_.columns = Columns(file, std::move(names));
    layout_.delimiter = columns_delimiter;
}

void ColumnsFeed::first_rows(const EachRow& each) const {
    std::vector<Number> numbers(columns_.size());
    std::vector<std::string_view> cells(columns_.size());
    for (std::uint64_t row = 0; row < std::min<std::uint64_t>(rows_, first_row_count); ++row) {
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            cells[column] = cell(column, row, numbers[column]);
        }
        each(cells, row + 1);
    }
}

bool ColumnsFeed::is_text(std::size_t place) const {
    const auto& values = columns_[place].values;
    return std::holds_alternative<CodedTexts>(values) ||
           std::holds_alternative<std::span<const std::string_view>>(values);
}

bool ColumnsFeed::next(RowBlock& block) {
    if (next_ >= rows_) {
        return false;
    }
    block.rows_are_lines = true;
    block.records_before = next_;
    next_ += rows_at_once;
    return true;
}

std::uint64_t ColumnsFeed::end(const RowBlock& block) const noexcept {
    return std::min(block.records_before + rows_at_once, rows_);
}

std::string_view ColumnsFeed::cell(std::size_t column, std::uint64_t row, Number& number) const {
    const auto& values = columns_[column].values;
    if (const auto* const texts = std::get_if<std::span<const std::string_view>>(&values)) {
        return (*texts)[row];
    }
    if (const auto* const coded = std::get_if<CodedTexts>(&values)) {
        const auto place = coded->places[row];
        if (place < 0) {
            return {};
        }
        if (static_cast<std::size_t>(place) >= coded->values.size()) {
            throw std::out_of_range(fmt::format("row {} of column '{}' has place {}, of {}", row,
                                                columns_[column].name, place,
                                                coded->values.size()));
        }
        return coded->values[static_cast<std::size_t>(place)];
    }
    auto* const begin = number.data();
    auto* const last = begin + number.size();
    char* stop = begin;
    if (const auto* const whole = std::get_if<std::span<const std::int64_t>>(&values)) {
        stop = std::to_chars(begin, last, (*whole)[row]).ptr;
    } else {
        const double real = std::get<std::span<const double>>(values)[row];
        constexpr double exact_below = 9007199254740992;  // 2^53
        if (std::isnan(real)) {
            return {};
        }
        stop = std::abs(real) < exact_below && std::trunc(real) == real
                   ? std::to_chars(begin, last, static_cast<std::int64_t>(real)).ptr
                   : std::to_chars(begin, last, real, std::chars_format::fixed).ptr;
    }
    return {begin, static_cast<std::size_t>(stop - begin)};
}

/// Puts all cells of the rows of @p block into its text; @p add adds one.
template <typename Add>
void ColumnsFeed::fill(RowBlock& block, const Add& add) const {
    auto& text = block.text;
    text.clear();
    Number number;
    for (auto row = block.records_before; row < end(block); ++row) {
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            const auto bytes = cell(column, row, number);
            if (bytes.size() > longest_block / 4 || text.size() > longest_block / 4) {
                throw FormatError({}, fmt::format("{}: rows from {} on have texts of gigabytes",
                                                  file_, block.records_before + 1));
            }
            if (column > 0) {
                text.add({&columns_delimiter, 1});
            }
            add(text, bytes);
        }
        text.add("\n");
    }
}

void ColumnsFeed::index(RowBlock& block) const {
    const auto rows = end(block) - block.records_before;
    fill(block, [](Bytes& text, std::string_view bytes) { text.add(bytes); });
    auto& index = block.index;
    index.build(block.text.text(), columns_delimiter);
    // The text is right as it is if no cell has what stands between cells, or quotes.
    const auto text = block.text.text();
    const bool is_plain = index.size() == rows &&
                          index.records()[rows - 1].delimiters == rows * (columns_.size() - 1) &&
                          !has(text, '"') && !has(text, '\r');
    if (!is_plain) {
        fill(block, [](Bytes& out, std::string_view bytes) {
            if (needs_quotes(bytes)) {
                add_quoted(out, bytes);
            } else {
                out.add(bytes);
            }
        });
        index.build(block.text.text(), columns_delimiter);
    }
    if (index.has_nul()) {
        throw FormatError(
            {}, fmt::format("{}: a NUL byte in a row from {} on", file_, block.records_before + 1));
    }
    block.is_indexed = true;
}

ReadBytes bytes_of(const std::vector<DataColumn>& columns) {
    struct State {
        explicit State(const std::vector<DataColumn>& of) : feed("", of) {}
        ColumnsFeed feed;
        RowBlock block;
        std::size_t at = 0;
    };
    const auto state = std::make_shared<State>(columns);
    for (const auto& column : columns) {
        if (&column != columns.data()) {
            state->block.text.add({&columns_delimiter, 1});
        }
        add_quoted(state->block.text, column.name);
    }
    state->block.text.add("\n");
    return [state](char* buffer, std::size_t size) -> std::size_t {
        if (state->at == state->block.text.size()) {
            if (!state->feed.next(state->block)) {
                return 0;
            }
            state->feed.index(state->block);
            state->at = 0;
        }
        const auto bytes = state->block.text.text().substr(state->at, size);
        std::memcpy(buffer, bytes.data(), bytes.size());
        state->at += bytes.size();
        return bytes.size();
    };
}

}  // namespace socshift
