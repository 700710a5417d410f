#include "socshift/report/intervals.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/report/svg.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace socshift {

namespace {

std::string shown(const std::string& text) {
    const auto point = std::min(text.find('.'), text.size());
    return with_thousands(text.substr(0, point)) + text.substr(point);
}

}  // namespace

double near_number(const std::string& text) {
    double out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

std::string intervals_svg(const Intervals& intervals, Room room, SvgForm form) {
    if (intervals.rows.empty()) {
        return {};
    }
    double low = 0;
    double high = 0;
    for (const auto& row : intervals.rows) {
        low = std::min(low, near_number(row.least));
        high = std::max(high, near_number(row.most));
    }
    const bool is_wide = room == Room::wide;
    const Tenths width = is_wide ? 9600 : 3600;
    const Tenths left = is_wide ? 3400 : 40;
    const Tenths right = width - (is_wide ? 2400 : 40);
    const auto place = [&](const std::string& text) {
        const auto part = high > low ? (near_number(text) - low) / (high - low) : 0;
        return left + static_cast<Tenths>(part * static_cast<double>(right - left));
    };
    constexpr Tenths thin = 10;  // so that a range of one point is seen
    constexpr Tenths tick = 60;
    constexpr Tenths row_line = 150;
    Svg svg(width, intervals.label);
    Tenths y = 60;
    for (const auto& row : intervals.rows) {
        const auto lines = wrapped_to(row.name, is_wide ? left - 150 : width - 80);
        const auto range = row.least == row.most ? shown(row.value)
                                                 : fmt::format("{} ({} to {})", shown(row.value),
                                                               shown(row.least), shown(row.most));
        auto text_y = y + row_line - 30;
        for (const auto& line : lines) {
            svg.text("", is_wide ? left - 120 : left, text_y, is_wide ? "end" : "start", line);
            text_y += row_line;
        }
        auto middle = y + row_line / 2 + 10;
        if (!is_wide) {
            svg.text("quiet", left, text_y, "start", range);
            middle = text_y + row_line / 2 + 10;
        }
        svg.line("axis", left, middle, right, middle);
        svg.line("range", place(row.least), middle,
                 std::max(place(row.most), place(row.least) + thin), middle);
        svg.line("value", place(row.value), middle - tick, place(row.value), middle + tick);
        if (is_wide) {
            svg.text("quiet", right + 120, y + row_line - 30, "start", range);
        }
        y = std::max(text_y, middle + tick) + 80;
    }
    return form == SvgForm::file ? svg.file(y) : svg.element(y);
}

}  // namespace socshift
