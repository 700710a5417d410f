#pragma once

#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/leaf_links.hpp"
#include "socshift/model/levels.hpp"

#include <string_view>
#include <vector>

namespace socshift {

/// The members of @p edition's cut at @p level that @p item is in or that are in it, in code order.
[[nodiscard]] std::vector<const Item*> cut_members(const Edition& edition, const Item& item,
                                                   std::string_view level);

/// The ends of each of the table's links, in their order. Needs the table's ends to be @p source
/// and @p target. @throws DataError, with every such link, if one is no item of its edition.
[[nodiscard]] std::vector<LinkEnds> link_ends(const Correspondence& table, const Edition& source,
                                              const Edition& target);

/// A leaf table seen at other levels: a member of the source's cut leads to every member of the
/// target's cut that one of its leaves falls in, and nowhere if one of its leaves ends in part.
/// @p table itself where both are cut at the leaves.
///
/// Needs    the table's ends are @p source and @p target.
/// Shares   of a member that is one leaf, or holds one, add up over the leaves of each target
///          member, on the weakest of their bases. Of others they are left out, since shares of
///          leaves are not shares of groups; a member that is all in one place needs none. A member
///          is partial if one of its leaves is.
/// Errors   @throws DataError, with every such link, if an end of a link is no item of its edition;
///          UnknownName for a level that an edition does not have.
[[nodiscard]] Correspondence at_level(const Correspondence& table, const Edition& source,
                                      const Edition& target, const LevelPair& levels);

}  // namespace socshift
