#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_families(CLI::App& verb);

}  // namespace socshift::cli
