#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_loss(CLI::App& verb);

}  // namespace socshift::cli
