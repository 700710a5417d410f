#include "socshift/convert/characters.hpp"
#include "socshift/convert/column_verdict.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <tuple>
#include <utility>

namespace socshift {

namespace {

struct Diagnosis {
    CellDamage damage = CellDamage::other;
    std::string meant;
};

std::optional<std::string> code_of(std::string_view text, Readings& readings) {
    const auto found = readings.find({text});
    return found ? std::optional{std::string{readings[found->reading].code}} : std::nullopt;
}

/// The code that @p text is with zeros at one end, as few as it takes.
std::optional<std::string> with_zeros(std::string_view text, bool in_front, Readings& readings) {
    for (std::string zeros = "0"; zeros.size() + text.size() <= readings.longest_size();
         zeros += '0') {
        const std::string candidate{in_front ? zeros + std::string{text}
                                             : std::string{text} + zeros};
        if (auto code = code_of(candidate, readings)) {
            return code;
        }
    }
    return std::nullopt;
}

bool ends_in_digits(std::string_view text, std::size_t count) {
    return text.size() >= count &&
           std::all_of(text.end() - static_cast<std::ptrdiff_t>(count), text.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
}

/// The code that @p text is without two digits at its end, or one or two after a point.
std::optional<std::string> without_digits(std::string_view text, Readings& readings) {
    for (const std::size_t digits : {std::size_t{2}, std::size_t{1}}) {
        if (!ends_in_digits(text, digits)) {
            continue;
        }
        auto rest = text.substr(0, text.size() - digits);
        const bool point = rest.ends_with('.');
        rest.remove_suffix(point ? 1 : 0);
        if (rest.empty() || (digits == 1 && !point)) {
            continue;
        }
        if (auto code = code_of(rest, readings)) {
            return code;
        }
    }
    return std::nullopt;
}

Diagnosis diagnose(std::string_view text, Readings& readings) {
    if (looks_like_a_date(text)) {
        return {CellDamage::date, ""};
    }
    if (readings.is_masked(text)) {
        return {CellDamage::masked, ""};
    }
    if (auto code = with_zeros(text, true, readings)) {
        return {CellDamage::leading_zeros, *code};
    }
    if (auto code = with_zeros(text, false, readings)) {
        return {CellDamage::trailing_zeros, *code};
    }
    if (auto code = without_digits(text, readings)) {
        return {CellDamage::more_digits, *code};
    }
    return {readings.has_form(text) ? CellDamage::form : CellDamage::other, ""};
}

}  // namespace

std::string_view to_string(CellDamage damage) noexcept {
    switch (damage) {
        case CellDamage::date:
            return "date";
        case CellDamage::masked:
            return "masked";
        case CellDamage::leading_zeros:
            return "leading-zeros";
        case CellDamage::trailing_zeros:
            return "trailing-zeros";
        case CellDamage::more_digits:
            return "more-digits";
        case CellDamage::form:
            return "form";
        case CellDamage::other:
            return "other";
        case CellDamage::not_looked_at:
            return "not-looked-at";
    }
    return "";
}

std::vector<Unexplained> unexplained_cells(const ColumnTally& tally, Readings& readings) {
    std::vector<std::pair<std::string, ColumnTally::Unknown>> values(tally.unknown().begin(),
                                                                     tally.unknown().end());
    std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) {
        return std::tie(a.second.line, a.first) < std::tie(b.second.line, b.first);
    });
    std::map<CellDamage, Unexplained> kinds;
    for (const auto& [value, count] : values) {
        auto diagnosis = diagnose(value, readings);
        auto& kind = kinds[diagnosis.damage];
        kind.damage = diagnosis.damage;
        kind.rows += count.rows;
        kind.examples.push_back({value, count.line, std::move(diagnosis.meant)});
    }
    if (tally.rows_not_kept() > 0) {
        kinds[CellDamage::not_looked_at] = {CellDamage::not_looked_at, tally.rows_not_kept(), {}};
    }
    std::vector<Unexplained> result;
    for (auto& [damage, kind] : kinds) {
        result.push_back(std::move(kind));
    }
    return result;
}

}  // namespace socshift
