#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_editions(CLI::App& verb);

}  // namespace socshift::cli
