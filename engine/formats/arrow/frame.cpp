#include "arrow/frame.hpp"

#include "arrow/gather.hpp"
#include "arrow/owned.hpp"
#include "arrow/piece.hpp"
#include "arrow/values.hpp"
#include "socshift/numbers/shortest_decimal.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <deque>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>

namespace socshift::arrow {

namespace {

std::string text_or(const char* text, std::string_view other) {
    return text == nullptr || *text == '\0' ? std::string{other} : std::string{text};
}

std::string problem(CStream& stream, std::string_view what, int code) {
    const auto* const said =
        stream.get_last_error == nullptr ? nullptr : stream.get_last_error(&stream);
    return fmt::format("{}: {}", what, text_or(said, fmt::format("error {}", code)));
}

}  // namespace

struct Frame::Parts {
    Owned<CSchema> schema;
    std::vector<Owned<CArray>> arrays;
    std::vector<std::string> names = {};
    std::vector<ColumnOfPieces> columns = {};
    std::uint64_t rows = 0;

    /// Finds the columns in what arrived.
    void take_apart() {
        const auto& of = *schema;
        if (schema.is_released() || of.format == nullptr) {
            throw FrameError("the table has no type");
        }
        if (std::string_view{of.format} != "+s" || of.dictionary != nullptr) {
            add_column(text_or(of.name, "column"), of);
            for (const auto& array : arrays) {
                add_piece(0, of, &*array, 0, (*array).length);
                count_rows((*array).length);
            }
            return;
        }
        for (std::int64_t i = 0; i < of.n_children; ++i) {
            if (of.children == nullptr || of.children[i] == nullptr ||
                of.children[i]->format == nullptr) {
                throw FrameError(fmt::format("column {} of the table has no type", i + 1));
            }
            add_column(text_or(of.children[i]->name, ""), *of.children[i]);
        }
        for (const auto& array : arrays) {
            const auto table = checked_piece(of, &*array, 0, (*array).length, "the whole table");
            for (std::int64_t row = 0; table.has_nulls && row < table.rows; ++row) {
                if (table.is_null(row)) {
                    throw FrameError(fmt::format("row {} of the table is null as a whole", row));
                }
            }
            for (std::size_t i = 0; i < columns.size(); ++i) {
                add_piece(i, *of.children[i], (*array).children[i], table.begin, table.rows);
            }
            count_rows(table.rows);
        }
    }

private:
    void add_column(std::string name, const CSchema& type) {
        columns.push_back({name, &type, {}});
        names.push_back(std::move(name));
    }
    void add_piece(std::size_t column, const CSchema& type, const CArray* array, std::int64_t begin,
                   std::int64_t size) {
        if (type_of(type.format).layout == Layout::not_read_here) {
            return;  // it is an error when somebody asks for it
        }
        columns[column].pieces.push_back(
            checked_piece(type, array, begin, size, columns[column].name));
    }
    void count_rows(std::int64_t more) { rows += static_cast<std::uint64_t>(more); }
};

/// What the spans of columns refer to, beside the frame.
struct ReadColumns::Storage {
    std::deque<std::vector<std::string_view>> texts;
    std::deque<std::vector<std::int32_t>> places;
    std::deque<std::vector<std::int64_t>> wholes;
    std::deque<std::vector<double>> reals;
    std::deque<std::string> made;
};

ReadColumns::ReadColumns() : storage_(std::make_unique<Storage>()) {}
ReadColumns::~ReadColumns() = default;
ReadColumns::ReadColumns(ReadColumns&&) noexcept = default;
ReadColumns& ReadColumns::operator=(ReadColumns&&) noexcept = default;

namespace {

/// Whether values of this format can stand in a dictionary that is read.
bool is_value_of_dictionary(std::string_view format) {
    const auto type = type_of(format);
    return type.is(Holds::texts) || type.is(Holds::wholes) || format == "g" || format == "f";
}

/// The values of a column in one piece without nulls, where they stand; none if they cannot be used
/// so.
template <typename T>
std::optional<std::span<const T>> in_place(const ColumnOfPieces& column) {
    if (column.pieces.size() != 1 || column.pieces.front().has_nulls) {
        return std::nullopt;
    }
    const auto& piece = column.pieces.front();
    if (piece.rows == 0) {
        return std::span<const T>{};
    }
    if (reinterpret_cast<std::uintptr_t>(piece.buffer(1)) % alignof(T) != 0) {
        return std::nullopt;
    }
    return std::span{static_cast<const T*>(piece.buffer(1)) + piece.begin,
                     static_cast<std::size_t>(piece.rows)};
}

template <typename Each>
void each_row(const ColumnOfPieces& column, const Each& each) {
    for (const auto& piece : column.pieces) {
        for (std::int64_t row = 0; row < piece.rows; ++row) {
            each(piece, row);
        }
    }
}

/// Reads one column into what DataColumn can have.
class Reader {
public:
    Reader(const ColumnOfPieces& column, std::uint64_t rows, ReadColumns::Storage& storage)
        : column_(column),
          format_(column.type->format),
          type_(type_of(format_)),
          rows_(rows),
          storage_(storage) {}

    DataColumn read() {
        DataColumn out{column_.name, std::span<const std::string_view>{},
                       Frame::values_of(*column_.type) != Frame::Values::texts};
        if (column_.type->dictionary != nullptr) {
            out.values = coded();
        } else if (type_.is(Holds::texts)) {
            out.values = texts();
        } else if (type_.is(Holds::nothing)) {
            out.values = std::span<const std::string_view>{storage_.texts.emplace_back(rows_)};
        } else if (type_.is(Holds::wholes)) {
            read_wholes(out);
        } else if (format_ == "g") {
            out.values = reals(
                [](const Piece& piece, std::int64_t row) { return piece.value<double>(row); });
        } else if (format_ == "f") {
            out.values = reals([](const Piece& piece, std::int64_t row) {
                return meant_by(piece.value<float>(row));
            });
        } else if (format_ == "e") {
            out.values = reals([](const Piece& piece, std::int64_t row) {
                return real_of_half(piece.value<std::uint16_t>(row));
            });
        } else if (type_.is(Holds::decimals)) {
            out.values = decimals();
        } else {
            throw FrameError(fmt::format(
                "column '{}' is of the type {}; expected texts or numbers: which texts its values "
                "are, its owner has to say by making it a column of texts",
                column_.name, type_name(*column_.type)));
        }
        return out;
    }

private:
    std::span<const std::string_view> texts() {
        auto& out = storage_.texts.emplace_back();
        out.reserve(rows_);
        each_row(column_, [&](const Piece& piece, std::int64_t row) {
            out.push_back(piece.is_null(row) ? std::string_view{}
                                             : text_of(piece, type_, row, column_.name));
        });
        return out;
    }

    template <typename ValueOf>
    std::span<const double> reals(const ValueOf& value_of) {
        if (format_ == "g") {
            if (const auto values = in_place<double>(column_)) {
                return *values;
            }
        }
        auto& out = storage_.reals.emplace_back();
        out.reserve(rows_);
        each_row(column_, [&](const Piece& piece, std::int64_t row) {
            out.push_back(piece.is_null(row) ? std::numeric_limits<double>::quiet_NaN()
                                             : value_of(piece, row));
        });
        return out;
    }

    std::span<const std::string_view> decimals() {
        const auto places = decimals_of(format_, column_.name);
        const auto width = static_cast<std::int64_t>(type_.width);
        return made([&](const Piece& piece, std::int64_t row) {
            const auto* const bytes = static_cast<const char*>(piece.buffer(1));
            return without_end_zeros(
                decimal_text(bytes + (piece.begin + row) * width, type_.width, places));
        });
    }

    template <typename TextOf>
    std::span<const std::string_view> made(const TextOf& text_of_row) {
        auto& out = storage_.texts.emplace_back();
        out.reserve(rows_);
        each_row(column_, [&](const Piece& piece, std::int64_t row) {
            out.push_back(piece.is_null(row) ? std::string_view{}
                                             : std::string_view{storage_.made.emplace_back(
                                                   text_of_row(piece, row))});
        });
        return out;
    }

    [[nodiscard]] std::string whole_text(const Piece& piece, std::int64_t row) const {
        return format_ == "L" ? fmt::format("{}", piece.value<std::uint64_t>(row))
                              : fmt::format("{}", whole_of(piece, format_.front(), row));
    }

    /// Of a whole number or a float; nothing of what is no number.
    [[nodiscard]] std::string number_text(const Piece& piece, std::int64_t row) const {
        if (type_.is(Holds::wholes)) {
            return whole_text(piece, row);
        }
        const double real =
            format_ == "g" ? piece.value<double>(row) : meant_by(piece.value<float>(row));
        constexpr std::size_t longest = 400;  // more than any double prints
        std::array<char, longest> text{};
        const auto* const end = std::isnan(real)
                                    ? text.data()
                                    : print_shortest(text.data(), text.data() + longest, real);
        return {text.data(), static_cast<std::size_t>(end - text.data())};
    }

    /// Without nulls as they are. With nulls as doubles, which can be none, while they are exact;
    /// else, and where 64 bits with sign are not enough, as texts.
    void read_wholes(DataColumn& out) {
        if (format_ == "l") {
            if (const auto values = in_place<std::int64_t>(column_)) {
                out.values = *values;
                return;
            }
        }
        constexpr std::int64_t most_exact = std::int64_t{1} << 53U;
        bool has_nulls = false;
        bool is_exact = true;
        bool fits = true;
        each_row(column_, [&](const Piece& piece, std::int64_t row) {
            if (piece.is_null(row)) {
                has_nulls = true;
                return;
            }
            const auto value = whole_of(piece, format_.front(), row);
            fits = fits && (value >= 0 || format_ != "L");
            is_exact = is_exact && value <= most_exact && value >= -most_exact;
        });
        if (!fits || (has_nulls && !is_exact)) {
            out.values =
                made([&](const Piece& piece, std::int64_t row) { return whole_text(piece, row); });
        } else if (has_nulls) {
            out.values = reals([&](const Piece& piece, std::int64_t row) {
                return static_cast<double>(whole_of(piece, format_.front(), row));
            });
        } else {
            auto& values = storage_.wholes.emplace_back();
            values.reserve(rows_);
            each_row(column_, [&](const Piece& piece, std::int64_t row) {
                values.push_back(whole_of(piece, format_.front(), row));
            });
            out.values = std::span<const std::int64_t>{values};
        }
    }

    /// The dictionaries of all pieces, one behind the other; the same one again only once.
    CodedTexts coded() {
        auto& values = storage_.texts.emplace_back();
        std::vector<std::int32_t> place_of;  // of the values of this piece's dictionary
        const CArray* last = nullptr;
        if (!type_.is(Holds::wholes)) {
            throw FrameError(fmt::format("column '{}': places in a dictionary are of the type {}",
                                         column_.name, type_name(*column_.type)));
        }
        bool is_as_it_stands = format_ == "i";
        for (const auto& piece : column_.pieces) {
            const auto* const dictionary = piece.array->dictionary;
            if (last == nullptr || !is_same(*last, *dictionary)) {
                place_of = add_values(*dictionary, values);
            }
            last = dictionary;
            is_as_it_stands = is_as_it_stands && column_.pieces.size() == 1;
        }
        is_as_it_stands =
            is_as_it_stands && std::find(place_of.begin(), place_of.end(), -1) == place_of.end();
        return {values, places(is_as_it_stands)};
    }

    std::span<const std::int32_t> places(bool is_as_it_stands) {
        if (is_as_it_stands) {
            if (const auto own = in_place<std::int32_t>(column_)) {
                const auto size = values_of_.empty() ? 0 : std::ssize(values_of_.back());
                for (const auto place : *own) {
                    check_place(place, size);
                }
                return *own;
            }
        }
        auto& out = storage_.places.emplace_back();
        out.reserve(rows_);
        std::size_t which = 0;
        const CArray* last = nullptr;
        for (const auto& piece : column_.pieces) {
            if (last != nullptr && !is_same(*last, *piece.array->dictionary)) {
                ++which;
            }
            last = piece.array->dictionary;
            const auto& place_of = values_of_[which];
            for (std::int64_t row = 0; row < piece.rows; ++row) {
                if (piece.is_null(row)) {
                    out.push_back(-1);
                    continue;
                }
                const auto place = whole_of(piece, format_.front(), row);
                check_place(place, std::ssize(place_of));
                out.push_back(place_of[static_cast<std::size_t>(place)]);
            }
        }
        return out;
    }

    void check_place(std::int64_t place, std::int64_t size) const {
        if (place < 0 || place >= size) {
            throw FrameError(fmt::format("column '{}': place {} in a dictionary of {} values",
                                         column_.name, place, size));
        }
    }

    /// Adds the values of a dictionary; of each its place, or -1 for a null.
    std::vector<std::int32_t> add_values(const CArray& dictionary,
                                         std::vector<std::string_view>& values) {
        const auto& type = *column_.type->dictionary;
        const auto name = column_.name;
        const ColumnOfPieces own{
            name, &type, {checked_piece(type, &dictionary, 0, dictionary.length, name)}};
        const auto layout = type_of(type.format);
        const auto& piece = own.pieces.front();
        std::vector<std::int32_t> out;
        constexpr auto most = std::size_t{std::numeric_limits<std::int32_t>::max()};
        if (type.dictionary != nullptr || !is_value_of_dictionary(type.format)) {
            throw FrameError(
                fmt::format("column '{}' is a dictionary of {}; expected texts or numbers", name,
                            type_name(type)));
        }
        if (values.size() + static_cast<std::size_t>(piece.rows) > most) {
            throw FrameError(fmt::format("column '{}' has dictionaries of {} values", name,
                                         values.size() + static_cast<std::size_t>(piece.rows)));
        }
        for (std::int64_t row = 0; row < piece.rows; ++row) {
            if (piece.is_null(row)) {
                out.push_back(-1);
                continue;
            }
            out.push_back(static_cast<std::int32_t>(values.size()));
            values.push_back(layout.is(Holds::texts)
                                 ? text_of(piece, layout, row, name)
                                 : std::string_view{storage_.made.emplace_back(
                                       Reader{own, 0, storage_}.number_text(piece, row))});
        }
        values_of_.push_back(out);
        return out;
    }

    const ColumnOfPieces& column_;
    std::string_view format_;
    Type type_;
    std::uint64_t rows_;
    ReadColumns::Storage& storage_;
    std::vector<std::vector<std::int32_t>> values_of_;  // by dictionary, of its values
};

}  // namespace

Frame Frame::of_stream(CStream* stream) {
    if (stream == nullptr || stream->release == nullptr) {
        throw FrameError("the table was taken by another reader before");
    }
    Owned<CStream> own(stream);
    auto parts = std::make_shared<Parts>();
    auto& from = *own.get();
    if (from.get_schema == nullptr || from.get_next == nullptr) {
        throw FrameError("a stream that cannot be asked");
    }
    if (const int code = from.get_schema(&from, parts->schema.get()); code != 0) {
        throw FrameError(problem(from, "the table cannot be read", code));
    }
    for (;;) {
        Owned<CArray> next;
        if (const int code = from.get_next(&from, next.get()); code != 0) {
            throw FrameError(problem(from, "the table cannot be read", code));
        }
        if (next.is_released()) {
            break;
        }
        parts->arrays.push_back(std::move(next));
    }
    parts->take_apart();
    return Frame{std::move(parts)};
}

Frame Frame::of_array(CSchema* schema, CArray* array) {
    if (schema == nullptr || array == nullptr || schema->release == nullptr ||
        array->release == nullptr) {
        throw FrameError("the table was taken by another reader before");
    }
    auto parts = std::make_shared<Parts>();
    parts->schema = Owned<CSchema>(schema);
    parts->arrays.emplace_back(array);
    parts->take_apart();
    return Frame{std::move(parts)};
}

const std::vector<std::string>& Frame::names() const noexcept {
    return parts_->names;
}

std::uint64_t Frame::rows() const noexcept {
    return parts_->rows;
}

bool Frame::is_readable(const CSchema& column) {
    const auto type = type_of(column.format);
    if (column.dictionary != nullptr) {
        return column.dictionary->dictionary == nullptr && type.is(Holds::wholes) &&
               is_value_of_dictionary(column.dictionary->format);
    }
    switch (type.holds) {
        case Holds::nothing:
        case Holds::wholes:
        case Holds::reals:
        case Holds::decimals:
        case Holds::texts:
            return true;
        case Holds::truths:
        case Holds::times:
        case Holds::bytes:
        case Holds::parts:
        case Holds::not_read_here:
            break;
    }
    return false;
}

Frame::Values Frame::values_of(const CSchema& column) {
    if (column.format == nullptr) {
        return Values::texts;
    }
    // Places in a dictionary are numbers, and say nothing of what it holds.
    const auto& values = column.dictionary != nullptr ? *column.dictionary : column;
    const auto type = type_of(values.format);
    if (type.is(Holds::texts) || !is_readable(column)) {
        return Values::texts;
    }
    return type.is(Holds::wholes) ? Values::wholes : Values::reals;
}

bool Frame::is_readable(std::size_t place) const {
    return is_readable(*parts_->columns.at(place).type);
}

Frame::Values Frame::values(std::size_t place) const {
    return values_of(*parts_->columns.at(place).type);
}

ReadColumns Frame::read(const std::vector<std::size_t>& places) const {
    ReadColumns out;
    std::vector<std::int32_t>* nothing = nullptr;
    for (std::size_t place = 0; place < parts_->columns.size(); ++place) {
        const auto& column = parts_->columns[place];
        if (std::find(places.begin(), places.end(), place) != places.end()) {
            out.columns_.push_back(Reader{column, parts_->rows, *out.storage_}.read());
            continue;
        }
        if (nothing == nullptr) {
            nothing = &out.storage_->places.emplace_back(parts_->rows, -1);
        }
        out.columns_.push_back(
            {column.name, CodedTexts{std::span<const std::string_view>{}, *nothing}});
    }
    return out;
}

const ColumnOfPieces& Frame::pieces(std::size_t place) const {
    return parts_->columns.at(place);
}

Node Frame::gather(const std::vector<std::uint64_t>& rows) const {
    std::vector<Node> columns;
    for (auto column : parts_->columns) {
        column.owner = parts_;
        columns.push_back(gathered(column, rows));
    }
    return table_of(std::ssize(rows), std::move(columns));
}

Node Frame::slice(std::uint64_t begin, std::uint64_t count) const {
    if (begin > rows() || count > rows() - begin) {
        throw std::out_of_range(fmt::format("{} rows from row {} on, of {}", count, begin, rows()));
    }
    if (parts_->arrays.size() != 1) {
        std::vector<std::uint64_t> all(count);
        std::iota(all.begin(), all.end(), begin);
        return gather(all);
    }
    const auto& type = *parts_->schema;
    const auto& array = *parts_->arrays.front();
    const bool is_table = std::string_view{type.format} == "+s" && type.dictionary == nullptr;
    const auto first =
        static_cast<std::int64_t>(begin) + (is_table ? array.offset : std::int64_t{0});
    std::vector<Node> columns;
    for (std::size_t i = 0; i < parts_->columns.size(); ++i) {
        const auto& column = is_table ? *array.children[i] : array;
        const auto& own = is_table ? *type.children[i] : type;
        auto node = shared_node(own, column, parts_);
        const bool is_whole_column = std::cmp_equal(node.length, count) && first == 0;
        node.name = parts_->columns[i].name;
        node.offset += first;
        node.length = static_cast<std::int64_t>(count);
        node.null_count = is_whole_column                                 ? node.null_count
                          : type_of(own.format).layout == Layout::nothing ? node.length
                                                                          : -1;
        columns.push_back(std::move(node));
    }
    return table_of(static_cast<std::int64_t>(count), std::move(columns));
}

}  // namespace socshift::arrow
