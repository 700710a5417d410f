#include "arrow/gather.hpp"

#include "arrow/frame.hpp"
#include "arrow/schema.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>

namespace socshift::arrow {

namespace {

constexpr std::int64_t most_short = std::numeric_limits<std::int32_t>::max();

/// Bits behind each other, the first the lowest of its byte.
class PackedBits {
public:
    explicit PackedBits(std::size_t size) : bytes_((size + bits_of_byte - 1) / bits_of_byte) {}

    void add(bool bit) noexcept {
        auto& byte = bytes_[static_cast<std::size_t>(size_) / bits_of_byte];
        byte = static_cast<std::uint8_t>(byte | (bit ? 1U : 0U) << size_ % bits_of_byte);
        ++size_;
        ones_ += bit ? 1 : 0;
    }

    [[nodiscard]] std::int64_t zeros() const noexcept { return size_ - ones_; }
    [[nodiscard]] Buffer buffer() && { return Buffer::of(std::move(bytes_)); }

private:
    static constexpr unsigned bits_of_byte = 8;
    std::vector<std::uint8_t> bytes_;
    std::int64_t size_ = 0;
    std::int64_t ones_ = 0;
};

[[noreturn]] void fail_beyond(std::uint64_t row, const std::string& column, std::uint64_t size) {
    throw std::out_of_range(fmt::format("row {} of column '{}', which has {}", row, column, size));
}

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
            fail_beyond(row, column.name, starts.back());
        }
        if (row < starts[piece] || row >= starts[piece + 1]) {
            piece = static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), row) -
                                             starts.begin() - 1);
        }
        out.push_back({piece, static_cast<std::int64_t>(row - starts[piece])});
    }
    return out;
}

class Gatherer {
public:
    Gatherer(const ColumnOfPieces& column, const std::vector<std::uint64_t>& rows)
        : column_(column), type_(type_of(column.type->format)), rows_(rows) {
        if (column.pieces.size() == 1) {
            const auto size = static_cast<std::uint64_t>(column.pieces.front().rows);
            const auto beyond = std::find_if(rows.begin(), rows.end(),
                                             [size](std::uint64_t row) { return row >= size; });
            if (beyond != rows.end()) {
                fail_beyond(*beyond, column.name, size);
            }
        } else {
            spots_ = spots_of(column, rows);
        }
        out_.format = column.type->format;
        out_.name = column.name;
        out_.metadata = metadata_of(column.type->metadata);
        out_.flags = column.type->flags;
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
        } else {
            add_values();
        }
        if (out_.null_count > 0) {
            out_.flags |= flag_nullable;
        }
        return std::move(out_);
    }

private:
    /// Calls @p each with the piece, its number and the row in it, of all rows in their order.
    template <typename Each>
    void each_spot(const Each& each) const {
        if (column_.pieces.size() == 1) {
            const auto& piece = column_.pieces.front();
            for (const auto row : rows_) {
                each(piece, std::size_t{0}, static_cast<std::int64_t>(row));
            }
            return;
        }
        for (const auto& spot : spots_) {
            each(column_.pieces[spot.piece], spot.piece, spot.row);
        }
    }

    /// The same, of rows that stand one behind the other in a piece: how many, as the last
    /// argument.
    template <typename Each>
    void each_run(const Each& each) const {
        if (column_.pieces.size() != 1) {
            each_spot([&](const Piece& piece, std::size_t, std::int64_t row) {
                each(piece, row, std::int64_t{1});
            });
            return;
        }
        for (std::size_t i = 0; i < rows_.size();) {
            std::size_t next = i + 1;
            while (next < rows_.size() && rows_[next] == rows_[next - 1] + 1) {
                ++next;
            }
            each(column_.pieces.front(), static_cast<std::int64_t>(rows_[i]),
                 static_cast<std::int64_t>(next - i));
            i = next;
        }
    }

    void add_validity() {
        Buffer validity;
        if (std::any_of(column_.pieces.begin(), column_.pieces.end(),
                        [](const Piece& each) { return each.has_nulls; })) {
            PackedBits bits(rows_.size());
            each_spot([&](const Piece& piece, std::size_t, std::int64_t row) {
                bits.add(!piece.is_null(row));
            });
            out_.null_count = bits.zeros();
            if (out_.null_count > 0) {
                validity = std::move(bits).buffer();
            }
        }
        out_.buffers.push_back(std::move(validity));
    }

    void add_values() {
        switch (type_.layout) {
            case Layout::fixed:
                add_fixed();
                break;
            case Layout::bits:
                add_bits();
                break;
            case Layout::short_text:
            case Layout::long_text:
                add_bytes();
                break;
            case Layout::viewed_text:
                add_views();
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
            case Layout::not_read_here:
                throw FrameError(fmt::format("column '{}' has the type {}, which is not read here",
                                             column_.name, type_name(*column_.type)));
        }
    }

    /// Copies values of so many bytes, which the compiler knows, or 0: of as many as there are.
    template <std::size_t known_width>
    void copy_fixed(char* to) const {
        const auto width = known_width == 0 ? type_.width : known_width;
        each_run([&](const Piece& from, std::int64_t row, std::int64_t rows) {
            const auto* const at = static_cast<const char*>(from.buffer(1)) +
                                   static_cast<std::size_t>(from.begin + row) * width;
            if (rows == 1) {
                std::memcpy(to, at, width);
            } else {
                std::memcpy(to, at, static_cast<std::size_t>(rows) * width);
            }
            to += static_cast<std::size_t>(rows) * width;
        });
    }

    void add_fixed() {
        constexpr std::size_t eight = 8;
        constexpr std::size_t sixteen = 16;
        std::vector<char> bytes(rows_.size() * type_.width);
        switch (type_.width) {
            case 1:
                copy_fixed<1>(bytes.data());
                break;
            case 2:
                copy_fixed<2>(bytes.data());
                break;
            case 4:
                copy_fixed<4>(bytes.data());
                break;
            case eight:
                copy_fixed<eight>(bytes.data());
                break;
            case sixteen:
                copy_fixed<sixteen>(bytes.data());
                break;
            default:
                copy_fixed<0>(bytes.data());
        }
        out_.buffers.push_back(Buffer::of(std::move(bytes)));
    }

    void add_bits() {
        constexpr std::int64_t bits_of_byte = 8;
        PackedBits bits(rows_.size());
        each_spot([&](const Piece& piece, std::size_t, std::int64_t row) {
            const auto place = piece.begin + row;
            bits.add(
                (load<std::uint8_t>(piece.buffer(1), place / bits_of_byte) >> place % bits_of_byte &
                 1) != 0);
        });
        out_.buffers.push_back(std::move(bits).buffer());
    }

    [[nodiscard]] std::string_view text_at(const Piece& piece, std::int64_t row) const {
        return piece.is_null(row) ? std::string_view{} : text_of(piece, type_, row, column_.name);
    }

    /// Texts and bytes. Bounds of 32 bits become such of 64 where the sum of parts does not fit.
    void add_bytes() {
        std::vector<std::int64_t> ends{0};
        ends.reserve(rows_.size() + 1);
        std::vector<char> bytes;
        const auto add = [&](const Piece& piece, std::int64_t row) {
            const auto text = text_at(piece, row);
            bytes.insert(bytes.end(), text.begin(), text.end());
            ends.push_back(std::ssize(bytes));
        };
        each_run([&](const Piece& piece, std::int64_t row, std::int64_t rows) {
            const auto texts = texts_of(piece, type_, row, rows, column_.name);
            if (!texts) {
                for (std::int64_t i = 0; i < rows; ++i) {
                    add(piece, row + i);
                }
                return;
            }
            const auto before = std::ssize(bytes);
            bytes.insert(bytes.end(), texts->bytes.begin(), texts->bytes.end());
            for (std::int64_t i = 0; i < rows; ++i) {
                ends.push_back(before + texts->end_of(i));
            }
        });
        if (type_.layout == Layout::short_text && ends.back() <= most_short) {
            out_.buffers.push_back(Buffer::of(std::vector<std::int32_t>(ends.begin(), ends.end())));
        } else {
            out_.format = type_.is(Holds::texts) ? "U" : "Z";
            out_.buffers.push_back(Buffer::of(std::move(ends)));
        }
        out_.buffers.push_back(Buffer::of(std::move(bytes)));
    }

    /// Views, and what of the texts does not fit into them, in buffers of a megabyte or of one
    /// text.
    void add_views() {
        constexpr std::size_t width = 16;
        constexpr std::size_t longest_inside = 12;
        constexpr std::size_t usual = std::size_t{1} << 20U;
        std::vector<char> views(rows_.size() * width);
        std::vector<std::vector<char>> buffers;
        auto* to = views.data();
        each_spot([&](const Piece& piece, std::size_t, std::int64_t row) {
            const auto text = text_at(piece, row);
            const auto size = static_cast<std::int32_t>(text.size());
            std::memcpy(to, &size, sizeof size);
            if (text.size() <= longest_inside) {
                std::copy(text.begin(), text.end(), to + sizeof size);
            } else {
                if (buffers.empty() || buffers.back().size() + text.size() > usual) {
                    buffers.emplace_back();
                }
                const auto which = static_cast<std::int32_t>(buffers.size() - 1);
                const auto begin = static_cast<std::int32_t>(buffers.back().size());
                std::copy_n(text.begin(), sizeof size, to + sizeof size);
                std::memcpy(to + 2 * sizeof size, &which, sizeof which);
                std::memcpy(to + 3 * sizeof size, &begin, sizeof begin);
                buffers.back().insert(buffers.back().end(), text.begin(), text.end());
            }
            to += width;
        });
        out_.buffers.push_back(Buffer::of(std::move(views)));
        std::vector<std::int64_t> sizes;
        for (auto& buffer : buffers) {
            sizes.push_back(std::ssize(buffer));
            out_.buffers.push_back(Buffer::of(std::move(buffer)));
        }
        out_.buffers.push_back(Buffer::of(std::move(sizes)));
    }

    /// Places in the dictionaries of all pieces, one behind the other; where there is but one, it
    /// and the places stay as they are.
    void add_coded() {
        if (!type_.is(Holds::wholes)) {
            throw FrameError(fmt::format("column '{}': places in a dictionary are of the type {}",
                                         column_.name, type_name(*column_.type)));
        }
        const auto format = out_.format.front();
        ColumnOfPieces values{column_.name, column_.type->dictionary, {}, column_.owner};
        std::vector<std::int64_t> starts;
        std::int64_t all = 0;
        for (const auto& each : column_.pieces) {
            const auto* const dictionary = each.array->dictionary;
            if (values.pieces.empty() || !is_same(*values.pieces.back().array, *dictionary)) {
                values.pieces.push_back(
                    checked_piece(*values.type, dictionary, 0, dictionary->length, column_.name));
                all += dictionary->length;
            }
            starts.push_back(all - dictionary->length);
        }
        if (all > most_short) {
            throw FrameError(
                fmt::format("column '{}' has dictionaries of {} values", column_.name, all));
        }
        const auto check = [&](std::int64_t place, std::int64_t size) {
            if (place < 0 || place >= size) {
                throw FrameError(fmt::format("column '{}': place {} in a dictionary of {} values",
                                             column_.name, place, size));
            }
        };
        const bool is_one = values.pieces.size() <= 1;
        std::vector<std::int32_t> places;
        places.reserve(is_one ? 0 : rows_.size());
        each_spot([&](const Piece& piece, std::size_t which, std::int64_t row) {
            if (piece.is_null(row)) {
                places.resize(is_one ? 0 : places.size() + 1);
                return;
            }
            const auto place = whole_of(piece, format, row);
            check(place, piece.array->dictionary->length);
            if (!is_one) {
                places.push_back(static_cast<std::int32_t>(starts[which] + place));
            }
        });
        if (is_one) {
            add_fixed();
        } else {
            out_.format = "i";
            out_.buffers.push_back(Buffer::of(std::move(places)));
        }
        out_.dictionary = std::make_shared<const Node>(whole(values, all));
    }

    /// All values of a dictionary: where they are, if there is but one that somebody keeps.
    static Node whole(const ColumnOfPieces& values, std::int64_t size) {
        if (values.owner && values.pieces.size() == 1) {
            return shared_node(*values.type, *values.pieces.front().array, values.owner);
        }
        std::vector<std::uint64_t> all(static_cast<std::size_t>(size));
        std::iota(all.begin(), all.end(), std::uint64_t{0});
        return gathered(values, all);
    }

    /// A child of all pieces: @p starts has for each piece where its child's rows begin.
    [[nodiscard]] ColumnOfPieces child(std::int64_t which, bool is_of_same_rows,
                                       std::vector<std::int64_t>& starts) const {
        const auto& type = *column_.type->children[which];
        ColumnOfPieces out{type.name == nullptr ? "" : type.name, &type, {}, column_.owner};
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

    void add_children() {
        std::vector<std::int64_t> starts;
        for (std::int64_t i = 0; i < column_.type->n_children; ++i) {
            out_.children.push_back(gathered(child(i, true, starts), rows_));
        }
    }

    void add_list() {
        std::vector<std::int64_t> starts;
        const auto values = child(0, false, starts);
        std::vector<std::uint64_t> wanted;
        std::vector<std::int64_t> ends{0};
        const bool is_fixed = type_.layout == Layout::fixed_list;
        const auto size = static_cast<std::int64_t>(type_.width);
        each_spot([&](const Piece& piece, std::size_t which, std::int64_t row) {
            if (is_fixed || !piece.is_null(row)) {
                const auto at = piece.begin + row;
                const auto all = starts[which + 1] - starts[which];
                if (is_fixed && size > 0 && at >= all / size) {
                    throw FrameError(fmt::format("column '{}': list {} of {} values each, of {}",
                                                 column_.name, at, size, all));
                }
                const auto bounds = is_fixed ? Bounds{at * size, (at + 1) * size}
                                             : bounds_of(piece, type_.layout, row, column_.name);
                if (bounds.end > all) {
                    throw FrameError(fmt::format("column '{}': a list up to {} of {} values",
                                                 column_.name, bounds.end, all));
                }
                for (auto value = bounds.begin; value < bounds.end; ++value) {
                    wanted.push_back(static_cast<std::uint64_t>(starts[which] + value));
                }
            }
            ends.push_back(std::ssize(wanted));
        });
        if (type_.layout == Layout::long_list) {
            out_.buffers.push_back(Buffer::of(std::move(ends)));
        } else if (type_.layout == Layout::short_list) {
            std::vector<std::int32_t> short_ends;
            for (const auto end : ends) {
                if (end > most_short) {
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
    const std::vector<std::uint64_t>& rows_;
    std::vector<Spot> spots_;  // of several pieces
    Node out_;
};

}  // namespace

bool is_same(const CArray& a, const CArray& b) noexcept {
    return a.length == b.length && a.offset == b.offset && a.n_buffers == b.n_buffers &&
           a.n_buffers > 0 && a.buffers != nullptr && b.buffers != nullptr &&
           std::equal(a.buffers, a.buffers + a.n_buffers, b.buffers);
}

Node shared_node(const CSchema& type, const CArray& array,
                 const std::shared_ptr<const void>& owner) {
    Node out{type.format, type.name == nullptr ? "" : type.name};
    out.metadata = metadata_of(type.metadata);
    out.flags = type.flags;
    out.length = array.length;
    out.null_count = array.null_count;
    out.offset = array.offset;
    for (std::int64_t i = 0; i < array.n_buffers; ++i) {
        out.buffers.push_back({owner, array.buffers[i]});
    }
    for (std::int64_t i = 0; i < type.n_children; ++i) {
        out.children.push_back(shared_node(*type.children[i], *array.children[i], owner));
    }
    if (type.dictionary != nullptr) {
        out.dictionary =
            std::make_shared<const Node>(shared_node(*type.dictionary, *array.dictionary, owner));
    }
    return out;
}

Node gathered(const ColumnOfPieces& column, const std::vector<std::uint64_t>& rows) {
    if (type_of(column.type->format).layout == Layout::not_read_here) {
        throw FrameError(fmt::format("column '{}' has the type {}, which is not read here",
                                     column.name, type_name(*column.type)));
    }
    return Gatherer{column, rows}.node();
}

}  // namespace socshift::arrow
