#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_preview(CLI::App& verb);

}  // namespace socshift::cli
