#pragma once

// Internal: not installed. A piece of a data file, and what becomes of its rows.

#include "socshift/convert/verdicts.hpp"
#include "socshift/io/text_block.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace socshift {

/// Rows of a data file, from which several threads in turn make output.
struct RowBlock : TextBlock {
    /// A row that cannot be carried, or not all of it. `column`: the summed one that has no number,
    /// or no_column.
    struct Refused {
        std::uint32_t row = 0;
        std::uint32_t column = no_column;
        const Verdict* verdict = nullptr;
        bool in_part = false;  // carried, but for a part that goes nowhere
    };

    /// A row that may be the first carried one of a source item, or one that is to be looked at.
    struct First {
        std::uint32_t row = 0;
        std::size_t item = 0;
    };

    static constexpr std::uint32_t no_column = ~std::uint32_t{0};

    Bytes out;
    std::vector<Refused> refused;  // in the order of rows
    std::vector<First> firsts;     // in the order of rows
    std::deque<Verdict> verdicts;  // of cells that are not remembered
};

}  // namespace socshift
