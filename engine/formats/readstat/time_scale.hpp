#pragma once

// Internal: not installed. Built without ReadStat as well: a file of another kind can hold what one
// of Stata or SPSS knew.

#include "readstat/variable.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace socshift::readstat {

/// A day, counted from 1970-01-01, and what has gone of it.
struct Moment {
    std::int64_t day = 0;
    std::int64_t nanosecond = 0;  // below those of a day

    friend bool operator==(const Moment&, const Moment&) = default;
};

inline constexpr std::int64_t seconds_of_day = 86'400;
inline constexpr std::int64_t nanoseconds_of_second = 1'000'000'000;

/// What numbers of a column under a format of days or moments count.
struct TimeScale {
    std::int64_t first_day = 0;  // on which they are 0, counted from 1970-01-01
    std::int64_t units_of_day = 1;
    bool is_of_days = true;  // values are whole days, whatever their unit

    friend bool operator==(const TimeScale&, const TimeScale&) = default;
};

/// That of `%td` and `%tc` of Stata, of formats of dates and moments of SPSS and SAS. Nothing for
/// other formats: numbers; spans; weeks, months, quarters, leap seconds and business days of Stata.
[[nodiscard]] std::optional<TimeScale> time_scale_of(const Variable& variable);

/// The scale of days or of moments that a kind of file is written with.
[[nodiscard]] TimeScale time_scale_of(Kind kind, bool is_of_days);

/// The moment of a number, to the nearest microsecond. Nothing for one that is no whole day where
/// days are meant, or is none of a hundred thousand years.
[[nodiscard]] std::optional<Moment> moment_of(const TimeScale& scale, double number);

/// The number of a moment: the nearest double. Needs a whole day where days are meant.
[[nodiscard]] double number_of(const TimeScale& scale, const Moment& moment);

/// The letter of a Stata format of days or times, "d" of `%td`, `%d` and `%-tdD_m_Y`; empty for
/// other formats.
[[nodiscard]] std::string_view stata_unit(std::string_view format);

/// The one of @p names that a format of SPSS or SAS begins with, before its width: "DATE" of
/// "DATE11", "E8601DA" of "E8601DA10."; empty: none.
[[nodiscard]] std::string_view name_among(const std::set<std::string, std::less<>>& names,
                                          std::string_view format);

}  // namespace socshift::readstat
