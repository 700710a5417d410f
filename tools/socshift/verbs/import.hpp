#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_import(CLI::App& verb);

}  // namespace socshift::cli
