#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_decide(CLI::App& verb);

}  // namespace socshift::cli
