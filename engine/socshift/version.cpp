#include "socshift/version.hpp"

namespace socshift {

std::string_view version() noexcept {
    return SOCSHIFT_VERSION;  // defined by the build: the project's version is written once
}

}  // namespace socshift
