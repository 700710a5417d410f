#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace socshift {

/// Half-open span of calendar days (UTC dates, no clock): `from` is in, `until` is out.
/// No `until`: still in force. Two spans that touch do not overlap.
struct Validity {
    std::chrono::sys_days from;
    std::optional<std::chrono::sys_days> until;

    [[nodiscard]] bool contains(std::chrono::sys_days day) const noexcept {
        return day >= from && (!until || day < *until);
    }

    friend bool operator==(const Validity&, const Validity&) = default;
};

/// Reads "2018-01-01". @throws FormatError for another form or a day that does not exist.
[[nodiscard]] std::chrono::sys_days parse_date(std::string_view text);

/// "2018-01-01"
[[nodiscard]] std::string to_string(std::chrono::sys_days day);

}  // namespace socshift
