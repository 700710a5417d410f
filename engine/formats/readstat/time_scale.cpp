#include "readstat/time_scale.hpp"

#include <algorithm>
#include <cmath>

namespace socshift::readstat {

namespace {

constexpr std::int64_t first_day_of_1960 = -3'653;
constexpr std::int64_t first_day_of_spss = -141'428;  // 1582-10-14
constexpr std::int64_t thousandths_of_day = 86'400'000;

TimeScale stata_scale(bool is_of_days) {
    return {first_day_of_1960, is_of_days ? 1 : thousandths_of_day, is_of_days};
}

TimeScale spss_scale(bool is_of_days) {
    return {first_day_of_spss, seconds_of_day, is_of_days};
}

TimeScale sas_scale(bool is_of_days) {
    return {first_day_of_1960, is_of_days ? 1 : seconds_of_day, is_of_days};
}

}  // namespace

std::string_view stata_unit(std::string_view format) {
    const auto from = format.find_first_not_of("%-~");
    if (from == std::string_view::npos || (format[from] != 't' && format[from] != 'd')) {
        return {};
    }
    const auto unit = format[from] == 't' ? from + 1 : from;
    return unit < format.size() ? format.substr(unit, 1) : format.substr(from, 1);
}

std::string_view name_among(const std::set<std::string, std::less<>>& names,
                            std::string_view format) {
    const auto* const end = std::find_if(format.begin(), format.end(), [](char each) {
        return (each >= '0' && each <= '9') || each == '.';
    });
    // A width follows, and in names like E8601DA digits stand in the middle.
    for (auto size = static_cast<std::size_t>(end - format.begin()); size <= format.size();
         ++size) {
        if (names.find(format.substr(0, size)) != names.end()) {
            return format.substr(0, size);
        }
    }
    return {};
}

std::optional<TimeScale> time_scale_of(const Variable& variable) {
    if (variable.storage == Storage::text) {
        return std::nullopt;
    }
    if (variable.kind == Kind::dta) {
        const auto unit = stata_unit(variable.format);
        return unit == "d"   ? std::optional{stata_scale(true)}
               : unit == "c" ? std::optional{stata_scale(false)}
                             : std::nullopt;
    }
    if (variable.kind == Kind::sav) {
        static const std::set<std::string, std::less<>> names{"DATE",     "ADATE", "EDATE", "JDATE",
                                                              "SDATE",    "QYR",   "MOYR",  "WKYR",
                                                              "DATETIME", "YMDHMS"};
        const auto name = name_among(names, variable.format);
        return name.empty() ? std::nullopt
                            : std::optional{spss_scale(name != "DATETIME" && name != "YMDHMS")};
    }
    static const std::set<std::string, std::less<>> days{
        "DATE",   "MMDDYY",   "DDMMYY",   "YYMMDD", "E8601DA", "B8601DA", "IS8601DA", "MONYY",
        "JULIAN", "WEEKDATE", "WORDDATE", "NLDATE", "YYMM",    "MMYY",    "YYQ"};
    static const std::set<std::string, std::less<>> moments{
        "DATETIME", "E8601DT", "B8601DT", "IS8601DT", "DATEAMPM", "MDYAMPM", "DTDATE"};
    const bool is_moment = !name_among(moments, variable.format).empty();
    return is_moment || !name_among(days, variable.format).empty()
               ? std::optional{sas_scale(!is_moment)}
               : std::nullopt;
}

TimeScale time_scale_of(Kind kind, bool is_of_days) {
    return kind == Kind::dta   ? stata_scale(is_of_days)
           : kind == Kind::sav ? spss_scale(is_of_days)
                               : sas_scale(is_of_days);
}

std::optional<Moment> moment_of(const TimeScale& scale, double number) {
    constexpr double most_days = 36'525'000;  // a hundred thousand years
    constexpr std::int64_t microseconds_of_day = seconds_of_day * 1'000'000;
    constexpr std::int64_t nanoseconds_of_microsecond = 1'000;
    const auto units = static_cast<double>(scale.units_of_day);
    if (!(std::abs(number) <= most_days * units)) {
        return std::nullopt;
    }
    auto rest = std::fmod(number, units);  // exact, as the difference is
    auto day = std::llround((number - rest) / units);
    auto part = std::llround(rest * static_cast<double>(microseconds_of_day / scale.units_of_day));
    if (scale.is_of_days && rest != 0) {
        return std::nullopt;
    }
    if (part < 0) {
        part += microseconds_of_day;
        --day;
    }
    if (part >= microseconds_of_day) {
        part -= microseconds_of_day;
        ++day;
    }
    return Moment{day + scale.first_day, part * nanoseconds_of_microsecond};
}

double number_of(const TimeScale& scale, const Moment& moment) {
    const auto nanoseconds_of_unit = static_cast<double>(seconds_of_day) *
                                     static_cast<double>(nanoseconds_of_second) /
                                     static_cast<double>(scale.units_of_day);
    return static_cast<double>(moment.day - scale.first_day) *
               static_cast<double>(scale.units_of_day) +
           static_cast<double>(moment.nanosecond) / nanoseconds_of_unit;
}

}  // namespace socshift::readstat
