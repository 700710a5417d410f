#pragma once

#include "command.hpp"
#include "socshift/routes/round_trip.hpp"

#include <optional>
#include <string>

namespace CLI {
class Option;
}

namespace socshift::cli {

/// Adds `--counts NAME|FILE`.
CLI::Option* add_counts_option(CLI::App& verb, std::string& name);

/// The counts that the user names, sound and in codes of @p edition; those of another edition are
/// carried there, which is said on standard error. None without a @p name.
/// @throws UnknownName if the catalog has no such counts; FormatError, DataError for a file that is
/// not in the form it must have.
[[nodiscard]] std::optional<CarriedCounts> load_counts(Context& context, const std::string& name,
                                                       const Edition& edition);

}  // namespace socshift::cli
