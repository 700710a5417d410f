#include "socshift/base/composed.hpp"

#include <cstdlib>
#include <memory>
#include <utf8proc.h>

namespace socshift {

std::string composed(std::string_view text) {
    utf8proc_uint8_t* made = nullptr;
    const auto size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                     static_cast<utf8proc_ssize_t>(text.size()), &made,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(made, &std::free);
    return size < 0
               ? std::string{text}
               : std::string{reinterpret_cast<const char*>(made), static_cast<std::size_t>(size)};
}

}  // namespace socshift
