#pragma once

#include "socshift/changes/exclusions.hpp"

#include <string>
#include <vector>

namespace socshift::cli {

/// A picture for Graphviz of @p references and the items that they join, @p subject in bold. An
/// arrow leads from an item to the one it excludes (solid) or is partly included in (dashed), in
/// both directions where each excludes the other; what is a problem is red, and so is a code that
/// the edition does not have. The same input gives the same bytes.
[[nodiscard]] std::string neighbourhood_dot(const Edition& edition, const Item& subject,
                                            const std::vector<const Reference*>& references);

/// The same of the family that @p subject is in between the editions of @p before and @p after:
/// its items in one box an edition, the links between them grey, and every reference that one of
/// them makes or that is made to one.
/// @throws UnknownName if no route joins the editions.
[[nodiscard]] std::string family_dot(const Catalog& catalog, const ReferenceGraph& before,
                                     const ReferenceGraph& after, const Item& subject);

}  // namespace socshift::cli
