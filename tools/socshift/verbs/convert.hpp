#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_convert(CLI::App& verb);

}  // namespace socshift::cli
