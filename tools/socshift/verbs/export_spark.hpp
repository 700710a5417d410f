#pragma once

#include "command.hpp"

#include <functional>

namespace socshift::cli {

/// `export spark` below @p verb; what it runs.
std::function<ExitCode(Context&)> add_export_spark(CLI::App& verb);

}  // namespace socshift::cli
