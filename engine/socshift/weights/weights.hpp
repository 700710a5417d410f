#pragma once

#include "socshift/model/correspondence.hpp"

#include <string>
#include <vector>

namespace socshift {

/// What part of a source goes to some of its places: to one target, to several together, of which
/// it is not known how they divide it, or nowhere.
struct WeightCell {
    std::vector<Code> targets;  // sorted; empty: nowhere
    Share share;                // more than zero

    friend bool operator==(const WeightCell&, const WeightCell&) = default;
};

/// What a table of weights says of one source. Its cells have no target twice, are sorted by their
/// first, and sum to exactly one: a target in none of them gets nothing.
struct DividedSource {
    Code source;
    std::vector<WeightCell> cells;
    bool in_part = false;    // it takes more than the figures themselves to say so: see `remark`
    std::string remark;      // how it follows, in words; may be empty
    bool is_forced = false;  // the figures it follows from contradict each other: see `remark`

    friend bool operator==(const DividedSource&, const DividedSource&) = default;
};

/// A source with several targets of which a table of weights says nothing, and why.
struct WeightGap {
    Code source;
    std::string reason;

    friend bool operator==(const WeightGap&, const WeightGap&) = default;
};

/// Where shares come from when the publisher of a table gave none.
struct WeightTable {
    std::string name;  // "census", or the file's name
    Basis basis = Basis::user;
    std::vector<DividedSource> sources;  // sorted, each once
    std::vector<WeightGap> gaps;         // sorted, each once; none of `sources`

    /// nullptr if it says nothing of @p source.
    [[nodiscard]] const DividedSource* find(const Code& source) const noexcept;
};

/// The sources that it takes weights to divide: Places::is_open(). In order.
struct UndividedSource {
    Code source;
    Correspondence::Places places;
};
[[nodiscard]] std::vector<UndividedSource> open_sources(const Correspondence& table);

/// The same part for each place of every source of open_sources(), nowhere among them.
[[nodiscard]] WeightTable equal_weights(const Correspondence& table);

/// What two tables of weights say of one link.
struct WeightDifference {
    Code source;
    Code target;
    Share a;
    Share b;
    Share size;  // of the difference
};

struct WeightComparison {
    std::size_t both = 0;                       // sources that both say something of
    std::vector<WeightDifference> differences;  // largest first, then in order of codes
};

/// Every link of each source that both tables give whole shares for: one that has a cell of several
/// targets is left out. A target in neither is in no difference.
[[nodiscard]] WeightComparison compare_weights(const WeightTable& a, const WeightTable& b);

/// @p table with shares: a source of open_sources() gets those of the first table of @p order that
/// says anything of it. A cell of several targets is divided in the proportions that the next
/// tables of the order give them, on the weaker of both bases; if they give none, the table cannot
/// serve that source, and the next one does. Links that get nothing have the share 0: they are
/// places all the same where a record can belong, and so is an end. A partial source that is served
/// is no longer partial. Other sources, and those that no table serves, stay as they are.
[[nodiscard]] Correspondence with_weights(const Correspondence& table,
                                          const std::vector<const WeightTable*>& order);

}  // namespace socshift
