#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/publish/questions.hpp"
#include "socshift/report/family_drawing.hpp"

#include <vector>

namespace socshift {

/// The changes that answer @p question as drawings, one for each family that did not stay as it
/// was, in the order of the answer. Shares are those that a publisher gave, and those of codes with
/// one place. Boxes of items whose exclusions moved a boundary have the mark "exclusions", and the
/// notes say how. `part` of the question says nothing.
/// @throws as ask().
[[nodiscard]] std::vector<FamilyDrawing> draw(const Catalog& catalog, const DiffQuestion& question);

/// One code through all editions, a drawing for each series that it is or was in, that of its own
/// first: layers by time, in each what the code came from or went to there. Of a box that leads to
/// codes that are not shown, or that such codes lead to, a mark names them. @throws as ask().
[[nodiscard]] std::vector<FamilyDrawing> draw(const Catalog& catalog, const ItemQuestion& question);

/// Families over two or more editions as drawings, a layer for each edition, in the order of the
/// answer; those whose one code and title are the same in all of them are left out. `part` of the
/// question says nothing. @throws as ask().
[[nodiscard]] std::vector<FamilyDrawing> draw(const Catalog& catalog,
                                              const FamiliesQuestion& question);

}  // namespace socshift
