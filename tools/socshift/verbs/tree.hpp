#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_tree(CLI::App& verb);

}  // namespace socshift::cli
