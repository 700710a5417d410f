#include "socshift/catalog/code_cells.hpp"

#include "socshift/base/characters.hpp"
#include "socshift/base/counted.hpp"
#include "socshift/base/date_text.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/catalog/footnote_mark.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <unordered_set>
#include <vector>

namespace socshift {

namespace {

bool is_around(CharacterKind kind) {
    return kind == CharacterKind::blank || kind == CharacterKind::quote;
}

/// "#REF!" and the like: what a spreadsheet writes for a value that it has not.
bool is_spreadsheet_error(std::string_view text) {
    constexpr std::array<std::string_view, 9> errors = {
        "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!"};
    return std::find(errors.begin(), errors.end(), text) != errors.end();
}

/// "1.1E+05": a spreadsheet's number, which may have lost digits.
bool is_exponential(std::string_view text) {
    const auto sign = text.find('+');
    if (sign == std::string_view::npos || sign < 2 || (text[sign - 1] | 0x20) != 'e') {
        return false;
    }
    const auto are = [](std::string_view digits, std::string_view allowed) {
        return !digits.empty() && digits.find_first_not_of(allowed) == std::string_view::npos;
    };
    return are(text.substr(sign + 1), "0123456789") &&
           are(text.substr(0, sign - 1), "0123456789.,");
}

/// A date in full: with a named month set off from a number, or three numbers or two with a year of
/// four digits or slashes between. "1.1.10" can be a code as well.
bool is_date(std::string_view text) {
    if (!looks_like_a_date(text)) {
        return false;
    }
    const auto shape = code_shape(text);
    return shape.find_first_of("-/. ") != std::string::npos &&
           (shape.find("9999") != std::string::npos || shape.find('/') != std::string::npos ||
            shape.find_first_not_of("9-/. ") != std::string::npos);
}

/// Why a cell is no code as it stands; empty if it can be one.
std::string_view damage_of(std::string_view text) {
    if (is_spreadsheet_error(text)) {
        return "is a spreadsheet's error, not a code";
    }
    if (is_exponential(text)) {
        return "is a number in exponent form, which a spreadsheet makes of a code";
    }
    return is_date(text) ? "is a date, which a spreadsheet makes of a code" : "";
}

}  // namespace

std::string_view without_quotes(std::string_view text) {
    const auto whole = text;
    while (!text.empty()) {
        if (text.starts_with("=\"")) {
            text.remove_prefix(2);
        } else if (const auto first = first_character(text); is_around(first.kind)) {
            text.remove_prefix(first.size);
        } else {
            break;
        }
    }
    while (!text.empty() && is_around(last_character(text).kind)) {
        text.remove_suffix(last_character(text).size);
    }
    return text.empty() ? whole : text;
}

std::string code_shape(std::string_view text) {
    std::string out{text};
    for (auto& c : out) {
        c = c >= '0' && c <= '9'   ? '9'
            : c >= 'a' && c <= 'z' ? 'a'
            : c >= 'A' && c <= 'Z' ? 'A'
                                   : c;
    }
    return out;
}

namespace {

/// @p text with a hyphen for every other dash.
std::string with_hyphens(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto c = first_character(text);
        out += c.kind == CharacterKind::dash ? std::string_view{"-"} : text.substr(0, c.size);
        text.remove_prefix(c.size);
    }
    return out;
}

}  // namespace

void CodeCells::unquote(std::size_t column, const Edition* edition) {
    for (auto& row : table_.rows) {
        auto& cell = row.cells[column];
        if (valid_utf8_size(cell) != cell.size()) {
            continue;  // said where the cell is read
        }
        std::string inner{without_quotes(cell)};
        if (edition != nullptr && edition->find_written(inner) == nullptr) {
            if (auto hyphens = with_hyphens(inner); edition->find_written(hyphens) != nullptr) {
                inner = std::move(hyphens);
            }
        }
        if (inner == cell) {
            continue;
        }
        if (quoted_++ == 0) {
            first_ = table_.where(row);
            example_ = cell;
        }
        cell = std::move(inner);
    }
}

void CodeCells::look(std::size_t column, Findings& findings) {
    std::unordered_set<std::string_view> codes;
    std::set<std::string> natural;  // shapes of cells that are no damage
    for (const auto& row : table_.rows) {
        const std::string_view cell = row.cells[column];
        codes.insert(cell);
        if (!cell.empty() && cell.find(' ') == std::string_view::npos && damage_of(cell).empty()) {
            natural.insert(code_shape(cell));
        }
    }
    const auto is_below_another = [&](std::string_view cell) {
        const auto at = cell.find_last_of("-./");
        return at != std::string_view::npos && at > 0 && codes.count(cell.substr(0, at)) != 0;
    };
    std::size_t marked = 0;
    const DelimitedTable::Row* first_marked = nullptr;
    for (const auto& row : table_.rows) {
        const std::string_view cell = row.cells[column];
        const auto damage = damage_of(cell);
        // Codes of which all look so are so by nature.
        const bool is_natural =
            !is_spreadsheet_error(cell) &&
            (natural.empty() || natural.count(code_shape(cell)) != 0 || is_below_another(cell));
        if (!damage.empty() && !is_natural) {
            findings.push_back(
                {Severity::error, "damaged-code", table_.where(row),
                 fmt::format("column '{}': '{}' {}", table_.header[column], cell, damage)});
        } else if (!split_mark(cell).mark.empty() && cell.find(' ') == std::string_view::npos) {
            first_marked = marked++ == 0 ? &row : first_marked;
        }
    }
    if (first_marked != nullptr) {
        findings.push_back(
            {Severity::warning, "footnote-mark", table_.where(*first_marked),
             fmt::format("{} in a footnote mark, which is read as part of the code: '{}'{}",
                         count_of(marked, "code ends", "codes end"), first_marked->cells[column],
                         marked == 1 ? "" : ", ...")});
    }
}

void CodeCells::say(Findings& findings) const {
    if (quoted_ > 0) {
        findings.push_back({Severity::note, "code-quotes", first_,
                            fmt::format("quotes, blanks or other dashes of {} are put right: {}{}",
                                        count_of(quoted_, "code", "codes"), example_,
                                        quoted_ == 1 ? "" : ", ...")});
    }
}

}  // namespace socshift
