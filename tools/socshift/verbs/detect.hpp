#pragma once

#include "command.hpp"

namespace socshift::cli {

[[nodiscard]] Runner add_detect(CLI::App& verb);

}  // namespace socshift::cli
