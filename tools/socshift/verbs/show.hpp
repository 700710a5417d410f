#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_show(CLI::App& verb);

}  // namespace socshift::cli
