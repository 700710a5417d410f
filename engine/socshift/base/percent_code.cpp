#include "socshift/base/percent_code.hpp"

#include <charconv>
#include <cstddef>
#include <system_error>

namespace socshift {

std::string without_percent_code(std::string_view text) {
    constexpr std::size_t size = 3;
    constexpr int hexadecimal = 16;
    std::string out;
    while (!text.empty()) {
        unsigned char byte = 0;
        if (text.front() == '%' && text.size() >= size) {
            const auto* const end = text.data() + size;
            const auto [stop, error] = std::from_chars(text.data() + 1, end, byte, hexadecimal);
            if (error == std::errc{} && stop == end) {
                out.push_back(static_cast<char>(byte));
                text.remove_prefix(size);
                continue;
            }
        }
        out.push_back(text.front());
        text.remove_prefix(1);
    }
    return out;
}

}  // namespace socshift
