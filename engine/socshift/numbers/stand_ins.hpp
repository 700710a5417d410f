#pragma once

// Internal: not installed. Numbers in a column of figures that may be words for a missing one.

#include "socshift/numbers/figure_form.hpp"
#include "socshift/numbers/sum_cell.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace socshift {

/// Looks for numbers that stand for a missing figure, such as -999, among those of one column. The
/// same whatever the order of the cells. Rules: docs/formats.md, "Figures".
class StandIns {
public:
    /// No effect if @p cell is no number.
    void add(const SumCell& cell) {
        if (cell.kind == SumCell::Kind::fixed && cell.fixed >= 0 && cell.fixed < greatest_.value) {
            return;
        }
        if (cell.is_number()) {
            add_closely(cell);
        }
    }

    /// Adds other cells of the column.
    void add(const StandIns& other);

    /// The least number first.
    [[nodiscard]] std::vector<StandIn> found() const;

    /// A number at one end of the column, times 10^-fixed_decimals, and how many cells have it.
    struct End {
        std::int64_t value = 0;
        std::uint64_t cells = 0;
    };

    /// What was seen, to be added elsewhere.
    struct Seen {
        End greatest;
        End least;
        std::map<std::int64_t, std::uint64_t> negatives;  // cells by number
    };
    [[nodiscard]] Seen seen() const { return {greatest_, least_, negatives_}; }
    void add(const Seen& other);

private:
    void add_closely(const SumCell& cell);
    void lower_least(const End& end);
    void add_negative(std::int64_t value, std::uint64_t cells);
    [[nodiscard]] bool are_negatives_stand_ins() const;

    static constexpr std::size_t most_negatives = 5;  // different ones that can stand for missing

    End greatest_;                                     // 0 if there is none above
    End least_;                                        // the same
    std::map<std::int64_t, std::uint64_t> negatives_;  // cells; one more than can be, at most
};

}  // namespace socshift
