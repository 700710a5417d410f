#include "socshift/recognise/code_text.hpp"

#include "socshift/base/characters.hpp"
#include "socshift/model/edition.hpp"

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

bool is_gap(CharacterKind kind) {
    return kind == CharacterKind::hyphen || kind == CharacterKind::dash ||
           kind == CharacterKind::blank;
}

/// Where @p cell may have a hyphen: takes any one, and blanks, off its front. False if there has to
/// be one and is none.
bool take_hyphen(std::string_view& cell, bool may_leave_out, Repairs& repairs) {
    bool hyphen = false;
    while (!cell.empty()) {
        const auto c = first_character(cell);
        const bool mark = c.kind == CharacterKind::hyphen || c.kind == CharacterKind::dash;
        if ((!mark && c.kind != CharacterKind::blank) || (mark && hyphen)) {
            break;
        }
        hyphen |= mark;
        if (c.kind != CharacterKind::hyphen) {
            repairs.add(mark ? Repair::other_hyphens : Repair::blanks);
        }
        cell.remove_prefix(c.size);
    }
    if (!hyphen) {
        repairs.add(Repair::missing_hyphens);
    }
    return hyphen || may_leave_out;
}

}  // namespace

Core strip(std::string_view text) {
    Core core{text};
    const auto note = [&](CharacterKind kind) {
        if (kind != CharacterKind::blank && kind != CharacterKind::quote) {
            return false;
        }
        core.repairs.add(kind == CharacterKind::blank ? Repair::blanks : Repair::quotes);
        return true;
    };
    while (!core.text.empty()) {
        auto first = first_character(core.text);
        if (core.text.starts_with("=\"")) {
            first = {CharacterKind::quote, 2};
        }
        if (!note(first.kind)) {
            break;
        }
        core.text.remove_prefix(first.size);
    }
    while (!core.text.empty()) {
        const auto last = last_character(core.text);
        if (!note(last.kind)) {
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
        if (!is_gap(c.kind)) {
            out += text.substr(0, c.size);
        }
        text.remove_prefix(c.size);
    }
    return out;
}

std::string without_points(std::string_view text) {
    auto out = squeeze(text);
    out.erase(std::remove(out.begin(), out.end(), '.'), out.end());
    return out;
}

std::optional<Repairs> compare(const Core& core, std::string_view code, MayLeaveOut may_leave_out) {
    auto repairs = core.repairs;
    auto cell = core.text;
    for (; !code.empty(); code.remove_prefix(1)) {
        if (code.front() == '-') {
            if (!take_hyphen(cell, may_leave_out.hyphens, repairs)) {
                return std::nullopt;
            }
        } else if (!cell.empty() && cell.front() == code.front()) {
            cell.remove_prefix(1);
        } else if (code.front() == '.' && may_leave_out.points) {
            repairs.add(Repair::missing_points);
        } else {
            return std::nullopt;
        }
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

LeavingOut::LeavingOut(const Edition& edition) {
    for (const auto& item : edition.items()) {
        add(item.code.text());
    }
}

void LeavingOut::add(std::string_view code) {
    if (code.find('-') == std::string_view::npos) {
        auto& longest = longest_[kinds_of(code)];
        longest = std::max(longest, code.size());
    }
    if (code.find('.') == std::string_view::npos) {
        const auto hyphens = std::count(code.begin(), code.end(), '-');
        longest_unpointed_ =
            std::max(longest_unpointed_, code.size() - static_cast<std::size_t>(hyphens));
        return;
    }
    std::string form{code};
    std::replace_if(
        form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; }, '9');
    is_one_form_ = is_one_form_ && (pointed_form_.empty() || pointed_form_ == form) &&
                   form.find_first_not_of("9-.") == std::string::npos &&
                   form.find('-') != std::string::npos;
    pointed_form_ = std::move(form);
}

MayLeaveOut LeavingOut::of(std::string_view code) const {
    const auto squeezed = squeeze(code);
    const bool has_hyphen = code.find('-') != std::string_view::npos;
    const bool has_point = code.find('.') != std::string_view::npos;
    return {!has_hyphen || squeezed.size() > longest_[kinds_of(squeezed)],
            has_point && is_one_form_ && without_points(code).size() > longest_unpointed_};
}

}  // namespace socshift
