#pragma once

#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"

namespace socshift {

/// The first inherited item at or above @p item of an extension; nullptr when there is none.
[[nodiscard]] const Item* nearest_inherited(const Edition& extension, const Item& item);

/// Where the leaves of an extension stand in the edition it extends, by the parents that its data
/// states: each leaf leads to the nearest inherited item above it, and an inherited leaf to itself.
/// An item that stands under a group leads to every leaf of that group, since nobody said which;
/// an item that stands under nothing of the base leads nowhere.
/// Nothing is read from the characters of a code.
///
/// Returns  one link per (leaf of @p extension, leaf of @p base), without shares; each has the
/// place
///          where the extension's item was read.
/// Errors   @throws EditionMismatch unless @p extension extends @p base.
[[nodiscard]] Correspondence extension_table(const Edition& extension, const Edition& base);

/// extension_table() the other way: a leaf of @p base leads to every leaf of @p extension that
/// stands under it. These are candidates, so its sources are partial and have no shares: a state
/// that adds one code under a leaf has not said that the leaf is nothing but that. Only a leaf that
/// the extension keeps as a leaf goes to itself as a whole.
[[nodiscard]] Correspondence down_table(const Edition& base, const Edition& extension);

/// @p table between leaves only, by the rule of leaf_links(): a link to or from a group stands for
/// links with every leaf below the group, each read where the group's link was, unless it only
/// says again what links of finer items say. Shares out of a source that is, or leads to, a group
/// of several leaves, or that the links of two items speak for, are left out: nobody published
/// them. @p table itself where every end is a leaf.
///
/// Coverage, where nobody stated it: `part` unless lists_most_leaves() of @p source. A table that
/// lists so few is a piece of one.
///
/// Needs    the table's ends are @p source and @p target.
/// Errors   @throws DataError, with every such link, if an end of a link is no item of its edition.
[[nodiscard]] Correspondence leaf_table(const Correspondence& table, const Edition& source,
                                        const Edition& target);

/// leaf_table() read backwards, from @p target to @p source. Its coverage is found anew where
/// leaf_table()'s is whole without being stated.
[[nodiscard]] Correspondence leaf_table_back(const Correspondence& table, const Edition& source,
                                             const Edition& target);

}  // namespace socshift
