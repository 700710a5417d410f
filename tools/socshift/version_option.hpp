#pragma once

#include <string>

namespace socshift::cli {

/// What `socshift --version` prints, e.g. "socshift 0.1.0".
[[nodiscard]] std::string version_text();

}  // namespace socshift::cli
