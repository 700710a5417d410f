#pragma once

// Internal: not installed. What an edition must keep, behind check() and Edition::make().

#include "socshift/model/edition.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// Place of @p level in @p levels; none if it is not there.
[[nodiscard]] std::optional<std::size_t> level_position(const std::vector<std::string>& levels,
                                                        std::string_view level) noexcept;

/// True when check() would find no error in @p data, which is sorted and holds the inherited items;
/// check() says why not. Cheap, since the shipped tables pass through it at every start.
[[nodiscard]] bool is_sound(const EditionData& data);

}  // namespace socshift
