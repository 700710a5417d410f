#pragma once

// Internal: not installed. Whether a file has one figure of a publication in two rows.

#include "socshift/convert/figure_columns.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/io/text_block.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace socshift {

/// One figure in two rows.
struct DoubleFigure {
    CodeRef code;
    std::string level;  // of it, in its edition
    std::array<std::uint64_t, 2> lines{};
    /// Columns that tell the rows apart, of every such pair in the file by the same two values.
    std::vector<std::size_t> columns;
    std::vector<std::array<std::string, 2>> values;  // of each of these columns
};

/// Looks for codes that a publication prints at two levels (printed_twice()): such a code, in
/// exactly two rows with the same keys and equal numbers in all columns that are added up, is one
/// figure that would count twice, unless another code has several rows with these keys: then the
/// rows are cases, and all of them count.
///
/// Use      add() each row that is carried of a code that is printed twice, and of another the
///          first two with the same keys that each thread carries, until it has two of one code,
///          in the order of the file; more of these change nothing. Then find() and in_pairs().
/// Memory   some bytes for each combination of code and keys; of the rows that are compared, the
///          numbers, and the cells of the first few.
class DoubleFigures {
public:
    /// What @p columns are compared, each with its reader, and which one has the codes.
    using Compared = std::vector<std::pair<std::size_t, FigureReader>>;
    DoubleFigures(const CodedEditions& sources, Compared columns, std::size_t code_column);

    /// Whether any source has codes that are printed twice. If not, no row need be added.
    [[nodiscard]] bool watches() const noexcept { return watches_; }

    /// @p item of CodedEditions, the same for one code; @p keys: the number of the combination.
    void add(const BlockRow& row, std::uint64_t line, std::size_t item, std::uint32_t keys);

    /// By item of CodedEditions, the same for one code.
    [[nodiscard]] const std::vector<bool>& is_printed_twice() const noexcept {
        return is_printed_twice_;
    }

    /// The first in the file, or none.
    [[nodiscard]] std::optional<DoubleFigure> find() const;

    /// Codes that are printed twice, of which each figure stands in an even number of rows with the
    /// same keys, and there are different figures: as in tables of several areas or years in one
    /// file, which look like cases. Sorted.
    [[nodiscard]] std::vector<CodeRef> in_pairs() const;

private:
    struct Pair {
        std::uint64_t rows = 0;
        bool is_equal = true;
        std::size_t parity = 0;  // of hashes of numbers: 0 if each is there an even number of times
        std::array<std::uint64_t, 2> lines{};
        std::string numbers;                            // of the first row
        std::array<std::vector<std::string>, 2> cells;  // not of all pairs
    };
    using Slot = std::pair<std::uint32_t, std::size_t>;  // keys, item

    [[nodiscard]] std::string numbers_of(const BlockRow& row);
    [[nodiscard]] std::vector<std::string> cells_of(const BlockRow& row);
    void tell_apart(const Pair& shown, const std::vector<const Pair*>& pairs,
                    DoubleFigure& out) const;

    const CodedEditions& sources_;
    Compared columns_;
    std::size_t code_column_;
    bool watches_ = false;
    std::vector<bool> is_printed_twice_;  // by item
    std::map<Slot, Pair> pairs_;
    std::unordered_set<std::uint64_t> seen_;          // keys and item, of other codes
    std::unordered_set<std::uint32_t> with_repeats_;  // keys with which another code has rows
    std::size_t pairs_with_cells_ = 0;
    std::string storage_;
};

}  // namespace socshift
