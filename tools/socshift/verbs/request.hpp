#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_request(CLI::App& verb);

}  // namespace socshift::cli
