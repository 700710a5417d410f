#pragma once

// Internal: not installed. Numbers of a workbook that are shown as something else.

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// How the cells of one style show a number, as far as the text is then another: a date, or digits
/// with zeros in front, "0000" or "00-0000".
struct NumberFormat {
    bool is_date = false;
    std::string digits;  // empty: no such form
};

/// The format with the code @p code, such as "yyyy\-mm\-dd" or "0000".
[[nodiscard]] NumberFormat number_format(std::string_view code);

/// The formats of cells by the number of their style, from the part `styles.xml`.
[[nodiscard]] std::vector<NumberFormat> number_formats(pugi::xml_node style_sheet);

/// @p number, as it stands in the file, in the way that @p format shows it: a number of days as a
/// date, 2031-11-01, with the time of day behind it if it has one, counted from 1900 or, with
/// @p from_1904, from 1904; a whole number of digits with zeros in front. Others as they are.
[[nodiscard]] std::string shown_number(const std::string& number, const NumberFormat& format,
                                       bool from_1904);

}  // namespace socshift
