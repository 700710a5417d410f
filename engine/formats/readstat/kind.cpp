#include "readstat/kind.hpp"

#include <cstddef>

namespace socshift::readstat {

namespace {

/// "<stata_dta>" from release 117 on; before that its number, the order of bytes and a 1.
bool is_stata(std::string_view start) noexcept {
    constexpr unsigned char first_release = 104;
    constexpr unsigned char last_release = 115;
    if (start.starts_with("<stata_dta>")) {
        return true;
    }
    constexpr std::size_t header = 60;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(start[at]); };
    return start.size() >= header && byte(0) >= first_release && byte(0) <= last_release &&
           (byte(1) == 1 || byte(1) == 2) && byte(2) == 1;
}

bool is_sas(std::string_view start) noexcept {
    using namespace std::string_view_literals;
    return start.starts_with(
        "\0\0\0\0\0\0\0\0\0\0\0\0\xC2\xEA\x81\x60\xB3\x14\x11\xCF"
        "\xBD\x92\x08\x00\x09\xC7\x31\x8C\x18\x1F\x10\x11"sv);
}

}  // namespace

std::optional<Kind> kind_of(std::string_view start) noexcept {
    if (is_stata(start)) {
        return Kind::dta;
    }
    if (start.starts_with("$FL2") || start.starts_with("$FL3")) {
        return Kind::sav;
    }
    if (is_sas(start)) {
        return Kind::sas7bdat;
    }
    if (start.starts_with("HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!") ||
        start.starts_with("HEADER RECORD*******LIBV8   HEADER RECORD!!!!!!!")) {
        return Kind::xpt;
    }
    return std::nullopt;
}

}  // namespace socshift::readstat
