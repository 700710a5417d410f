#include "parquet/plugin.hpp"

#include <fmt/core.h>

#include <dlfcn.h>
#include <mutex>
#include <string_view>
#include <system_error>
#include <utility>

namespace socshift::parquet {

namespace fs = std::filesystem;

namespace {

/// What is known of the plug-in in this process.
struct Known {
    std::mutex mutex;
    std::vector<fs::path> folders;
    std::string advice;
    const Plugin* plugin = nullptr;
};

Known& known() {
    static Known known;
    return known;
}

/// Where the file is that this code was loaded from; links are followed.
fs::path own_folder() {
    Dl_info found{};
    static const char here = 0;
    if (::dladdr(&here, &found) == 0 || found.dli_fname == nullptr) {
        return {};
    }
    // The name of a program is what it was called by, which may be found in PATH.
    std::error_code failed;
    auto file = fs::canonical(found.dli_fname, failed);
    if (failed) {
        file = fs::canonical("/proc/self/exe", failed);
    }
    return failed ? fs::path{} : file.parent_path();
}

std::vector<fs::path> folders_with(const std::vector<fs::path>& first) {
    std::vector<fs::path> out;
    for (const auto& folder : first) {
        if (!folder.empty()) {
            out.push_back(folder);
        }
    }
    if (const auto own = own_folder(); !own.empty()) {
        out.push_back(own);
        out.push_back(own.parent_path() / "lib" / "socshift");
    }
    return out;
}

std::string shown(const std::vector<fs::path>& folders) {
    std::string out;
    for (const auto& folder : folders) {
        out += fmt::format("{}'{}'", out.empty() ? "" : ", ", folder.string());
    }
    return out;
}

/// What stands at @p entry of a library. Types of another library are not those that a sanitizer
/// knows.
#ifdef __clang__
[[clang::no_sanitize("function")]]
#endif
const Plugin*
plugin_at(void* entry) {
    return reinterpret_cast<PluginEntry>(entry)();
}

const Plugin& loaded_from(const fs::path& file) {
    // Deep binding is not asked for: the plug-in has its own names, and shows only its entry.
    void* const library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (library == nullptr) {
        const char* const said = ::dlerror();
        throw PluginMissing(fmt::format("the plug-in for Parquet, '{}', cannot be loaded: {}",
                                        file.string(), said == nullptr ? "" : said));
    }
    void* const symbol = ::dlsym(library, plugin_entry);
    if (symbol == nullptr) {
        throw PluginMissing(fmt::format("'{}' is no plug-in for Parquet: it has no '{}'",
                                        file.string(), plugin_entry));
    }
    const auto* const plugin = plugin_at(symbol);
    if (plugin == nullptr || plugin->version != border_version) {
        throw PluginMissing(fmt::format(
            "the plug-in for Parquet, '{}', is of another version of socshift: its number is {}, "
            "expected {}",
            file.string(), plugin == nullptr ? 0 : plugin->version, border_version));
    }
    return *plugin;
}

}  // namespace

void look_in(std::vector<fs::path> folders, std::string advice) {
    auto& all = known();
    const std::lock_guard lock(all.mutex);
    all.folders = std::move(folders);
    all.advice = std::move(advice);
}

std::vector<fs::path> folders_of(std::string_view text) {
    std::vector<fs::path> out;
    while (!text.empty()) {
        const auto end = text.find(':');
        if (end != 0) {
            out.emplace_back(text.substr(0, end));
        }
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return out;
}

std::vector<fs::path> plugin_folders() {
    auto& all = known();
    const std::lock_guard lock(all.mutex);
    return folders_with(all.folders);
}

const Plugin& plugin() {
    auto& all = known();
    const std::lock_guard lock(all.mutex);
    if (all.plugin == nullptr) {
        const auto folders = folders_with(all.folders);
        for (const auto& folder : folders) {
            std::error_code ignored;
            if (fs::exists(folder / plugin_file, ignored)) {
                all.plugin = &loaded_from(folder / plugin_file);
                return *all.plugin;
            }
        }
        throw PluginMissing(fmt::format(
            "Parquet needs the plug-in '{}', which is in none of the folders {}; "
            "tools/dev/parquet.sh of the sources of socshift makes it{}{}",
            plugin_file, shown(folders), all.advice.empty() ? "" : ", and ", all.advice));
    }
    return *all.plugin;
}

}  // namespace socshift::parquet
