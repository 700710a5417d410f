#pragma once

#include "command.hpp"

namespace socshift::cli {

/// Adds the subcommand `estimate` to @p verb.
Runner add_weights_estimate(CLI::App& verb);

}  // namespace socshift::cli
