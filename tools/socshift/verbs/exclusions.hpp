#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_exclusions(CLI::App& verb);

}  // namespace socshift::cli
