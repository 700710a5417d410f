#pragma once

// Internal: not installed. A piece of a data file, and what becomes of its rows.

#include "socshift/convert/assigned_title.hpp"
#include "socshift/convert/verdicts.hpp"
#include "socshift/io/text_block.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace socshift {

/// Why a row, or a part of it, is refused. `verdict`: its code cannot be carried. `part`: it is
/// carried, but for a part that goes nowhere. `not_a_number`, `negative_weight`: what stands in a
/// column of figures.
enum class RefusalCause : std::uint8_t { verdict, part, not_a_number, negative_weight };

/// A row that cannot be carried, or not all of it.
struct Refusal {
    std::uint32_t row = 0;  // of the block
    RefusalCause cause = RefusalCause::verdict;
    std::uint32_t column = 0;          // of figures, by their order: of the last two causes
    const Verdict* verdict = nullptr;  // on its code
};

/// A carried row that needed a repair: the first of its cell that a thread has met.
struct RepairedRow {
    std::uint32_t row = 0;  // of the block
    const Verdict* verdict = nullptr;
};

/// A row of columns in memory that went to a place.
struct PlacedRow {
    std::uint32_t row = 0;  // of the block
    std::uint32_t place = 0;
};

/// A row of columns in memory that its title settled.
struct SettledRow {
    std::uint32_t at = 0;     // in RowBlock::placed
    std::uint32_t score = 0;  // thousandths
};

/// A row whose title was judged: one without a code, or of columns in memory.
struct TitledRow {
    std::uint32_t row = 0;  // of the block
    AssignedTitle title;
};

struct CarriedBlock;

/// Rows of data, from which several threads in turn make output.
struct RowBlock : TextBlock {
    /// A row that may be the first carried one of a source item, or one that is to be looked at.
    struct First {
        std::uint32_t row = 0;
        std::size_t item = 0;
    };

    /// Whether the line of a row is known by its number, whatever line feeds its cells have.
    bool rows_are_lines = false;

    std::uint64_t padded = 0;  // rows that ended early and got empty cells

    Bytes out;
    std::vector<PlacedRow> placed;    // in the order of rows, as the next
    std::vector<SettledRow> settled;  // of these, those that their title settled
    std::vector<std::string>
        scaled;  // of `placed`, the figures of each by column, if there are any
    std::shared_ptr<CarriedBlock> carried;  // what `placed` becomes, if somebody takes it
    std::vector<Refusal> refused;
    std::vector<RepairedRow> repaired;
    std::vector<First> firsts;
    std::deque<Verdict> verdicts;  // of cells that are not remembered
    std::vector<TitledRow> titled;
};

}  // namespace socshift
