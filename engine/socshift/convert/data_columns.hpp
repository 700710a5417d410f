#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace socshift {

/// Texts of a column that repeats itself: of each row the place of its text in `values`; below 0:
/// none, as an empty cell. How Arrow (dictionary), pandas (categorical) and R (factor, from 0) have
/// them.
struct CodedTexts {
    std::span<const std::string_view> values;
    std::span<const std::int32_t> places;
};

/// How much of the data columns in memory are. Of all of it, values that somebody asked for and no
/// row has are an error; of a part they may be in another.
enum class Extent : std::uint8_t { part, whole };

/// One column of data in memory, a value a row. Refers to what it is made of, which must outlive
/// the call that it is handed to.
///
/// A text is what the cell of a file says once its quotes are taken off. A number is read as its
/// shortest decimal that reads as the same double, without exponent: 0.1 is exactly 0.1 here. Not a
/// number (NaN) is an empty cell; infinity is no number.
struct DataColumn {
    std::string name;
    std::variant<std::span<const std::string_view>, CodedTexts, std::span<const std::int64_t>,
                 std::span<const double>>
        values;
    /// Of texts: each is a number, as a program prints it ("-12.50"), or empty, so that how they
    /// are written says nothing: decimals, and whole numbers that are too large for the others.
    bool has_numbers = false;

    [[nodiscard]] std::size_t size() const noexcept;
};

/// Some rows of data in columns, which follow each other. Whoever gives it out derives from it what
/// else it knows of these rows.
class DataBlock {
public:
    DataBlock() = default;
    DataBlock(const DataBlock&) = delete;
    DataBlock& operator=(const DataBlock&) = delete;
    virtual ~DataBlock() = default;

    /// All as long as each other. They stay as they are as long as this does.
    [[nodiscard]] virtual const std::vector<DataColumn>& columns() const noexcept = 0;
};

/// A column of data that comes block by block.
struct BlockColumn {
    std::string name;
    /// Numbers stand in it, and how they are written says nothing: blocks have numbers, or texts
    /// of them, see DataColumn::has_numbers.
    bool has_numbers = false;
};

/// Data in columns that comes block of rows by block of rows, from its first row to its last, once:
/// so that no more than a few blocks are ever in memory.
class DataBlocks {
public:
    DataBlocks() = default;
    DataBlocks(const DataBlocks&) = delete;
    DataBlocks& operator=(const DataBlocks&) = delete;
    virtual ~DataBlocks() = default;

    /// The columns of every block, in their order; one or more.
    [[nodiscard]] virtual const std::vector<BlockColumn>& columns() const noexcept = 0;

    /// The next block, which may be empty; nullptr at the end. Asked for by one thread at a time,
    /// not always the same one; what is given out is read by several. @throws what its owner does.
    [[nodiscard]] virtual std::shared_ptr<const DataBlock> next() = 0;
};

}  // namespace socshift
