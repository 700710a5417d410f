#pragma once

#include "arrow/c_data.hpp"
#include "arrow/node.hpp"
#include "arrow/owned.hpp"

#include <string_view>

namespace socshift::arrow {

/// A key of a column's metadata, whatever its value: the column is none of the file, and in no
/// text. A kind of file keeps in it what has no other place.
inline constexpr std::string_view hidden_key = "socshift:hidden";

/// A file with columns, or a table of another program, block of rows by block of rows. Every kind
/// of file has one of its own; what it knows of a column beside its values (labels, formats) stands
/// in the metadata of the column's type.
class BlockSource {
public:
    BlockSource() = default;
    BlockSource(const BlockSource&) = delete;
    BlockSource& operator=(const BlockSource&) = delete;
    virtual ~BlockSource() = default;

    /// The type of the table: a struct, whose children are the columns. Stays where it is.
    [[nodiscard]] virtual const CSchema& schema() const noexcept = 0;

    /// The next rows, a struct of that type; false at the end. Memory is bounded by the block.
    /// @throws FormatError for a file that is not as its kind has it; Error if it cannot be read.
    [[nodiscard]] virtual bool next(Owned<CArray>& block) = 0;
};

/// What a file with columns is written by, block of rows by block of rows. Nothing stands under the
/// file's name before finish() came back.
class BlockSink {
public:
    BlockSink() = default;
    BlockSink(const BlockSink&) = delete;
    BlockSink& operator=(const BlockSink&) = delete;
    virtual ~BlockSink() = default;

    /// Rows of the type that the sink was opened with: a table, as table_of() makes it.
    /// @throws Error if it cannot be written, or a value has no place in this kind of file.
    virtual void write(const Node& block) = 0;

    /// Completes the file.
    virtual void finish() = 0;
};

}  // namespace socshift::arrow
