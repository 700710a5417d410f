#pragma once

// Internal: not installed. From what was carried of source items to figures of targets.

#include "socshift/convert/slot_sums.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/convert/sum_header.hpp"
#include "socshift/numbers/decimal.hpp"
#include "socshift/numbers/figure_column.hpp"
#include "socshift/numbers/figure_list.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace socshift {

/// What is added up apart from all else: a source item, and a combination of keys by its place in
/// the order of output.
struct SumSlot {
    std::uint32_t item = 0;
    std::uint32_t keys = 0;
};

/// The parts of a column of sums by basis, in the order of Basis; nullptr: nothing rests on it.
using SumsByBasis = std::array<const SlotSums*, basis_count>;

/// The lines of the output of sums, and how figures come into them.
class SumTable {
public:
    /// One line. Lines are in the order of targets, then of keys. The last are no lines of the
    /// output: what goes nowhere, of each combination of keys and basis of its source item.
    struct Line {
        std::uint32_t target = 0;  // place in the target edition; behind all: nowhere
        std::uint32_t keys = 0;
        std::optional<Basis> basis;  // the weakest that contributes
    };

    /// @p slots: those that a row was carried to, in the order of keys. @p bounds: targets have
    /// lines that the weights give nothing, but that could have something. @p threads work on
    /// figures. Refers to @p sources.
    SumTable(const CodedEditions& sources, std::vector<SumSlot> slots, bool bounds,
             unsigned threads);

    [[nodiscard]] const std::vector<SumSlot>& slots() const noexcept { return slots_; }
    [[nodiscard]] const std::vector<Line>& lines() const noexcept { return lines_; }

    /// How many of the lines are lines of the output, the first ones.
    [[nodiscard]] std::size_t lines_out() const noexcept { return lines_out_; }

    /// CodedEditions::basis() of the source item of @p slot.
    [[nodiscard]] std::optional<Basis> basis_of(std::size_t slot) const {
        return goals_[slots_[slot].item].basis;
    }

    /// Sums by line; empty where nothing was added. Those of one combination of keys add up to what
    /// was carried with it: see FigureColumn::print().
    [[nodiscard]] FigureList figures(const SlotSums& carried, unsigned decimals) const;

    /// What part of each of @p figures, which figures() printed, rests on each basis: the weaker
    /// one of its share and of @p earlier, on which it rested before. The parts add up to the
    /// figure; empty where it is. By basis.
    [[nodiscard]] std::array<FigureList, basis_count> parts(const SumsByBasis& earlier,
                                                            const FigureList& figures,
                                                            unsigned decimals) const;

    /// The basis of each line is at least as weak as those of its parts that are not zero.
    void weaken(const std::array<FigureList, basis_count>& parts);

    /// What is counted by slot, by line of the output: added to every target that a slot goes to.
    /// Nothing if @p slots is nothing.
    [[nodiscard]] std::vector<std::uint64_t> counts(const std::vector<std::uint64_t>& slots) const;

    /// The least and the most that each can be. Needs @p bounds at the start.
    [[nodiscard]] std::pair<FigureList, FigureList> bounds(const SlotSums& carried,
                                                           unsigned decimals) const;

    /// Means by line.
    struct Means {
        FigureList means;                 // empty where there is no weight but zero
        FigureList weights;               // what they are made of, printed as figures() does
        FigureList products;              // the same of weights times figures
        std::size_t weights_of_zero = 0;  // means that are empty though something was added
    };
    [[nodiscard]] Means means(const SlotSums& weights, const SlotSums& products,
                              unsigned decimals) const;

private:
    /// Where a part of a source item goes.
    struct Goal {
        std::uint32_t target = 0;      // as Line::target
        const Share* share = nullptr;  // nullptr: all of it
        Basis basis = Basis::only;     // of the share; of nowhere, as the account has it
    };
    struct Goals {
        std::vector<Goal> all;
        std::optional<Basis> basis;  // CodedEditions::basis()
    };

    /// One combination of keys while its figures are made: they are in the order of its lines,
    /// which is that of targets.
    struct Group {
        std::size_t first_slot = 0;
        std::size_t last_slot = 0;  // behind
        std::span<const std::uint32_t> lines;
        const std::vector<std::uint32_t>& places;  // of the figure of a target
    };

    void find_goals();
    void make_lines(bool bounds);
    [[nodiscard]] std::span<const std::uint32_t> lines_of(std::size_t keys) const {
        return std::span{line_numbers_}.subspan(first_lines_[keys],
                                                first_lines_[keys + 1] - first_lines_[keys]);
    }
    [[nodiscard]] std::uint32_t target_of(const Item* target, std::size_t item) const;
    [[nodiscard]] std::vector<bool> add(const Group& group, const SlotSums& carried,
                                        FigureColumn& column) const;

    /// Has several threads call @p work for groups, and @p take with what it gave, for one after
    /// the other in their order.
    template <typename Work, typename Take>
    void each_group(const Work& work, const Take& take) const;

    const CodedEditions& sources_;
    unsigned threads_;
    std::vector<SumSlot> slots_;
    std::vector<Goals> goals_;  // by item; none of those without a slot
    std::vector<Line> lines_;
    std::size_t lines_out_ = 0;
    // By keys, and behind the last: the first of their slots, and of their lines in line_numbers_.
    std::vector<std::size_t> first_slots_;
    std::vector<std::size_t> first_lines_;
    std::vector<std::uint32_t> line_numbers_;
};

}  // namespace socshift
