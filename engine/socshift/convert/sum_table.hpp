#pragma once

// Internal: not installed. From what was carried of source items to figures of targets.

#include "socshift/convert/sources.hpp"
#include "socshift/convert/sum_header.hpp"
#include "socshift/numbers/decimal.hpp"
#include "socshift/numbers/figure_column.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// What is added up apart from all else: a source item, and a combination of keys by its place in
/// the order of output.
struct SumSlot {
    std::size_t item = 0;
    std::size_t keys = 0;
};

/// Exact sums by slot.
struct SlotSums {
    explicit SlotSums(std::size_t slots) : sums(slots), any(slots) {}

    std::vector<DecimalSum> sums;
    std::vector<bool> any;  // whether a number was added
};

/// The parts of a column of sums by basis, in the order of Basis; nullptr: nothing rests on it.
using SumsByBasis = std::array<const SlotSums*, basis_count>;

/// Figures as printed, by line.
using LineFigures = std::vector<std::string>;

/// The lines of the output of sums, and how figures come into them.
class SumTable {
public:
    /// One line. Lines are in the order of targets, then of keys. The last are no lines of the
    /// output: what goes nowhere, of each combination of keys and basis of its source item.
    struct Line {
        std::size_t target = 0;  // place in the target edition; behind all: nowhere
        std::size_t keys = 0;
        std::optional<Basis> basis;  // the weakest that contributes
    };

    /// @p slots: those that a row was carried to. @p bounds: targets have lines that the weights
    /// give nothing, but that could have something. Refers to @p sources.
    SumTable(const CodedEditions& sources, std::vector<SumSlot> slots, bool bounds);

    [[nodiscard]] const std::vector<SumSlot>& slots() const noexcept { return slots_; }
    [[nodiscard]] const std::vector<Line>& lines() const noexcept { return lines_; }

    /// How many of the lines are lines of the output, the first ones.
    [[nodiscard]] std::size_t lines_out() const noexcept { return lines_out_; }

    /// Sums by line; empty where nothing was added. Those of one combination of keys add up to what
    /// was carried with it: see FigureColumn::print().
    [[nodiscard]] LineFigures figures(const SlotSums& carried, unsigned decimals) const;

    /// What part of each of @p figures, which figures() printed, rests on each basis: the weaker
    /// one of its share and of @p earlier, on which it rested before. The parts add up to the
    /// figure; empty where it is. By basis.
    [[nodiscard]] std::array<LineFigures, basis_count> parts(const SumsByBasis& earlier,
                                                             const LineFigures& figures,
                                                             unsigned decimals) const;

    /// The basis of each line is at least as weak as those of its parts that are not zero.
    void weaken(const std::array<LineFigures, basis_count>& parts);

    /// What is counted by slot, by line of the output: added to every target that a slot goes to.
    [[nodiscard]] std::vector<std::uint64_t> counts(const std::vector<std::uint64_t>& slots) const;

    /// The least and the most that each can be. Needs @p bounds at the start.
    [[nodiscard]] std::pair<LineFigures, LineFigures> bounds(const SlotSums& carried,
                                                             unsigned decimals) const;

    /// Means by line.
    struct Means {
        LineFigures means;                // empty where there is no weight but zero
        LineFigures weights;              // what they are made of, printed as figures() does
        LineFigures products;             // the same of weights times figures
        std::size_t weights_of_zero = 0;  // means that are empty though something was added
    };
    [[nodiscard]] Means means(const SlotSums& weights, const SlotSums& products,
                              unsigned decimals) const;

private:
    /// The slots and lines of one combination of keys. Figures are in the order of its lines, which
    /// is that of targets.
    struct Group {
        std::vector<std::size_t> slots;
        std::vector<std::size_t> lines;
    };

    /// What a share out of @p item rests on; of nowhere, as the account has it.
    [[nodiscard]] Basis basis_of(const PlanTarget& target, std::size_t item) const;
    void make_lines(std::size_t keys, const Group& group, bool bounds);
    [[nodiscard]] std::size_t target_of(const Item* target, std::size_t item) const;
    [[nodiscard]] std::size_t place(const Group& group, std::size_t target) const;
    /// Adds @p carried of the slots of @p group; true of figures that something was added to.
    std::vector<bool> add(const Group& group, const SlotSums& carried, FigureColumn& column) const;

    const CodedEditions& sources_;
    std::vector<SumSlot> slots_;
    std::vector<Line> lines_;
    std::size_t lines_out_ = 0;
    std::vector<Group> groups_;  // by keys
};

}  // namespace socshift
