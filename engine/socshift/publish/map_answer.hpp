#pragma once

#include "socshift/publish/answer.hpp"
#include "socshift/routes/code_map.hpp"

#include <vector>

namespace socshift {

/// socshift/map/1: a row for each place of each code of @p codes, which @p map answered for.
[[nodiscard]] Answer map_answer(const CodeMap& map, const std::vector<MappedCode>& codes);

}  // namespace socshift
