#pragma once

#include "socshift/publish/answer.hpp"
#include "socshift/routes/code_map.hpp"

#include <vector>

namespace socshift {

/// socshift/map/1: a row for each place of each code of @p codes, which @p map answered for. Where
/// the route is one table that is matched() a column `matched` has the reason of each link.
[[nodiscard]] Answer map_answer(const CodeMap& map, const std::vector<MappedCode>& codes);

}  // namespace socshift
