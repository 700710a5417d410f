#include "socshift/model/validity.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/whole_number.hpp"

#include <fmt/core.h>

namespace socshift {

std::chrono::sys_days parse_date(std::string_view text) {
    if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
        const auto year = whole_number<unsigned>(text.substr(0, 4));
        const auto month = whole_number<unsigned>(text.substr(5, 2));
        const auto day = whole_number<unsigned>(text.substr(8, 2));
        if (year && month && day) {
            const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                                   std::chrono::month{*month},
                                                   std::chrono::day{*day}};
            if (date.ok()) {
                return std::chrono::sys_days{date};
            }
        }
    }
    throw FormatError({}, fmt::format("'{}' is not a date; expected \"YYYY-MM-DD\"", text));
}

std::string to_string(std::chrono::sys_days day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace socshift
