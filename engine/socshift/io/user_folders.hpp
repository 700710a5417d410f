#pragma once

#include <string>

namespace socshift {

// Where the user's own files of this library are, by the XDG Base Directory Specification, which
// has paths that are not absolute ignored; empty: nowhere.

/// Definitions that the user has imported: $XDG_DATA_HOME/socshift, or ~/.local/share/socshift.
[[nodiscard]] std::string user_data_folder();

/// What can be made again: $XDG_CACHE_HOME/socshift, or ~/.cache/socshift. Empty also where
/// SOCSHIFT_NO_CACHE says anything.
[[nodiscard]] std::string user_cache_folder();

}  // namespace socshift
