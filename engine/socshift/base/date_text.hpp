#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace socshift {

/// What a cell says as a date, if it is one; none: it does not say. `year`: in full, or its last
/// two digits. A month that is named in a language that is not known is none.
struct DateParts {
    std::optional<int> day;
    std::optional<int> month;
    std::optional<int> year;
    bool short_year = false;
};

/// Every date that @p text can be: `1/11/2031` is in January or in November. With
/// looks_like_a_date() there is one or more; a number may be a spreadsheet's number of a day,
/// counted from 1899-12-30, though it looks like none.
[[nodiscard]] std::vector<DateParts> dates_of(std::string_view text);

/// Whether a spreadsheet makes @p date of @p code: two numbers with a hyphen between, which are
/// month and year from 1900 on ("11-2031", the first of the month), year and month, or day and
/// month in either order.
[[nodiscard]] bool is_date_of(const DateParts& date, std::string_view code);

/// Whether @p text is what a spreadsheet or a data frame makes of a code that it takes for a date:
/// three numbers of which one can be a month and another a day (`1/11/2031`, `2031-11-01`, with or
/// without a time), a month and a year (`11/2031`, `2031-11`), or a month's name, or any word of
/// two characters or more that has a letter outside ASCII, with one or two numbers (`Nov-31`,
/// `נוב-31`).
[[nodiscard]] bool looks_like_a_date(std::string_view text);

}  // namespace socshift
