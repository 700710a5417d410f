#include "socshift/publish/cell.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/model/rates.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <string>
#include <variant>

namespace socshift {

namespace {

/// "1,234 to 2,345", or one number if both ends are the same: read by people.
std::string interval_text(const Interval& interval) {
    const auto text = [](const Interval::End& end) {
        const auto* const whole = std::get_if<std::int64_t>(&end);
        return whole == nullptr ? printed(end) : grouped(*whole);
    };
    return interval.least == interval.most
               ? text(interval.least)
               : fmt::format("{} to {}", text(interval.least), text(interval.most));
}

struct PrintCell {
    ColumnKind kind;

    std::string operator()(std::monostate /*nothing*/) const { return ""; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(const Measure& measure) const {
        return fmt::format("{:.{}f}", measure.value, measure.decimals);
    }
    std::string operator()(const Amount& amount) const { return amount.text; }
    std::string operator()(const Share& share) const {
        return kind == ColumnKind::decimal_share ? decimal_text(share) : share.text();
    }
    std::string operator()(bool holds) const {
        return holds ? "yes" : kind == ColumnKind::mark ? "" : "no";
    }
    std::string operator()(const SharedTexts& texts) const {
        return fmt::format("{}", fmt::join(texts.all(), ";"));
    }
    std::string operator()(const Interval& interval) const { return interval_text(interval); }
};

}  // namespace

bool fits(const Cell& cell, ColumnKind kind) noexcept {
    const auto& value = cell.value();
    if (cell.is_nothing()) {
        return true;
    }
    switch (kind) {
        case ColumnKind::text:
            return std::holds_alternative<std::string>(value);
        case ColumnKind::whole:
            return std::holds_alternative<std::int64_t>(value);
        case ColumnKind::measure:
            return std::holds_alternative<Measure>(value);
        case ColumnKind::amount:
            return std::holds_alternative<Amount>(value);
        case ColumnKind::share:
        case ColumnKind::decimal_share:
            return std::holds_alternative<Share>(value);
        case ColumnKind::yes_no:
        case ColumnKind::mark:
            return std::holds_alternative<bool>(value);
        case ColumnKind::texts:
            return std::holds_alternative<SharedTexts>(value);
        case ColumnKind::interval:
            return std::holds_alternative<Interval>(value);
    }
    return false;
}

std::string printed(const Cell& cell, ColumnKind kind) {
    return std::visit(PrintCell{kind}, cell.value());
}

std::string printed(const Interval::End& end) {
    const auto* const whole = std::get_if<std::int64_t>(&end);
    return whole == nullptr ? std::get<Amount>(end).text : std::to_string(*whole);
}

}  // namespace socshift
