#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_export(CLI::App& verb);

}  // namespace socshift::cli
