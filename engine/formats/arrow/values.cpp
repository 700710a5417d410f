#include "arrow/values.hpp"

#include "arrow/frame.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace socshift::arrow {

namespace {

__extension__ using Int128 = __int128;
__extension__ using UnsignedInt128 = unsigned __int128;

/// The digits of a number of 128 bits, the last one first; at least one.
std::string digits_of(UnsignedInt128 rest) {
    constexpr unsigned ten = 10;
    std::string out;
    do {
        out.push_back(static_cast<char>('0' + static_cast<int>(rest % ten)));
        rest /= ten;
    } while (rest != 0);
    return out;
}

/// The same of any size, in parts of 32 bits, the least first.
std::string digits_of(std::vector<std::uint32_t> parts) {
    constexpr std::uint64_t at_once = 1'000'000'000;  // nine digits
    constexpr int digits_at_once = 9;
    constexpr unsigned bits = 32;
    std::string out;
    while (!parts.empty()) {
        std::uint64_t rest = 0;
        for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
            const auto value = rest << bits | *part;
            *part = static_cast<std::uint32_t>(value / at_once);
            rest = value % at_once;
        }
        for (int digit = 0; digit < digits_at_once; ++digit, rest /= 10) {
            out.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
        }
        while (!parts.empty() && parts.back() == 0) {
            parts.pop_back();
        }
    }
    out.erase(out.find_last_not_of('0') + 1);
    return out.empty() ? "0" : out;
}

}  // namespace

double real_of_half(std::uint16_t half) {
    constexpr unsigned exponent_bits = 0x7C00;
    constexpr unsigned fraction_bits = 0x03FF;
    constexpr unsigned sign_bit = 0x8000;
    const auto exponent = static_cast<int>((half & exponent_bits) >> 10U);
    const auto fraction = static_cast<int>(half & fraction_bits);
    const double size = exponent == 31  ? (fraction == 0 ? std::numeric_limits<double>::infinity()
                                                         : std::numeric_limits<double>::quiet_NaN())
                        : exponent == 0 ? std::ldexp(fraction, -24)
                                        : std::ldexp(fraction + 1024, exponent - 25);
    return (half & sign_bit) != 0 ? -size : size;
}

double meant_by(float real) {
    if (!std::isfinite(real)) {
        return real;
    }
    std::array<char, 64> text{};
    const auto* const end = std::to_chars(text.data(), text.data() + text.size(), real).ptr;
    double out = 0;
    std::from_chars(text.data(), end, out);
    return out;
}

std::string decimal_text(const void* bytes, std::size_t width, std::int64_t places) {
    std::vector<std::uint32_t> parts(width / sizeof(std::uint32_t));
    std::memcpy(parts.data(), bytes, parts.size() * sizeof(std::uint32_t));
    const bool is_below = !parts.empty() && (parts.back() & 0x80000000U) != 0;
    std::string out;
    if (width == sizeof(Int128)) {
        Int128 value = 0;
        std::memcpy(&value, bytes, sizeof value);
        const auto size = static_cast<UnsignedInt128>(value);
        out = digits_of(is_below ? -size : size);
    } else {
        bool carry = is_below;  // two's complement: the others, and one
        for (auto& part : parts) {
            part = is_below ? ~part + (carry ? 1U : 0U) : part;
            carry = carry && part == 0;
        }
        out = digits_of(std::move(parts));
    }
    if (places < 0 && out != "0") {
        out.insert(0, static_cast<std::size_t>(-places), '0');
    } else if (places > 0) {
        const auto behind = static_cast<std::size_t>(places);
        out.append(out.size() > behind ? 0 : behind + 1 - out.size(), '0');
        out.insert(behind, 1, '.');
    }
    if (is_below) {
        out.push_back('-');
    }
    std::reverse(out.begin(), out.end());
    return out;
}

std::string without_end_zeros(std::string number) {
    if (number.find('.') != std::string::npos) {
        number.erase(number.find_last_not_of('0') + 1);
        if (number.back() == '.') {
            number.pop_back();
        }
    }
    return number;
}

std::int64_t decimals_of(std::string_view format, const std::string& column) {
    const auto comma = format.find(',');
    std::int64_t places = 0;
    constexpr std::int64_t most = 1000;
    bool is_read = comma != std::string_view::npos;
    if (is_read) {
        const auto* const end = format.data() + format.size();
        const auto [stop, error] = std::from_chars(format.data() + comma + 1, end, places);
        is_read = error == std::errc{} && (stop == end || *stop == ',');
    }
    if (!is_read || places < -most || places > most) {
        throw FrameError(
            fmt::format("column '{}' has the type '{}'; expected decimals with at "
                        "most {} places",
                        column, format, most));
    }
    return places;
}

}  // namespace socshift::arrow
