#include "version_option.hpp"

#include "socshift/version.hpp"

namespace socshift::cli {

std::string version_text() {
    return "socshift " + std::string(version());
}

}  // namespace socshift::cli
