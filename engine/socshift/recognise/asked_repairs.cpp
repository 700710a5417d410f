#include "socshift/recognise/asked_repairs.hpp"

#include "socshift/base/title.hpp"
#include "socshift/recognise/characters.hpp"
#include "socshift/recognise/code_text.hpp"
#include "socshift/recognise/date_damage.hpp"
#include "socshift/recognise/recognise.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace socshift {

namespace {

bool by_item_code(const Item* a, const Item* b) {
    return a->code < b->code;
}

void sort_once(std::vector<const Item*>& items) {
    std::sort(items.begin(), items.end(), by_item_code);
    items.erase(std::unique(items.begin(), items.end()), items.end());
}

std::size_t count_digits(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

bool has_letter(std::string_view text) {
    while (!text.empty()) {
        const auto c = first_character(text);
        if (c.kind == CharacterKind::letter || c.kind == CharacterKind::other_letter) {
            return true;
        }
        text.remove_prefix(c.size);
    }
    return false;
}

/// The parts of a cell between signs that stand between codes.
std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> out(1);
    while (!text.empty()) {
        bool is_between = std::string_view{",;|/&\n"}.find(text.front()) != std::string_view::npos;
        std::size_t size = 1;
        for (const std::string_view word : {" or ", " and "}) {
            if (text.starts_with(word)) {
                is_between = true;
                size = word.size();
            }
        }
        if (is_between) {
            out.emplace_back();
        } else {
            out.back() += text.front();
        }
        text.remove_prefix(size);
    }
    return out;
}

/// A run of what codes are made of, and where it stands.
struct CodeLike {
    std::size_t begin = 0;
    std::string_view text;
};

/// Those with so many digits or more.
std::vector<CodeLike> code_likes(std::string_view text, std::size_t least_digits) {
    std::vector<CodeLike> out;
    std::size_t begin = 0;
    const auto finish = [&](std::size_t end) {
        auto run = text.substr(begin, end - begin);
        while (!run.empty() && (run.back() == '.' || run.back() == '-')) {
            run.remove_suffix(1);
        }
        const auto masked = run.size() - 1 - std::min(run.find_last_not_of("Xx"), run.size() - 1);
        if (!run.empty() && count_digits(run) + masked >= least_digits) {
            out.push_back({begin, run});
        }
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto c = first_character(text.substr(at));
        const bool is_inside = c.kind == CharacterKind::digit || c.kind == CharacterKind::letter ||
                               c.kind == CharacterKind::hyphen || c.kind == CharacterKind::dash ||
                               text[at] == '.';
        if (!is_inside) {
            finish(at);
            begin = at + c.size;
        }
        at += c.size;
    }
    finish(text.size());
    return out;
}

}  // namespace

/// One item that holds just the leaves of @p items, or these leaves.
std::vector<const Item*> AskedRepairs::any_of(std::vector<const Item*> items) const {
    sort_once(items);
    if (items.size() == 1) {
        return items;
    }
    std::vector<const Item*> leaves;
    for (const auto* const item : items) {
        const auto below = edition_.leaves(*item);
        leaves.insert(leaves.end(), below.begin(), below.end());
    }
    sort_once(leaves);
    if (leaves.empty()) {
        return leaves;
    }
    for (const auto* at = leaves.front(); at != nullptr; at = edition_.parent(*at)) {
        if (edition_.leaves(*at) == leaves) {
            return {at};
        }
    }
    return leaves;
}

std::optional<AskedReading> AskedRepairs::as_date(std::string_view text) const {
    const bool looks = looks_like_a_date(text);
    std::set<const Item*> meant;
    for (const auto& date : dates_of(text)) {
        for (const auto& item : edition_.items()) {
            if (is_date_of(date, item.code.text())) {
                meant.insert(&item);
            }
        }
    }
    AskedReading out{Repair::dates, {}, false};
    if (meant.size() == 1) {
        out.items = {*meant.begin()};
    }
    return looks || !out.items.empty() ? std::optional{std::move(out)} : std::nullopt;
}

std::optional<AskedReading> AskedRepairs::as_masked(std::string_view text) const {
    const auto last = text.find_last_not_of("Xx");
    if (last == std::string_view::npos || last + 1 == text.size()) {
        return std::nullopt;
    }
    const auto known = squeeze(text.substr(0, last + 1));
    const auto size = known.size() + (text.size() - last - 1);
    std::vector<const Item*> meant;
    for (const auto& item : edition_.items()) {
        const auto code = squeeze(item.code.text());
        if (code.size() != size || !code.starts_with(known)) {
            continue;
        }
        // Of groups only those of an extension's codes, which are longer.
        const auto below = edition_.children(item);
        if (below.empty() || squeeze(below.front()->code.text()).size() > size) {
            meant.push_back(&item);
        }
    }
    return meant.empty() || known.empty()
               ? std::nullopt
               : std::optional{AskedReading{Repair::masked, any_of(std::move(meant)), false}};
}

std::optional<AskedReading> AskedRepairs::as_several(std::string_view text) const {
    const auto parts = parts_of(text);
    std::vector<const Item*> meant;
    for (const auto& part : parts) {
        const auto core = strip(part).text;
        const auto* item = core.empty() ? nullptr : find_(core);
        if (item == nullptr && !meant.empty() && !core.empty() &&
            count_digits(core) == core.size()) {
            const auto& before = meant.back()->code.text();
            if (core.size() < before.size()) {
                item = edition_.find(before.substr(0, before.size() - core.size()) +
                                     std::string{core});
            }
        }
        if (item == nullptr) {
            return std::nullopt;
        }
        meant.push_back(item);
    }
    return parts.size() < 2
               ? std::nullopt
               : std::optional{AskedReading{Repair::several, any_of(std::move(meant)), false}};
}

const Item* AskedRepairs::titled(std::string_view title) const {
    std::call_once(titles_made_, [&] {
        for (const auto& item : edition_.items()) {
            if (edition_.is_leaf(item)) {
                const auto [known, is_new] = titles_.emplace(fold_title(item.title), &item);
                known->second = is_new ? known->second : nullptr;
            }
        }
    });
    const auto found = titles_.find(fold_title(title));
    return found == titles_.end() ? nullptr : found->second;
}

std::optional<AskedReading> AskedRepairs::as_titled(std::string_view text) const {
    auto least_digits = longest_code;
    for (const auto& item : edition_.items()) {
        least_digits = std::min(least_digits, count_digits(item.code.text()));
    }
    std::vector<const Item*> meant;
    std::string rest;
    std::size_t done = 0;
    for (const auto& like : code_likes(text, std::max<std::size_t>(least_digits, 2))) {
        const auto* const item = find_(like.text);
        if (item == nullptr) {
            return as_masked(like.text);
        }
        meant.push_back(item);
        rest.append(text.substr(done, like.begin - done)).append(" ");
        done = like.begin + like.text.size();
    }
    rest += text.substr(done);
    sort_once(meant);
    if (!has_letter(rest) && count_digits(rest) > 0) {
        return std::nullopt;  // no title, but more that means something
    }
    if (meant.size() > 1) {
        return AskedReading{Repair::several, any_of(std::move(meant)), false};
    }
    if (meant.empty() || !has_letter(rest)) {
        return std::nullopt;
    }
    const auto* const other = titled(rest);
    const bool is_contradiction = other != nullptr && other != meant.front();
    return AskedReading{Repair::titles, is_contradiction ? std::vector<const Item*>{} : meant,
                        is_contradiction};
}

std::optional<AskedReading> AskedRepairs::read(std::string_view text) const {
    constexpr std::size_t longest = 1000;
    if (text.size() > longest) {
        return std::nullopt;
    }
    if (text.size() <= longest_code) {
        if (auto date = as_date(text)) {
            return date;
        }
        if (auto masked = as_masked(text)) {
            return masked;
        }
    }
    if (auto several = as_several(text)) {
        return several;
    }
    return as_titled(text);
}

}  // namespace socshift
