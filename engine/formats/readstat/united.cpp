#include "readstat/united.hpp"

#include "arrow/schema.hpp"
#include "readstat/time_scale.hpp"
#include "socshift/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::readstat {

namespace {

/// The name of a format, without its width.
std::string_view name_of(std::string_view format) {
    const auto end = std::find_if(format.begin(), format.end(), [](char each) {
        return (each >= '0' && each <= '9') || each == '.';
    });
    return format.substr(0, static_cast<std::size_t>(end - format.begin()));
}

/// What numbers under a format of days or times count: equal for those that mean the same.
std::string unit_of(const Variable& variable) {
    const std::string_view format{variable.format};
    if (variable.kind == Kind::dta) {
        constexpr std::string_view unit_letters = "%-~t";
        const auto from = format.find_first_not_of(unit_letters);
        const auto unit = from == std::string_view::npos ? format : format.substr(from);
        constexpr std::string_view business = "b";  // a calendar of its own
        return std::string{unit.starts_with(business) ? unit : unit.substr(0, 1)};
    }
    if (variable.kind == Kind::sav) {  // all in seconds, from one day or from 0
        static const std::set<std::string_view> days{"DATE",     "ADATE", "EDATE", "JDATE",
                                                     "SDATE",    "QYR",   "MOYR",  "WKYR",
                                                     "DATETIME", "YMDHMS"};
        static const std::set<std::string_view> times{"TIME", "DTIME", "MTIME"};
        const auto name = name_of(format);
        return days.contains(name) ? "day" : times.contains(name) ? "time" : std::string{name};
    }
    return std::string{name_of(format)};
}

std::string shown_format(const Variable& variable) {
    return variable.format.empty() ? "no format" : fmt::format("the format {}", variable.format);
}

std::string shown_missing(const Variable& variable) {
    std::string out;
    for (const auto& each : variable.missing) {
        out += fmt::format(
            "{}{}", out.empty() ? "" : ", ",
            each.low == each.high ? each.low : fmt::format("{} to {}", each.low, each.high));
    }
    return out.empty() ? "no value" : out;
}

void check_times(const Variable& first, const Variable& other) {
    if (first.storage == Storage::text || (!is_time(first) && !is_time(other))) {
        return;
    }
    if (first.kind != other.kind || is_time(first) != is_time(other) ||
        unit_of(first) != unit_of(other)) {
        throw Error(
            fmt::format("has {}, expected {}: their numbers do not mean the same days or "
                        "times",
                        shown_format(other), shown_format(first)));
    }
}

void check_missing(const Variable& first, const Variable& other) {
    const auto sorted = [](std::vector<MissingRange> ranges) {
        std::sort(ranges.begin(), ranges.end(), [](const auto& one, const auto& two) {
            return std::pair(one.low, one.high) < std::pair(two.low, two.high);
        });
        return ranges;
    };
    if (sorted(first.missing) != sorted(other.missing)) {
        throw Error(fmt::format("declares {} to be missing, expected {}", shown_missing(other),
                                shown_missing(first)));
    }
}

}  // namespace

bool is_time(const Variable& variable) {
    if (variable.kind == Kind::dta) {
        return !stata_unit(variable.format).empty();
    }
    static const std::set<std::string, std::less<>> times{
        "DATE",     "ADATE",    "EDATE",  "JDATE",   "SDATE",    "QYR",      "MOYR",
        "WKYR",     "DATETIME", "YMDHMS", "TIME",    "DTIME",    "MTIME",    "MMDDYY",
        "DDMMYY",   "YYMMDD",   "DTDATE", "E8601DA", "E8601DT",  "B8601DA",  "B8601DT",
        "MONYY",    "YYQ",      "TOD",    "JULIAN",  "WEEKDATE", "WORDDATE", "IS8601DA",
        "IS8601DT", "DATEAMPM", "HHMM",   "YYMM",    "MMYY",     "YEAR",     "WKDAY",
        "MONTH",    "HOUR",     "MMSS",   "NLDATE",  "MDYAMPM"};
    return !name_among(times, variable.format).empty();
}

Variable united(const Variable& first, const Variable& other) {
    check_times(first, other);
    check_missing(first, other);
    auto out = first;
    for (const auto& each : other.labels) {
        const auto known =
            std::find_if(out.labels.begin(), out.labels.end(),
                         [&](const ValueLabel& label) { return label.value == each.value; });
        if (known == out.labels.end()) {
            out.labels.push_back(each);
        } else if (known->label != each.label) {
            throw Error(fmt::format("labels the value {} '{}', expected '{}'", each.value,
                                    each.label, known->label));
        }
    }
    if (out.label_set.empty()) {
        out.label_set = other.label_set;
    }
    return out;
}

std::string united_metadata(const std::string& first, const std::string& other) {
    const auto value_of = [](const std::string& metadata) {
        return metadata.empty() ? std::nullopt
                                : arrow::metadata_value(metadata.data(), variable_key);
    };
    const auto own = value_of(first);
    const auto added = value_of(other);
    if (!own || !added || *own == *added) {
        return first;
    }
    return arrow::with_metadata_value(first, variable_key,
                                      to_json(united(variable_of(*own), variable_of(*added))));
}

}  // namespace socshift::readstat
