#pragma once

#include <string_view>

namespace socshift {

/// The version of this library and its built-in catalog, e.g. "0.1.0".
[[nodiscard]] std::string_view version() noexcept;

}  // namespace socshift
