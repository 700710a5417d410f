#include "arrow/gather.hpp"

#include "arrow/frame.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>

namespace socshift::arrow {

namespace {

/// A row of a column: the piece that it stands in, and where.
struct Spot {
    std::size_t piece = 0;
    std::int64_t row = 0;
};

std::vector<Spot> spots_of(const ColumnOfPieces& column, const std::vector<std::uint64_t>& rows) {
    std::vector<std::uint64_t> starts{0};
    for (const auto& piece : column.pieces) {
        starts.push_back(starts.back() + static_cast<std::uint64_t>(piece.rows));
    }
    std::vector<Spot> out;
    out.reserve(rows.size());
    std::size_t piece = 0;
    for (const auto row : rows) {
        if (row >= starts.back()) {
            throw std::out_of_range(fmt::format("row {} of column '{}', which has {}", row,
                                                column.name, starts.back()));
        }
        if (row < starts[piece] || row >= starts[piece + 1]) {
            piece = static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), row) -
                                             starts.begin() - 1);
        }
        out.push_back({piece, static_cast<std::int64_t>(row - starts[piece])});
    }
    return out;
}

/// The bytes of metadata, whose own numbers say how many there are; none if they make no sense.
std::string metadata_of(const char* metadata) {
    if (metadata == nullptr) {
        return {};
    }
    constexpr std::int32_t most_pairs = 1 << 20;
    constexpr std::int32_t most_bytes = 1 << 28;  // of a value: labels of a column are one
    const auto* at = metadata;
    const auto number = [&at] {
        const auto out = load<std::int32_t>(at, 0);
        at += sizeof out;
        return out;
    };
    const auto pairs = number();
    for (std::int32_t i = 0; i < 2 * std::clamp(pairs, 0, most_pairs); ++i) {
        const auto size = number();
        if (size < 0 || size > most_bytes) {
            return {};
        }
        at += size;
    }
    return {metadata, static_cast<std::size_t>(at - metadata)};
}

class Gatherer {
public:
    Gatherer(const ColumnOfPieces& column, const std::vector<std::uint64_t>& rows)
        : column_(column), type_(type_of(column.type->format)), spots_(spots_of(column, rows)) {
        out_.format = column.type->format;
        out_.name = column.name;
        out_.metadata = metadata_of(column.type->metadata);
        out_.flags = column.type->flags | flag_nullable;
        out_.length = std::ssize(rows);
    }

    Node node() && {
        if (type_.layout == Layout::nothing) {
            out_.null_count = out_.length;
            return std::move(out_);
        }
        add_validity();
        if (column_.type->dictionary != nullptr) {
            add_coded();
        } else if (is_text(type_) || out_.format == "z" || out_.format == "Z" ||
                   out_.format == "vz") {
            add_bytes();
        } else {
            add_others();
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] const Piece& piece(const Spot& spot) const { return column_.pieces[spot.piece]; }
    [[nodiscard]] bool is_null(const Spot& spot) const { return piece(spot).is_null(spot.row); }

    void add_validity() {
        std::vector<bool> has_value;
        const bool any = std::any_of(column_.pieces.begin(), column_.pieces.end(),
                                     [](const Piece& each) { return each.has_nulls; });
        if (any) {
            has_value.reserve(spots_.size());
            for (const auto& spot : spots_) {
                has_value.push_back(!is_null(spot));
            }
        }
        auto validity = NullBits::of(has_value);
        out_.null_count = validity.nulls;
        out_.buffers.push_back(std::move(validity.bits));
    }

    void add_others() {
        switch (type_.layout) {
            case Layout::fixed:
                add_fixed(type_.width);
                break;
            case Layout::bits:
                add_bits();
                break;
            case Layout::structure:
                add_children();
                break;
            case Layout::short_list:
            case Layout::long_list:
            case Layout::fixed_list:
                add_list();
                break;
            case Layout::nothing:
            case Layout::short_text:
            case Layout::long_text:
            case Layout::viewed_text:
            case Layout::not_read_here:
                throw FrameError(fmt::format("column '{}' has the type {}, which is not read here",
                                             column_.name, type_name(*column_.type)));
        }
    }

    void add_fixed(std::size_t width) {
        std::vector<char> bytes(spots_.size() * width);
        auto* to = bytes.data();
        for (const auto& spot : spots_) {
            const auto& from = piece(spot);
            std::memcpy(to,
                        static_cast<const char*>(from.buffer(1)) +
                            static_cast<std::size_t>(from.begin + spot.row) * width,
                        width);
            to += width;
        }
        out_.buffers.push_back(Buffer::of(std::move(bytes)));
    }

    void add_bits() {
        constexpr std::int64_t bits = 8;
        std::vector<bool> values;
        values.reserve(spots_.size());
        for (const auto& spot : spots_) {
            const auto place = piece(spot).begin + spot.row;
            values.push_back(
                (load<std::uint8_t>(piece(spot).buffer(1), place / bits) >> place % bits & 1) != 0);
        }
        out_.buffers.push_back(bool_column("", values).buffers[1]);
    }

    /// Texts and bytes, whatever they came as, with bounds of 64 bits: the sum may not fit in 32.
    void add_bytes() {
        std::vector<std::int64_t> ends{0};
        ends.reserve(spots_.size() + 1);
        std::vector<char> bytes;
        for (const auto& spot : spots_) {
            if (!is_null(spot)) {
                const auto text = text_of(piece(spot), type_, spot.row, column_.name);
                bytes.insert(bytes.end(), text.begin(), text.end());
            }
            ends.push_back(std::ssize(bytes));
        }
        out_.format = type_.is_utf8 ? "U" : "Z";
        out_.buffers.push_back(Buffer::of(std::move(ends)));
        out_.buffers.push_back(Buffer::of(std::move(bytes)));
    }

    /// Places of 32 bits in the dictionaries of all pieces, one behind the other.
    void add_coded() {
        if (!is_whole(out_.format)) {
            throw FrameError(fmt::format("column '{}': places in a dictionary are of the type {}",
                                         column_.name, type_name(*column_.type)));
        }
        ColumnOfPieces values{column_.name, column_.type->dictionary, {}};
        std::vector<std::int64_t> starts{0};
        for (const auto& each : column_.pieces) {
            const auto* const dictionary = each.array->dictionary;
            values.pieces.push_back(
                checked_piece(*values.type, dictionary, 0, dictionary->length, column_.name));
            starts.push_back(starts.back() + dictionary->length);
        }
        if (starts.back() > std::numeric_limits<std::int32_t>::max()) {
            throw FrameError(fmt::format("column '{}' has dictionaries of {} values", column_.name,
                                         starts.back()));
        }
        std::vector<std::int32_t> places;
        places.reserve(spots_.size());
        const auto format = out_.format.front();
        for (const auto& spot : spots_) {
            if (is_null(spot)) {
                places.push_back(0);
                continue;
            }
            const auto place = whole_of(piece(spot), format, spot.row);
            const auto size = starts[spot.piece + 1] - starts[spot.piece];
            if (place < 0 || place >= size) {
                throw FrameError(fmt::format("column '{}': place {} in a dictionary of {} values",
                                             column_.name, place, size));
            }
            places.push_back(static_cast<std::int32_t>(starts[spot.piece] + place));
        }
        out_.format = "i";
        out_.buffers.push_back(Buffer::of(std::move(places)));
        std::vector<std::uint64_t> all(static_cast<std::size_t>(starts.back()));
        std::iota(all.begin(), all.end(), std::uint64_t{0});
        out_.dictionary = std::make_shared<const Node>(gathered(values, all));
    }

    /// A child of all pieces: @p starts has for each piece where its child's rows begin.
    [[nodiscard]] ColumnOfPieces child(std::int64_t which, bool is_of_same_rows,
                                       std::vector<std::int64_t>& starts) const {
        const auto& type = *column_.type->children[which];
        ColumnOfPieces out{type.name == nullptr ? "" : type.name, &type, {}};
        starts = {0};
        for (const auto& each : column_.pieces) {
            const auto* const array = each.array->children[which];
            out.pieces.push_back(
                is_of_same_rows ? checked_piece(type, array, each.begin, each.rows, column_.name)
                                : checked_piece(type, array, 0, array->length, column_.name));
            starts.push_back(starts.back() + out.pieces.back().rows);
        }
        return out;
    }

    [[nodiscard]] std::vector<std::uint64_t> rows() const {
        std::vector<std::uint64_t> starts{0};
        for (const auto& each : column_.pieces) {
            starts.push_back(starts.back() + static_cast<std::uint64_t>(each.rows));
        }
        std::vector<std::uint64_t> out;
        out.reserve(spots_.size());
        for (const auto& spot : spots_) {
            out.push_back(starts[spot.piece] + static_cast<std::uint64_t>(spot.row));
        }
        return out;
    }

    void add_children() {
        std::vector<std::int64_t> starts;
        for (std::int64_t i = 0; i < column_.type->n_children; ++i) {
            out_.children.push_back(gathered(child(i, true, starts), rows()));
        }
    }

    void add_list() {
        std::vector<std::int64_t> starts;
        const auto values = child(0, false, starts);
        std::vector<std::uint64_t> wanted;
        std::vector<std::int64_t> ends{0};
        for (const auto& spot : spots_) {
            const bool is_fixed = type_.layout == Layout::fixed_list;
            if (is_fixed || !is_null(spot)) {
                const auto size = static_cast<std::int64_t>(type_.width);
                const auto at = piece(spot).begin + spot.row;
                const auto all = starts[spot.piece + 1] - starts[spot.piece];
                if (is_fixed && size > 0 && at >= all / size) {
                    throw FrameError(fmt::format("column '{}': list {} of {} values each, of {}",
                                                 column_.name, at, size, all));
                }
                const auto bounds =
                    is_fixed ? Bounds{at * size, (at + 1) * size}
                             : bounds_of(piece(spot), type_.layout, spot.row, column_.name);
                if (bounds.end > all) {
                    throw FrameError(fmt::format("column '{}': a list up to {} of {} values",
                                                 column_.name, bounds.end, all));
                }
                for (auto value = bounds.begin; value < bounds.end; ++value) {
                    wanted.push_back(static_cast<std::uint64_t>(starts[spot.piece] + value));
                }
            }
            ends.push_back(std::ssize(wanted));
        }
        if (type_.layout == Layout::long_list) {
            out_.buffers.push_back(Buffer::of(std::move(ends)));
        } else if (type_.layout == Layout::short_list) {
            std::vector<std::int32_t> short_ends;
            for (const auto end : ends) {
                if (end > std::numeric_limits<std::int32_t>::max()) {
                    throw FrameError(fmt::format("column '{}' has {} values in its lists",
                                                 column_.name, ends.back()));
                }
                short_ends.push_back(static_cast<std::int32_t>(end));
            }
            out_.buffers.push_back(Buffer::of(std::move(short_ends)));
        }
        out_.children.push_back(gathered(values, wanted));
    }

    const ColumnOfPieces& column_;
    Type type_;
    std::vector<Spot> spots_;
    Node out_;
};

}  // namespace

bool is_text(const Type& type) noexcept {
    return type.is_utf8;
}

Node gathered(const ColumnOfPieces& column, const std::vector<std::uint64_t>& rows) {
    if (type_of(column.type->format).layout == Layout::not_read_here) {
        throw FrameError(fmt::format("column '{}' has the type {}, which is not read here",
                                     column.name, type_name(*column.type)));
    }
    return Gatherer{column, rows}.node();
}

}  // namespace socshift::arrow
