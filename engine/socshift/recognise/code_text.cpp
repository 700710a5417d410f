#include "socshift/recognise/code_text.hpp"

#include "socshift/base/utf8.hpp"
#include "socshift/recognise/characters.hpp"

#include <algorithm>

namespace socshift {

namespace {

/// 1: digits, 2: letters, 3: both.
std::size_t kinds_of(std::string_view text) {
    std::size_t kinds = 0;
    while (!text.empty()) {
        const auto c = first_character(text);
        kinds |= c.kind == CharacterKind::digit ? 1U : c.kind == CharacterKind::letter ? 2U : 0U;
        text.remove_prefix(c.size);
    }
    return kinds;
}

}  // namespace

Core strip(std::string_view text) {
    Core core{text};
    const auto note = [&](CharacterKind kind) {
        core.blanks |= kind == CharacterKind::blank;
        core.quotes |= kind == CharacterKind::quote;
        return kind == CharacterKind::blank || kind == CharacterKind::quote;
    };
    while (!core.text.empty()) {
        auto first = first_character(core.text);
        if (core.text.substr(0, 2) == "=\"") {
            first = {CharacterKind::quote, 2};
        }
        if (!note(first.kind)) {
            break;
        }
        core.text.remove_prefix(first.size);
    }
    while (!core.text.empty()) {
        const auto at = first_bytes(core.text, core.text.size() - 1).size();
        const auto last = first_character(core.text.substr(at));
        if (at + last.size != core.text.size() || !note(last.kind)) {
            break;
        }
        core.text.remove_suffix(last.size);
    }
    return core;
}

std::string squeeze(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto c = first_character(text);
        if (c.kind != CharacterKind::hyphen && c.kind != CharacterKind::dash &&
            c.kind != CharacterKind::blank) {
            out += text.substr(0, c.size);
        }
        text.remove_prefix(c.size);
    }
    return out;
}

std::optional<Repairs> compare(const Core& core, std::string_view code, bool may_leave_out) {
    Repairs repairs{core.blanks, core.quotes, false, false, false};
    auto cell = core.text;
    while (!code.empty()) {
        if (code.front() != '-') {
            if (cell.empty() || cell.front() != code.front()) {
                return std::nullopt;
            }
            cell.remove_prefix(1);
            code.remove_prefix(1);
            continue;
        }
        code.remove_prefix(1);
        bool hyphen = false;
        while (!cell.empty()) {
            const auto c = first_character(cell);
            const bool mark = c.kind == CharacterKind::hyphen || c.kind == CharacterKind::dash;
            if ((!mark && c.kind != CharacterKind::blank) || (mark && hyphen)) {
                break;
            }
            hyphen |= mark;
            repairs.other_hyphens |= c.kind == CharacterKind::dash;
            repairs.blanks |= c.kind == CharacterKind::blank;
            cell.remove_prefix(c.size);
        }
        if (!hyphen && !may_leave_out) {
            return std::nullopt;
        }
        repairs.missing_hyphens |= !hyphen;
    }
    return cell.empty() ? std::optional{repairs} : std::nullopt;
}

std::size_t digits_of(const Edition& edition) {
    const auto& items = edition.items();
    const auto is_number = [](std::string_view code) {
        return std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    const auto digits = items.empty() ? 0 : items.front().code.text().size();
    // In byte order a code that begins with 0 comes first.
    const bool loses_zeros = digits > 1 && items.front().code.text().front() == '0' &&
                             std::all_of(items.begin(), items.end(), [&](const Item& item) {
                                 const auto& code = item.code.text();
                                 return code.size() == digits && is_number(code);
                             });
    return loses_zeros ? digits : 0;
}

std::optional<std::string> with_lost_zeros(std::string_view text, std::size_t digits) {
    if (text.empty() || text.size() >= digits ||
        text.find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
    }
    return std::string(digits - text.size(), '0') + std::string{text};
}

HyphenRule::HyphenRule(const Edition& edition) {
    for (const auto& item : edition.items()) {
        add(item.code.text());
    }
}

void HyphenRule::add(std::string_view code) {
    if (code.find('-') == std::string_view::npos) {
        auto& longest = longest_[kinds_of(code)];
        longest = std::max(longest, code.size());
    }
}

bool HyphenRule::may_leave_out(std::string_view code) const {
    const auto squeezed = squeeze(code);
    return code.find('-') == std::string_view::npos ||
           squeezed.size() > longest_[kinds_of(squeezed)];
}

}  // namespace socshift
