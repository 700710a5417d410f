#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_completion(CLI::App& verb);

}  // namespace socshift::cli
