#include "socshift/convert/columns_feed.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace socshift {

namespace {

constexpr std::uint64_t rows_at_once = 8192;
constexpr std::size_t longest_block = std::size_t{1} << 31U;  // places in it are 32 bits
constexpr std::size_t longest_whole = 20;                     // as printed
constexpr std::size_t longest_real = 400;                     // more than any double prints

/// The forms of DataColumn::values, in their order.
enum class Form : std::uint8_t { texts, coded, whole, real };

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

/// Prints the shortest decimal that reads as @p real, without exponent.
char* print_shortest(char* begin, char* end, double real) {
    // Decimals of fifteen digits read as different doubles, so one of these that reads as this
    // double is the shortest, if it has the fewest places: quicker than to find the shortest of any
    // double.
    constexpr std::array powers{1.0, 10.0, 100.0, 1000.0, 10000.0};
    constexpr double most = 1e15;
    for (std::size_t places = 0; places < powers.size(); ++places) {
        const double scaled = std::nearbyint(std::abs(real) * powers[places]);
        if (!(scaled < most)) {
            break;
        }
        if (scaled / powers[places] != std::abs(real)) {
            continue;
        }
        std::array<char, 24> digits;  // NOLINT(cppcoreguidelines-pro-type-member-init)
        auto* const first = digits.data() + places + 1;  // room for zeros in front
        std::fill(digits.data(), first, '0');
        auto* const last =
            std::to_chars(first, digits.data() + digits.size(), static_cast<std::int64_t>(scaled))
                .ptr;
        const auto* const start = std::min<const char*>(first, last - places - 1);
        if (std::signbit(real) && scaled != 0) {
            *begin++ = '-';
        }
        begin = std::copy(start, static_cast<const char*>(last - places), begin);
        if (places > 0) {
            *begin++ = '.';
            begin = std::copy(static_cast<const char*>(last - places),
                              static_cast<const char*>(last), begin);
        }
        return begin;
    }
    constexpr double exact_below = 9007199254740992;  // 2^53
    return std::abs(real) < exact_below && std::trunc(real) == real
               ? std::to_chars(begin, end, static_cast<std::int64_t>(real)).ptr
               : std::to_chars(begin, end, real, std::chars_format::fixed).ptr;
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
    std::vector<Bytes> texts(columns_.size());
    std::vector<std::string_view> cells(columns_.size());
    for (std::uint64_t row = 0; row < std::min<std::uint64_t>(rows_, first_row_count); ++row) {
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            texts[column].clear();
            add_cell(texts[column], column, row);
            cells[column] = texts[column].text();
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

/// Puts the text of a cell at the end of @p text.
void ColumnsFeed::add_cell(Bytes& text, std::size_t column, std::uint64_t row) const {
    const auto add_number = [&text](std::size_t longest, const auto& print) {
        text.reserve(text.size() + longest);
        auto* const begin = text.data() + text.size();
        const auto* const end = print(begin, begin + longest);
        text.set_size(text.size() + static_cast<std::size_t>(end - begin));
    };
    const auto& values = columns_[column].values;
    switch (static_cast<Form>(values.index())) {
        case Form::texts:
            text.add_short(std::get<std::span<const std::string_view>>(values)[row]);
            break;
        case Form::coded: {
            const auto& coded = std::get<CodedTexts>(values);
            const auto place = coded.places[row];
            if (place >= 0) {
                if (static_cast<std::size_t>(place) >= coded.values.size()) {
                    throw std::out_of_range(fmt::format("row {} of column '{}' has place {}, of {}",
                                                        row, columns_[column].name, place,
                                                        coded.values.size()));
                }
                text.add_short(coded.values[static_cast<std::size_t>(place)]);
            }
            break;
        }
        case Form::whole:
            add_number(longest_whole, [&](char* begin, char* end) {
                return std::to_chars(begin, end,
                                     std::get<std::span<const std::int64_t>>(values)[row])
                    .ptr;
            });
            break;
        case Form::real: {
            const double real = std::get<std::span<const double>>(values)[row];
            if (!std::isnan(real)) {
                add_number(longest_real, [&](char* begin, char* end) {
                    return print_shortest(begin, end, real);
                });
            }
            break;
        }
    }
}

/// Puts all cells of the rows of @p block into its text, in quotes where they need them if
/// @p quoted.
void ColumnsFeed::fill(RowBlock& block, bool quoted) const {
    auto& text = block.text;
    text.clear();
    for (auto row = block.records_before; row < end(block); ++row) {
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            if (column > 0) {
                text.add_short({&columns_delimiter, 1});
            }
            const auto begin = text.size();
            add_cell(text, column, row);
            if (text.size() > longest_block / 2) {
                throw FormatError({}, fmt::format("{}: rows from {} on have texts of gigabytes",
                                                  file_, block.records_before + 1));
            }
            if (const auto cell = text.text().substr(begin); quoted && needs_quotes(cell)) {
                const std::string bytes(cell);
                text.set_size(begin);
                add_quoted(text, bytes);
            }
        }
        text.add_short("\n");
    }
}

void ColumnsFeed::index(RowBlock& block) const {
    const auto rows = end(block) - block.records_before;
    fill(block, false);
    auto& index = block.index;
    index.build(block.text.text(), columns_delimiter);
    // The text is right as it is if no cell has what stands between cells, or quotes.
    const auto text = block.text.text();
    const bool is_plain = index.size() == rows &&
                          index.records()[rows - 1].delimiters == rows * (columns_.size() - 1) &&
                          !has(text, '"') && !has(text, '\r');
    if (!is_plain) {
        fill(block, true);
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
