#include "socshift/io/user_folders.hpp"

#include <cstdlib>

namespace socshift {

namespace {

std::string own_folder(const char* variable, const char* below_home) {
    const char* const set = std::getenv(variable);
    if (set != nullptr && *set == '/') {
        return std::string{set} + "/socshift";
    }
    const char* const home = std::getenv("HOME");
    return home != nullptr && *home == '/' ? std::string{home} + below_home : "";
}

}  // namespace

std::string user_data_folder() {
    return own_folder("XDG_DATA_HOME", "/.local/share/socshift");
}

std::string user_cache_folder() {
    const char* const off = std::getenv("SOCSHIFT_NO_CACHE");
    return off != nullptr && *off != '\0' ? "" : own_folder("XDG_CACHE_HOME", "/.cache/socshift");
}

}  // namespace socshift
