#include "socshift/io/number_formats.hpp"

#include "socshift/io/workbook_package.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>

namespace socshift {

namespace {

/// The first section of a format's code, with what it shows as it stands, in quotes or behind a
/// backslash, in @p literal, and without conditions and colours.
std::string symbols_of(std::string_view code, std::string& literal) {
    std::string out;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = code[i];
        if (c == '\\' && i + 1 < code.size()) {
            literal += code[++i];
            out += '\\';
        } else if (c == '"') {
            const auto end = std::min(code.find('"', i + 1), code.size());
            literal += code.substr(i + 1, end - i - 1);
            out += std::string(end - i - 1, '\\');
            i = end;
        } else if (c == '[') {
            i = std::min(code.find(']', i), code.size());
        } else if (c == '_' || c == '*') {
            ++i;  // a blank as wide as the next character, or that again and again
        } else {
            out += c;
        }
    }
    return out;
}

bool has_any(std::string_view text, std::string_view characters) {
    return text.find_first_of(characters) != std::string_view::npos;
}

/// Whether the built-in format @p id shows a date, in some language.
bool is_date_format(unsigned id) {
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
           (id >= 50 && id <= 58);
}

std::optional<double> number_in(const std::string& text) {
    double out = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, out);
    return read.ec == std::errc{} && read.ptr == end ? std::optional{out} : std::nullopt;
}

std::string as_date(const std::string& number, bool from_1904) {
    using std::chrono::days;
    constexpr double last = 2958465;  // 9999-12-31
    constexpr int seconds_a_day = 86400;
    constexpr int leap_day = 60;  // of 1900, which had none
    const auto value = number_in(number);
    if (!value || *value < (from_1904 ? 0 : 1) || *value > last) {
        return number;
    }
    auto day = static_cast<int>(std::floor(*value));
    auto seconds = static_cast<int>(std::lround((*value - day) * seconds_a_day));
    if (seconds == seconds_a_day) {
        ++day;
        seconds = 0;
    }
    if (!from_1904 && day == leap_day) {
        return number;
    }
    constexpr std::chrono::sys_days first{std::chrono::year{1899} / 12 / 30};
    constexpr std::chrono::sys_days first_of_1904{std::chrono::year{1904} / 1 / 1};
    const std::chrono::year_month_day date{
        from_1904 ? first_of_1904 + days{day} : first + days{day < leap_day ? day + 1 : day}};
    auto out = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                           static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    if (seconds > 0) {
        out += fmt::format(" {:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    return out;
}

/// "0111" of 111 by "0000", "15-1252" of 151252 by "00-0000".
std::string with_digits(const std::string& number, const std::string& digits) {
    if (number.empty() || number.find_first_not_of("0123456789") != std::string::npos) {
        return number;
    }
    std::string out;
    auto left = number.size();
    for (auto form = digits.rbegin(); form != digits.rend(); ++form) {
        if (*form != '0') {
            out += *form;
        } else if (left > 0) {
            out += number[--left];
        } else {
            out += '0';
        }
    }
    while (left > 0) {
        out += number[--left];
    }
    return {out.rbegin(), out.rend()};
}

}  // namespace

NumberFormat number_format(std::string_view code) {
    std::string literal;
    auto symbols = symbols_of(code, literal);
    NumberFormat out;
    if (has_any(symbols, "yYdD") || (has_any(symbols, "mM") && !has_any(symbols, "hHsS"))) {
        out.is_date = symbols != "General";
        return out;
    }
    std::size_t next = 0;
    for (auto& c : symbols) {
        c = c == '\\' ? literal[next++] : c;
    }
    const auto zeros = std::count(symbols.begin(), symbols.end(), '0');
    if (zeros > 1 && symbols.find_first_not_of("0-") == std::string::npos &&
        symbols.front() == '0') {
        out.digits = std::move(symbols);
    }
    return out;
}

std::vector<NumberFormat> number_formats(pugi::xml_node style_sheet) {
    std::map<unsigned, NumberFormat> own;
    for (const auto node : child(style_sheet, "numFmts").children()) {
        own.emplace(attribute(node, "numFmtId").as_uint(),
                    number_format(attribute(node, "formatCode").value()));
    }
    std::vector<NumberFormat> out;
    for (const auto node : child(style_sheet, "cellXfs").children()) {
        if (local_name(node.name()) != "xf") {
            continue;
        }
        const auto id = attribute(node, "numFmtId").as_uint();
        const auto found = own.find(id);
        out.push_back(found == own.end() ? NumberFormat{is_date_format(id), ""} : found->second);
    }
    return out;
}

std::string shown_number(const std::string& number, const NumberFormat& format, bool from_1904) {
    return format.is_date          ? as_date(number, from_1904)
           : format.digits.empty() ? number
                                   : with_digits(number, format.digits);
}

}  // namespace socshift
