#pragma once

// Internal: not installed. Codes of an extension and of what it extends, where one stands for the
// other.

#include "socshift/model/edition.hpp"

#include <optional>
#include <string_view>

namespace socshift {

/// Whether @p edition has codes of its own below most leaves of what it extends. Only then is the
/// one below a leaf all of it: a state that adds a code has not said that.
[[nodiscard]] bool divides_most_leaves(const Edition& edition);

/// Of an item of what @p edition extends that has one code of the extension below it and no other,
/// that one; else nullptr. Needs divides_most_leaves().
[[nodiscard]] const Item* only_code_below(const Edition& edition, const Item& item);

/// @p text without the `.00` or `.0` behind it; none if there is none.
[[nodiscard]] std::optional<std::string_view> without_suffix(std::string_view text);

}  // namespace socshift
