#include "socshift/base/counted.hpp"

#include <fmt/core.h>

namespace socshift {

std::string with_thousands(std::string digits) {
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    for (auto place = digits.size(); place > first + 3; place -= 3) {
        digits.insert(place - 3, ",");
    }
    return digits;
}

std::string count_of(std::uint64_t number, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", grouped(number), number == 1 ? one : many);
}

}  // namespace socshift
