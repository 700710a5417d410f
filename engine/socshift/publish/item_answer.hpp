#pragma once

#include "socshift/changes/item_page.hpp"
#include "socshift/publish/answer.hpp"

namespace socshift {

/// socshift/show/1: a row for each item that the page of an item names, with its relation to it:
/// path, child, those of notes, from, to, candidate.
[[nodiscard]] Answer item_answer(const Catalog& catalog, const ItemPage& page);

}  // namespace socshift
