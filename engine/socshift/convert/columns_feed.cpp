#include "socshift/convert/columns_feed.hpp"

#include "socshift/base/error.hpp"
#include "socshift/numbers/shortest_decimal.hpp"

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
constexpr std::size_t longest_text = std::size_t{1} << 30U;
constexpr std::size_t longest_whole = 20;  // as printed
constexpr std::size_t longest_real = 400;  // more than any double prints

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

/// @p text as a raw cell where nothing stands between cells: itself, unless it starts with a quote.
void add_raw(Bytes& out, std::string_view text) {
    if (!text.empty() && text.front() == '"') {
        add_quoted(out, text);
    } else {
        out.add_short(text);
    }
}

bool has(std::string_view text, char byte) {
    return !text.empty() && std::memchr(text.data(), byte, text.size()) != nullptr;
}

Form form_of(const DataColumn& column) {
    return static_cast<Form>(column.values.index());
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

/// The values of CodedTexts as raw cells, with the bytes behind them that cells have.
class ColumnsFeed::RawValues {
public:
    RawValues() = default;
    explicit RawValues(std::span<const std::string_view> values) {
        bytes_.reserve(1);  // so that even an empty text has bytes behind it
        for (const auto value : values) {
            ends_.push_back(bytes_.size());
            add_raw(bytes_, value);
            has_nul_ = has_nul_ || has(value, '\0');
        }
        ends_.push_back(bytes_.size());
    }

    [[nodiscard]] std::string_view operator[](std::size_t value) const noexcept {
        return bytes_.text().substr(ends_[value], ends_[value + 1] - ends_[value]);
    }
    [[nodiscard]] std::size_t size() const noexcept { return ends_.size() - 1; }
    [[nodiscard]] bool has_nul() const noexcept { return has_nul_; }

private:
    Bytes bytes_;
    std::vector<std::size_t> ends_;  // of the value before
    bool has_nul_ = false;
};

/// The cells of the rows of one block.
class ColumnsFeed::Cells : public BlockCells {
public:
    explicit Cells(const ColumnsFeed& feed)
        : BlockCells(feed.columns_.size()), feed_(feed), texts_(feed.columns_.size()) {
        for (auto& text : texts_) {
            text.reserve(longest_real);
        }
    }

    [[nodiscard]] std::string_view cell(std::uint64_t row, std::size_t column) override {
        auto& text = texts_[column];
        text.clear();
        switch (form_of(feed_.columns_[column])) {
            case Form::coded: {
                const auto& coded = std::get<CodedTexts>(feed_.columns_[column].values);
                if (coded.places[row] < 0) {
                    return text.text();
                }
                const auto& values = feed_.values_[column];
                const auto raw = values[feed_.value_of(column, row)];
                if (values.has_nul()) {
                    feed_.check_nul(raw, row);
                }
                return raw;
            }
            case Form::texts: {
                const auto own = feed_.text_of(column, row);
                feed_.check_nul(own, row);
                add_raw(text, own);
                break;
            }
            case Form::whole:
            case Form::real:
                feed_.add_cell(text, column, row);
                break;
        }
        return text.text();
    }

private:
    const ColumnsFeed& feed_;
    std::vector<Bytes> texts_;  // by column, what was asked for last
};

ColumnsFeed::~ColumnsFeed() = default;

ColumnsFeed::ColumnsFeed(const std::string& file, const std::vector<DataColumn>& columns)
    : file_(file), columns_(columns), values_(columns.size()) {
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
        if (const auto* const coded = std::get_if<CodedTexts>(&column.values)) {
            values_[names.size()] = RawValues(coded->values);
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

NumberCells ColumnsFeed::numbers(std::size_t place) const {
    const auto& values = columns_[place].values;
    if (const auto* const whole = std::get_if<std::span<const std::int64_t>>(&values)) {
        return {whole->data(), nullptr};
    }
    const auto* const real = std::get_if<std::span<const double>>(&values);
    return {nullptr, real == nullptr ? nullptr : real->data()};
}

TextCells ColumnsFeed::texts(std::size_t place) const {
    const auto& values = columns_[place].values;
    if (const auto* const coded = std::get_if<CodedTexts>(&values)) {
        return {nullptr, coded->places.data(), coded->values.size()};
    }
    const auto* const texts = std::get_if<std::span<const std::string_view>>(&values);
    return {texts == nullptr ? nullptr : texts->data(), nullptr, 0};
}

bool ColumnsFeed::next(RowBlock& block) {
    if (next_ >= rows_) {
        return false;
    }
    if (!block.cells) {
        block.cells = std::make_unique<Cells>(*this);
    }
    block.rows_are_lines = true;
    block.records_before = next_;
    block.cell_rows = std::min(rows_at_once, rows_ - next_);
    next_ += rows_at_once;
    return true;
}

void ColumnsFeed::check_nul(std::string_view text, std::uint64_t row) const {
    if (has(text, '\0')) {
        throw FormatError({}, fmt::format("{}: a NUL byte in row {}", file_, row + 1));
    }
}

/// The place of a value of CodedTexts. @throws std::out_of_range if it is none.
std::size_t ColumnsFeed::value_of(std::size_t column, std::uint64_t row) const {
    const auto& coded = std::get<CodedTexts>(columns_[column].values);
    const auto place = static_cast<std::size_t>(coded.places[row]);
    if (place >= coded.values.size()) {
        throw std::out_of_range(fmt::format("row {} of column '{}' has place {}, of {}", row,
                                            columns_[column].name, place, coded.values.size()));
    }
    return place;
}

/// Of a column with texts.
std::string_view ColumnsFeed::text_of(std::size_t column, std::uint64_t row) const {
    if (form_of(columns_[column]) == Form::texts) {
        return std::get<std::span<const std::string_view>>(columns_[column].values)[row];
    }
    const auto& coded = std::get<CodedTexts>(columns_[column].values);
    return coded.places[row] < 0 ? std::string_view{} : coded.values[value_of(column, row)];
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
    switch (form_of(columns_[column])) {
        case Form::texts:
        case Form::coded:
            text.add_short(text_of(column, row));
            break;
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

void ColumnsFeed::write(const RowBlock& block, Bytes& text) const {
    for (auto row = block.records_before; row < block.records_before + block.cell_rows; ++row) {
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            if (column > 0) {
                text.add_short({&columns_delimiter, 1});
            }
            const auto begin = text.size();
            add_cell(text, column, row);
            if (text.size() > longest_text) {
                throw FormatError({}, fmt::format("{}: rows from {} on have texts of gigabytes",
                                                  file_, block.records_before + 1));
            }
            const auto cell = text.text().substr(begin);
            check_nul(cell, row);
            if (needs_quotes(cell)) {
                const std::string bytes(cell);
                text.set_size(begin);
                add_quoted(text, bytes);
            }
        }
        text.add_short("\n");
    }
}

ReadBytes bytes_of(const std::vector<DataColumn>& columns) {
    struct State {
        explicit State(const std::vector<DataColumn>& of) : feed("", of) {}
        ColumnsFeed feed;
        RowBlock block;
        Bytes text;
        std::size_t at = 0;
    };
    const auto state = std::make_shared<State>(columns);
    for (const auto& column : columns) {
        if (&column != columns.data()) {
            state->text.add({&columns_delimiter, 1});
        }
        add_quoted(state->text, column.name);
    }
    state->text.add("\n");
    return [state](char* buffer, std::size_t size) -> std::size_t {
        if (state->at == state->text.size()) {
            if (!state->feed.next(state->block)) {
                return 0;
            }
            state->text.clear();
            state->feed.write(state->block, state->text);
            state->at = 0;
        }
        const auto bytes = state->text.text().substr(state->at, size);
        std::memcpy(buffer, bytes.data(), bytes.size());
        state->at += bytes.size();
        return bytes.size();
    };
}

}  // namespace socshift
