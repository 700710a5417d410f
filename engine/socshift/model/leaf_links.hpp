#pragma once

#include "socshift/model/edition.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace socshift {

/// The items at the ends of a link; nullptr where its code is none of the edition.
struct LinkEnds {
    const Item* source = nullptr;
    const Item* target = nullptr;
};

/// A link between leaves, and the row of the table that it is read from.
struct LeafLink {
    const Item* source = nullptr;
    const Item* target = nullptr;
    std::size_t row = 0;
};

/// The rows of a table read at the leaves of its editions.
struct LeafLinks {
    std::vector<LeafLink> links;         // in row order; a pair may come from several rows
    std::vector<std::size_t> differing;  // rows of groups that finer rows do not bear out; sorted
};

/// Reads the rows of a table at its leaves: a row to or from a group stands for links with every
/// leaf below the group. If a table has rows at several levels, the finest that name a leaf or what
/// is above it speak for it. A row from a group to a target that rows of items below the group
/// lead to as well is a summary of these, and speaks only for leaves that no finer row names. One
/// that leads to where none of them does says something else: it is differing, and holds for
/// all leaves of the group. Rows without an item at either end are left out.
/// Cost: near linear in the links that come out, and those of summaries.
[[nodiscard]] LeafLinks leaf_links(const std::vector<LinkEnds>& rows, const Edition& source,
                                   const Edition& target);

/// Whether @p item is one of Edition::cut(level).
[[nodiscard]] bool is_in_cut(const Edition& edition, const Item& item, const std::string& level);

/// One side of every row of a table.
using LinkEnd = const Item* LinkEnds::*;

/// The level at which most rows are on one side; of several, the finest. The finest of the edition
/// if no row has an item.
[[nodiscard]] std::string usual_level(const std::vector<LinkEnds>& rows, LinkEnd end,
                                      const Edition& edition);

/// The first row of each item of one side that is not as most there are: no leaf where most are
/// leaves, at whatever level, else not in the cut at the usual level. What the finding `level-mix`
/// is about.
[[nodiscard]] std::vector<std::size_t> off_level(const std::vector<LinkEnds>& rows, LinkEnd end,
                                                 const Edition& edition);

}  // namespace socshift
