#include "socshift/base/characters.hpp"
#include "socshift/recognise/asked_repairs.hpp"
#include "socshift/recognise/code_text.hpp"
#include "socshift/recognise/column_verdict.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace socshift {

namespace {

struct Diagnosis {
    CellDamage damage = CellDamage::other;
    std::string meant;
};

/// Says what cells may have been, in the editions whose codes the column has: a code of another
/// would be a guess. In a column that no edition explains at all it is any.
class Doctor {
public:
    Doctor(const ColumnTally& tally, Readings& readings);

    [[nodiscard]] Diagnosis diagnose(std::string_view text);

private:
    [[nodiscard]] std::optional<std::string> code_in(std::size_t reading) const;
    [[nodiscard]] std::optional<std::string> code_of(std::string_view text);
    [[nodiscard]] std::optional<std::string> with_zeros(std::string_view text, bool in_front);
    [[nodiscard]] std::optional<std::string> with_separators(std::string_view text);
    [[nodiscard]] std::optional<std::string> without_digits(std::string_view text);

    [[nodiscard]] std::optional<Diagnosis> of_asked(std::string_view text) const;

    Readings& readings_;
    std::vector<bool> in_column_;        // by edition; empty: any
    std::optional<AskedRepairs> asked_;  // in the edition that explains most, if there is one
    // Codes by what is left without hyphens, points and the like: made at the first need.
    std::map<std::string, std::vector<std::size_t>, std::less<>> bare_;
};

Doctor::Doctor(const ColumnTally& tally, Readings& readings) : readings_(readings) {
    std::vector<std::uint64_t> rows(readings.editions().size());
    for (std::size_t reading = 0; reading < tally.by_reading().size(); ++reading) {
        if (tally.by_reading()[reading] > 0) {
            in_column_.resize(readings.editions().size());
            for (const auto& place : readings[reading].places) {
                in_column_[place.edition] = true;
                rows[place.edition] += tally.by_reading()[reading];
            }
        }
    }
    // Of equal ones one that rests on no other: it has groups of its own.
    std::size_t edition = 0;
    const auto key = [&](std::size_t at) {
        return std::pair{rows[at], readings.below(at).empty()};
    };
    for (std::size_t at = 1; at < rows.size(); ++at) {
        edition = key(at) > key(edition) ? at : edition;
    }
    if (!rows.empty() && rows[edition] > 0) {
        asked_.emplace(*readings.editions()[edition], [&readings, edition](std::string_view text) {
            const auto found = readings.find({text});
            if (found) {
                for (const auto& place : readings[found->reading].places) {
                    if (place.edition == edition && place.home == readings.editions()[edition]) {
                        return place.item;
                    }
                }
            }
            return static_cast<const Item*>(nullptr);
        });
    }
}

/// What could be repaired on request.
std::optional<Diagnosis> Doctor::of_asked(std::string_view text) const {
    const auto asked = asked_ ? asked_->read(text) : std::nullopt;
    if (!asked) {
        return std::nullopt;
    }
    std::string meant;
    for (const auto* const item : asked->items) {
        meant += (meant.empty() ? "" : " or ") + item->code.text();
    }
    const auto damage = asked->repair == Repair::dates     ? CellDamage::date
                        : asked->repair == Repair::masked  ? CellDamage::masked
                        : asked->repair == Repair::several ? CellDamage::several_codes
                                                           : CellDamage::code_and_title;
    return Diagnosis{damage, std::move(meant)};
}

std::optional<std::string> Doctor::code_in(std::size_t reading) const {
    for (const auto& place : readings_[reading].places) {
        if (in_column_.empty() || in_column_[place.edition]) {
            return place.item->code.text();
        }
    }
    return std::nullopt;
}

std::optional<std::string> Doctor::code_of(std::string_view text) {
    const auto found = readings_.find({text});
    return found ? code_in(found->reading) : std::nullopt;
}

/// The code that @p text is with zeros at one end, as few as it takes. Behind, a number loses them
/// only after a point: 4700 is no 47-0000.
std::optional<std::string> Doctor::with_zeros(std::string_view text, bool in_front) {
    if (!in_front && text.find('.') == std::string_view::npos) {
        return std::nullopt;
    }
    for (std::string zeros = "0"; zeros.size() + text.size() <= readings_.longest_size();
         zeros += '0') {
        const std::string candidate{in_front ? zeros + std::string{text}
                                             : std::string{text} + zeros};
        if (auto code = code_of(candidate)) {
            return code;
        }
    }
    return std::nullopt;
}

/// Letters and digits alone.
std::string bare(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto c = first_character(text);
        if (c.kind == CharacterKind::digit || c.kind == CharacterKind::letter ||
            c.kind == CharacterKind::other_letter) {
            out += text.substr(0, c.size);
        }
        text.remove_prefix(c.size);
    }
    return out;
}

/// The one code that @p text is but for points and the like: E1165 is E11.65. Not for hyphens
/// alone, which may be left out where that says nothing.
std::optional<std::string> Doctor::with_separators(std::string_view text) {
    if (bare_.empty()) {
        for (std::size_t reading = 0; reading < readings_.codes(); ++reading) {
            bare_[bare(readings_[reading].code)].push_back(reading);
        }
    }
    std::set<std::string> codes;
    if (const auto found = bare_.find(bare(text)); found != bare_.end()) {
        for (const auto reading : found->second) {
            const auto code = code_in(reading);
            if (code && squeeze(*code) != squeeze(text)) {
                codes.insert(*code);
            }
        }
    }
    return codes.size() == 1 ? std::optional{*codes.begin()} : std::nullopt;
}

bool ends_in_digits(std::string_view text, std::size_t count) {
    return text.size() >= count &&
           std::all_of(text.end() - static_cast<std::ptrdiff_t>(count), text.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
}

/// The code that @p text is without two digits at its end, or one or two after a point.
std::optional<std::string> Doctor::without_digits(std::string_view text) {
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
        if (auto code = code_of(rest)) {
            return code;
        }
    }
    return std::nullopt;
}

Diagnosis Doctor::diagnose(std::string_view text) {
    if (auto asked = of_asked(text)) {
        return std::move(*asked);
    }
    if (looks_like_a_date(text)) {
        return {CellDamage::date, ""};
    }
    if (readings_.is_masked(text)) {
        return {CellDamage::masked, ""};
    }
    if (auto code = with_zeros(text, true)) {
        return {CellDamage::leading_zeros, *code};
    }
    if (auto code = with_zeros(text, false)) {
        return {CellDamage::trailing_zeros, *code};
    }
    if (auto code = with_separators(text)) {
        return {CellDamage::form, *code};
    }
    if (auto code = without_digits(text)) {
        return {CellDamage::more_digits, *code};
    }
    return {readings_.has_form(text) ? CellDamage::form : CellDamage::other, ""};
}

}  // namespace

std::vector<Unexplained> unexplained_cells(const ColumnTally& tally, Readings& readings) {
    std::vector<std::pair<std::string, ColumnTally::Unknown>> values(tally.unknown().begin(),
                                                                     tally.unknown().end());
    std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) {
        return std::tie(a.second.line, a.first) < std::tie(b.second.line, b.first);
    });
    Doctor doctor(tally, readings);
    std::map<CellDamage, Unexplained> kinds;
    for (const auto& [value, count] : values) {
        auto diagnosis = doctor.diagnose(value);
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
