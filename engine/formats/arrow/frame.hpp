#pragma once

#include "arrow/c_data.hpp"
#include "arrow/node.hpp"
#include "socshift/base/error.hpp"
#include "socshift/convert/data_columns.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::arrow {

/// A table that another library handed over and that is not as the Arrow format has it, or that
/// has a type which cannot be read here. what() names the column.
class FrameError : public Error {
public:
    using Error::Error;
};

struct ColumnOfPieces;

/// Columns of a frame as the engine takes them. Refers to the frame, which must outlive this, and
/// to itself: it can be moved, not copied.
class ReadColumns {
public:
    ReadColumns();
    ~ReadColumns();
    ReadColumns(ReadColumns&&) noexcept;
    ReadColumns& operator=(ReadColumns&&) noexcept;

    [[nodiscard]] const std::vector<DataColumn>& columns() const noexcept { return columns_; }

    struct Storage;  // internal

private:
    friend class Frame;
    std::vector<DataColumn> columns_;
    std::unique_ptr<Storage> storage_;
};

/// A table of another library, in one part or several, as it came over the Arrow C interface; its
/// buffers stay where they are, until this goes away. An array that is no struct is a table of one
/// column, with the name of its schema, or "column".
///
///     const auto frame = Frame::of_stream(stream);
///     const auto read = frame.read(asked_columns(spec, frame.names()));
///     const auto carried = conversion.carry(read.columns());
///     const auto rows = frame.gather(carried.rows);
///
/// Everything that arrives is checked before it is used, as far as the interface tells: numbers of
/// buffers and children, lengths, offsets, places of dictionaries, bounds of texts, UTF-8. How long
/// the buffers are it does not tell.
class Frame {
public:
    /// Reads @p stream to its end and releases it, whatever happens. @throws FrameError.
    [[nodiscard]] static Frame of_stream(CStream* stream);

    /// The same of one part; takes both over.
    [[nodiscard]] static Frame of_array(CSchema* schema, CArray* array);

    [[nodiscard]] const std::vector<std::string>& names() const noexcept;
    [[nodiscard]] std::uint64_t rows() const noexcept;

    /// Whether read() takes a column, by its type.
    [[nodiscard]] bool is_readable(std::size_t place) const;
    [[nodiscard]] static bool is_readable(const CSchema& column);

    /// What a column is read as: whether numbers stand in it, and whether all of them are whole.
    enum class Values : std::uint8_t { texts, wholes, reals };
    [[nodiscard]] Values values(std::size_t place) const;
    [[nodiscard]] static Values values_of(const CSchema& column);

    /// All columns, in their order, of which those at @p places are read; the others have the same
    /// names and rows, and no values.
    ///
    /// Texts (utf8, large_utf8, utf8_view) are read where they are; a dictionary is read once, and
    /// of each row its place, whatever whole numbers they are. Whole numbers and doubles are read
    /// where they are if they are 64 bits wide and have no nulls in one part. Nulls are empty
    /// cells. A float of 32 bits is the shortest decimal that reads as it; decimals
    /// are exact, without zeros at their end, as the same number of any other type. No booleans,
    /// times or lists: what text would stand for them is
    /// for their owner to say.
    /// @throws FrameError.
    [[nodiscard]] ReadColumns read(const std::vector<std::size_t>& places) const;

    /// The rows @p rows, counted from 0, of all columns, with types, metadata and dictionaries as
    /// they are: types of fixed width, texts, bytes, dictionaries, lists, maps and structs. Parts
    /// become one: texts that need it then have bounds of 64 bits, and different dictionaries are
    /// one behind the other, with places of 32 bits.
    /// @throws FrameError for other types; std::out_of_range for a row that there is not.
    [[nodiscard]] Node gather(const std::vector<std::uint64_t>& rows) const;

    /// A column as it came.
    [[nodiscard]] const ColumnOfPieces& pieces(std::size_t place) const;

    /// The rows from @p begin on, of all types: of a frame in one part nothing is copied, and
    /// values are not looked at. @throws std::out_of_range for rows that there are not; of a frame
    /// in several parts as gather().
    [[nodiscard]] Node slice(std::uint64_t begin, std::uint64_t count) const;

private:
    struct Parts;
    explicit Frame(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
    std::shared_ptr<const Parts> parts_;
};

}  // namespace socshift::arrow
