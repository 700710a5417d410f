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
    [[nodiscard]] bool has_nul() const noexcept { return has_nul_; }

private:
    Bytes bytes_;
    std::vector<std::size_t> ends_;  // of the value before
    bool has_nul_ = false;
};

/// One block of the data, and what is made of it once.
class ColumnsFeed::Columns {
public:
    /// @p rows: of the data before it. @p lists: numbers of lists of values that are taken.
    Columns(const std::string& file, std::shared_ptr<const DataBlock> data, std::uint64_t rows,
            std::uint64_t& lists)
        : file_(file), data_(std::move(data)), before_(rows), values_(all().size()) {
        rows_ = all().empty() ? 0 : all().front().size();
        for (std::size_t place = 0; place < all().size(); ++place) {
            const auto& column = all()[place];
            if (column.size() != rows_) {
                throw std::invalid_argument(fmt::format("column '{}' has {} rows, expected {}",
                                                        column.name, column.size(), rows_));
            }
            auto& [numbers, texts] = cells_.emplace_back();
            if (const auto* const coded = std::get_if<CodedTexts>(&column.values)) {
                values_[place] = RawValues(coded->values);
                texts = {nullptr, coded->places.data(), coded->values.size(), ++lists};
            } else if (const auto* const whole =
                           std::get_if<std::span<const std::int64_t>>(&column.values)) {
                numbers.whole = whole->data();
            } else if (const auto* const real =
                           std::get_if<std::span<const double>>(&column.values)) {
                numbers.real = real->data();
            } else {
                texts.texts = std::get<std::span<const std::string_view>>(column.values).data();
            }
        }
    }

    [[nodiscard]] const std::vector<DataColumn>& all() const noexcept { return data_->columns(); }
    [[nodiscard]] const DataBlock& data() const noexcept { return *data_; }
    [[nodiscard]] std::uint64_t before() const noexcept { return before_; }
    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }
    [[nodiscard]] const std::pair<NumberCells, TextCells>& cells(std::size_t column) const {
        return cells_[column];
    }
    [[nodiscard]] const RawValues& values(std::size_t column) const { return values_[column]; }

    /// The place of the value in a row of CodedTexts that has one.
    [[nodiscard]] std::size_t value_of(std::size_t column, std::uint64_t row) const {
        const auto& coded = std::get<CodedTexts>(all()[column].values);
        const auto place = static_cast<std::size_t>(coded.places[row]);
        if (place >= coded.values.size()) {
            throw std::out_of_range(fmt::format("row {} of column '{}' has place {}, of {}",
                                                before_ + row, all()[column].name, place,
                                                coded.values.size()));
        }
        return place;
    }

    /// Of a column with texts.
    [[nodiscard]] std::string_view text_of(std::size_t column, std::uint64_t row) const {
        if (form_of(all()[column]) == Form::texts) {
            return std::get<std::span<const std::string_view>>(all()[column].values)[row];
        }
        const auto& coded = std::get<CodedTexts>(all()[column].values);
        return coded.places[row] < 0 ? std::string_view{} : coded.values[value_of(column, row)];
    }

    /// Puts the text of a cell at the end of @p text.
    void add_cell(Bytes& text, std::size_t column, std::uint64_t row) const {
        const auto add_number = [&text](std::size_t longest, const auto& print) {
            text.reserve(text.size() + longest);
            auto* const begin = text.data() + text.size();
            const auto* const end = print(begin, begin + longest);
            text.set_size(text.size() + static_cast<std::size_t>(end - begin));
        };
        const auto& values = all()[column].values;
        switch (form_of(all()[column])) {
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

    void check_nul(std::string_view text, std::uint64_t row) const {
        if (has(text, '\0')) {
            throw FormatError({},
                              fmt::format("{}: a NUL byte in row {}", file_, before_ + row + 1));
        }
    }

private:
    const std::string& file_;
    std::shared_ptr<const DataBlock> data_;
    std::uint64_t before_;
    std::uint64_t rows_ = 0;
    std::vector<std::pair<NumberCells, TextCells>> cells_;  // by column, as the next
    std::vector<RawValues> values_;                         // of CodedTexts
};

/// The cells of the rows of one block.
class ColumnsFeed::Cells : public BlockCells {
public:
    explicit Cells(std::size_t columns) : BlockCells(columns), texts_(columns) {
        for (auto& text : texts_) {
            text.reserve(longest_real);
        }
    }

    /// From now on those of @p from.
    void take(std::shared_ptr<const Columns> from) {
        if (from == from_) {
            return;
        }
        from_ = std::move(from);
        for (std::size_t column = 0; column < texts_.size(); ++column) {
            const auto& [numbers, texts] = from_->cells(column);
            set(column, numbers, texts);
        }
    }

    [[nodiscard]] const Columns& from() const noexcept { return *from_; }

    [[nodiscard]] std::string_view cell(std::uint64_t row, std::size_t column) override {
        auto& text = texts_[column];
        text.clear();
        switch (form_of(from_->all()[column])) {
            case Form::coded: {
                if (this->texts(column).places[row] < 0) {
                    return text.text();
                }
                const auto& values = from_->values(column);
                const auto raw = values[from_->value_of(column, row)];
                if (values.has_nul()) {
                    from_->check_nul(raw, row);
                }
                return raw;
            }
            case Form::texts: {
                const auto own = from_->text_of(column, row);
                from_->check_nul(own, row);
                add_raw(text, own);
                break;
            }
            case Form::whole:
            case Form::real:
                from_->add_cell(text, column, row);
                break;
        }
        return text.text();
    }

private:
    std::shared_ptr<const Columns> from_;
    std::vector<Bytes> texts_;  // by column, what was asked for last
};

namespace {

/// Columns that somebody else keeps.
class KeptElsewhere : public DataBlock {
public:
    explicit KeptElsewhere(const std::vector<DataColumn>& columns) : columns_(columns) {}

    [[nodiscard]] const std::vector<DataColumn>& columns() const noexcept override {
        return columns_;
    }

private:
    const std::vector<DataColumn>& columns_;
};

}  // namespace

WholeColumns::WholeColumns(const std::vector<DataColumn>& columns)
    : block_(std::make_shared<const KeptElsewhere>(columns)) {
    if (columns.empty()) {
        throw std::invalid_argument("no columns: expected the one with the codes");
    }
    rows_ = columns.front().size();
    for (const auto& column : columns) {
        if (column.size() != rows_) {
            throw std::invalid_argument(fmt::format("column '{}' has {} rows, expected {}",
                                                    column.name, column.size(), rows_));
        }
        const auto form = form_of(column);
        columns_.push_back(
            {column.name, column.has_numbers || form == Form::whole || form == Form::real});
    }
}

ColumnsFeed::~ColumnsFeed() = default;

ColumnsFeed::ColumnsFeed(const std::string& file, DataBlocks& blocks, bool has_figures)
    : file_(file), blocks_(blocks) {
    std::vector<std::string> names;
    for (const auto& column : blocks.columns()) {
        names.push_back(column.name);
    }
    if (names.empty()) {
        throw std::invalid_argument("no columns: expected the one with the codes");
    }
    layout_.columns = socshift::Columns(file, std::move(names));
    layout_.delimiter = columns_delimiter;
    while (has_figures && rows_ < first_row_count) {
        auto columns = take();
        if (columns == nullptr) {
            break;
        }
        first_.push_back(std::move(columns));
    }
}

/// The next block that has rows; nullptr at the end.
std::shared_ptr<const ColumnsFeed::Columns> ColumnsFeed::take() {
    while (auto data = blocks_.next()) {
        const auto& declared = blocks_.columns();
        const auto& own = data->columns();
        if (own.size() != declared.size()) {
            throw std::invalid_argument(
                fmt::format("a block with {} columns, expected {}", own.size(), declared.size()));
        }
        for (std::size_t place = 0; place < own.size(); ++place) {
            const auto form = form_of(own[place]);
            if (!declared[place].has_numbers && (form == Form::whole || form == Form::real)) {
                throw std::invalid_argument(fmt::format(
                    "a block with numbers in column '{}', expected texts", declared[place].name));
            }
        }
        auto out = std::make_shared<const Columns>(file_, std::move(data), rows_, lists_);
        if (out->rows() > 0) {
            rows_ += out->rows();
            return out;
        }
    }
    return nullptr;
}

void ColumnsFeed::first_rows(const EachRow& each) const {
    std::vector<Bytes> texts(layout_.columns.size());
    std::vector<std::string_view> cells(layout_.columns.size());
    for (const auto& block : first_) {
        for (std::uint64_t row = 0; row < block->rows() && block->before() + row < first_row_count;
             ++row) {
            for (std::size_t column = 0; column < cells.size(); ++column) {
                texts[column].clear();
                block->add_cell(texts[column], column, row);
                cells[column] = texts[column].text();
            }
            each(cells, block->before() + row + 1);
        }
    }
}

bool ColumnsFeed::next(RowBlock& block) {
    if (!at_hand_ || given_ == at_hand_->rows()) {
        at_hand_ = first_taken_ < first_.size() ? first_[first_taken_++] : take();
        given_ = 0;
        if (!at_hand_) {
            return false;
        }
    }
    if (!block.cells) {
        block.cells = std::make_unique<Cells>(layout_.columns.size());
    }
    static_cast<Cells&>(*block.cells).take(at_hand_);
    block.rows_are_lines = true;
    block.records_before = at_hand_->before() + given_;
    block.cells_before = given_;
    block.cell_rows = std::min(rows_at_once, at_hand_->rows() - given_);
    given_ += block.cell_rows;
    return true;
}

const DataBlock& ColumnsFeed::data_of(const RowBlock& block) {
    return static_cast<const Cells&>(*block.cells).from().data();
}

BlockAside ColumnsFeed::aside_of(const RowBlock& block, RejectsList& rejects) {
    return {&data_of(block), block.records_before - block.cells_before, rejects.take()};
}

void ColumnsFeed::write(const RowBlock& block, Bytes& text) const {
    const auto& from = static_cast<const Cells&>(*block.cells).from();
    for (auto row = block.cells_before; row < block.cells_before + block.cell_rows; ++row) {
        for (std::size_t column = 0; column < from.all().size(); ++column) {
            if (column > 0) {
                text.add_short({&columns_delimiter, 1});
            }
            const auto begin = text.size();
            from.add_cell(text, column, row);
            if (text.size() > longest_text) {
                throw FormatError({}, fmt::format("{}: rows from {} on have texts of gigabytes",
                                                  file_, block.records_before + 1));
            }
            const auto cell = text.text().substr(begin);
            from.check_nul(cell, row);
            if (needs_quotes(cell)) {
                const std::string bytes(cell);
                text.set_size(begin);
                add_quoted(text, bytes);
            }
        }
        text.add_short("\n");
    }
}

namespace {

/// The bytes of a file, made block by block. @p own: what @p blocks are, if nobody else keeps them.
ReadBytes text_of(DataBlocks& blocks, std::shared_ptr<DataBlocks> own) {
    struct State {
        State(DataBlocks& of, std::shared_ptr<DataBlocks> own_blocks)
            : kept(std::move(own_blocks)), feed("", of, false) {}
        std::shared_ptr<DataBlocks> kept;
        ColumnsFeed feed;
        RowBlock block;
        Bytes text;
        std::size_t at = 0;
    };
    const auto state = std::make_shared<State>(blocks, std::move(own));
    for (std::size_t place = 0; place < blocks.columns().size(); ++place) {
        if (place > 0) {
            state->text.add({&columns_delimiter, 1});
        }
        add_quoted(state->text, blocks.columns()[place].name);
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

}  // namespace

ReadBytes bytes_of(const std::vector<DataColumn>& columns) {
    auto whole = std::make_shared<WholeColumns>(columns);
    auto& blocks = *whole;
    return text_of(blocks, std::move(whole));
}

ReadBytes bytes_of(DataBlocks& blocks) {
    return text_of(blocks, nullptr);
}

}  // namespace socshift
