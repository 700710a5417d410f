#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_diff(CLI::App& verb);

}  // namespace socshift::cli
