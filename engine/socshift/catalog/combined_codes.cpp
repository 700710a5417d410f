#include "socshift/catalog/combined_codes.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace socshift {

namespace {

bool is_letter_for_digits(char c) {
    return c == 'X' || c == 'Y';
}

std::string without_hyphens(std::string_view text) {
    std::string out{text};
    out.erase(std::remove(out.begin(), out.end(), '-'), out.end());
    return out;
}

void take(CombinedCodes& all, const Code& code, const Code& leaf) {
    if (all.code_of.emplace(leaf, code).second) {
        all.leaves[code].push_back(leaf);
    }
}

/// Named items: the smallest first, so that a leaf comes before the groups that it is in.
void take_named(CombinedCodes& all, const std::map<Code, Code>& notations, const Edition& edition) {
    std::vector<std::pair<std::vector<const Item*>, const Code*>> named;
    for (const auto& [code, notation] : notations) {
        if (const auto* const item = named_item(edition, notation.text())) {
            named.emplace_back(edition.leaves(*item), &code);
        }
    }
    std::stable_sort(named.begin(), named.end(),
                     [](const auto& a, const auto& b) { return a.first.size() < b.first.size(); });
    for (const auto& [leaves, code] : named) {
        for (const auto* const leaf : leaves) {
            take(all, *code, leaf->code);
        }
    }
}

void take_fitting(CombinedCodes& all, const std::map<Code, Code>& notations,
                  const Edition& edition) {
    for (const auto& item : edition.items()) {
        if (!edition.is_leaf(item) || all.code_of.count(item.code) != 0) {
            continue;
        }
        std::map<std::ptrdiff_t, std::vector<Code>> fitting;  // by the number of letters
        for (const auto& [code, notation] : notations) {
            const auto& text = notation.text();
            if (is_pattern(text) && fits(item.code.text(), text)) {
                fitting[std::count_if(text.begin(), text.end(), is_letter_for_digits)].push_back(
                    code);
            }
        }
        if (fitting.empty()) {
            continue;
        }
        auto& closest = fitting.begin()->second;
        if (closest.size() == 1) {
            take(all, closest.front(), item.code);
        } else {
            all.unclear.emplace(item.code, std::move(closest));
        }
    }
}

}  // namespace

bool is_pattern(std::string_view notation) noexcept {
    return std::any_of(notation.begin(), notation.end(), is_letter_for_digits) &&
           std::all_of(notation.begin(), notation.end(), [](char c) {
               return is_letter_for_digits(c) || c == '-' || c == '.' || (c >= '0' && c <= '9');
           });
}

bool fits(std::string_view code, std::string_view notation) {
    const auto bare =
        notation.find('-') == std::string_view::npos ? without_hyphens(code) : std::string{code};
    return bare.size() == notation.size() &&
           std::equal(bare.begin(), bare.end(), notation.begin(), [](char digit, char pattern) {
               return digit == pattern ||
                      (is_letter_for_digits(pattern) && digit >= '0' && digit <= '9');
           });
}

const Item* named_item(const Edition& edition, std::string_view notation) {
    if (const auto* const item = edition.find(notation)) {
        return item;
    }
    const auto& items = edition.items();
    const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) {
        return without_hyphens(item.code.text()) == notation;
    });
    return found == items.end() ? nullptr : &*found;
}

CombinedCodes combined_codes(const std::map<Code, Code>& notations, const Edition& edition,
                             const std::map<Code, Code>& settled) {
    CombinedCodes all;
    for (const auto& [leaf, code] : settled) {
        take(all, code, leaf);
    }
    take_named(all, notations, edition);
    take_fitting(all, notations, edition);
    for (auto& [code, leaves] : all.leaves) {
        std::sort(leaves.begin(), leaves.end());
    }
    return all;
}

}  // namespace socshift
