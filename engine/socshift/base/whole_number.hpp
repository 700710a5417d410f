#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>
#include <system_error>

namespace socshift {

/// The number that all of @p text writes: digits, behind a minus where Number has a sign. None for
/// anything else (nothing at all, blanks, "+1", "1.0") and for what Number cannot hold.
template <std::integral Number>
[[nodiscard]] std::optional<Number> whole_number(std::string_view text, int base = 10) noexcept {
    Number value{};
    const auto* const end = text.data() + text.size();
    const auto [stop, status] = std::from_chars(text.data(), end, value, base);
    return status == std::errc{} && stop == end ? std::optional{value} : std::nullopt;
}

}  // namespace socshift
