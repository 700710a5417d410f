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

/// The place of each item of @p data, which is sorted and holds the inherited items; none where
/// check() would find an error: it says which. Cheap, since shipped tables pass through it at every
/// start.
[[nodiscard]] std::optional<std::vector<ItemPlace>> places_of(const EditionData& data);

}  // namespace socshift
