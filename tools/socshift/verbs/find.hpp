#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_find(CLI::App& verb);

}  // namespace socshift::cli
