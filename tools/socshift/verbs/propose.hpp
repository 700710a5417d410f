#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_propose(CLI::App& verb);

}  // namespace socshift::cli
