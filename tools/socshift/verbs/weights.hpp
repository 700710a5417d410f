#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_weights(CLI::App& verb);

}  // namespace socshift::cli
