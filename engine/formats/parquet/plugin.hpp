#pragma once

#include "parquet/border.hpp"
#include "socshift/base/error.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace socshift::parquet {

/// There is no plug-in for Parquet in any of the folders that were looked in, or it cannot be used.
/// what() says which these are, and what makes one.
class PluginMissing : public Error {
public:
    using Error::Error;
};

/// The file name of the plug-in.
inline constexpr const char* plugin_file = "socshift-parquet.so";

/// Folders that are looked in for the plug-in before all others; for the whole process, until the
/// plug-in is loaded. Empty ones are passed over. @p advice: how a user names others, at the end of
/// PluginMissing ("SOCSHIFT_PLUGINS may name its folder").
void look_in(std::vector<std::filesystem::path> folders, std::string advice = {});

/// The folders of a text like that of PATH, with colons.
[[nodiscard]] std::vector<std::filesystem::path> folders_of(std::string_view text);

/// All that are looked in, in their order: those of look_in(), the one that this code was loaded
/// from (of the program, or of the Python module), and ../lib/socshift beside that.
[[nodiscard]] std::vector<std::filesystem::path> plugin_folders();

/// The plug-in, which is loaded when it is first asked for, and stays. By any thread.
/// @throws PluginMissing.
[[nodiscard]] const Plugin& plugin();

}  // namespace socshift::parquet
