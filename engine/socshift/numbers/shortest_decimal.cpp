#include "socshift/numbers/shortest_decimal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace socshift {

char* print_shortest(char* begin, char* end, double real) {
    ShortDecimal found;
    if (!found.find(real)) {
        constexpr double exact_below = 9007199254740992;  // 2^53
        return std::abs(real) < exact_below && std::trunc(real) == real
                   ? std::to_chars(begin, end, static_cast<std::int64_t>(real)).ptr
                   : std::to_chars(begin, end, real, std::chars_format::fixed).ptr;
    }
    const std::size_t places = found.decimals;
    std::array<char, 24> digits;  // NOLINT(cppcoreguidelines-pro-type-member-init)
    auto* const first = digits.data() + places + 1;  // room for zeros in front
    std::fill(digits.data(), first, '0');
    auto* const last =
        std::to_chars(first, digits.data() + digits.size(), std::abs(found.digits)).ptr;
    const auto* const start = std::min<const char*>(first, last - places - 1);
    if (found.digits < 0) {
        *begin++ = '-';
    }
    begin = std::copy(start, static_cast<const char*>(last - places), begin);
    if (places > 0) {
        *begin++ = '.';
        begin = std::copy(static_cast<const char*>(last - places), static_cast<const char*>(last),
                          begin);
    }
    return begin;
}

}  // namespace socshift
