#include "socshift/titles/abbreviations.hpp"

#include <algorithm>

namespace socshift::detail {

namespace {

bool are_initials(std::string_view text, const AbbreviationPairs::Words& words) {
    if (words.size() < 2 || text.size() != words.size()) {
        return false;
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].front() != text[i]) {
            return false;
        }
    }
    return true;
}

}  // namespace

void AbbreviationPairs::add(const Words& one, const Words& other) {
    add_shorter(one, other);
    add_shorter(other, one);
}

void AbbreviationPairs::add_shorter(const Words& shorter, const Words& longer) {
    if (shorter.size() == longer.size()) {
        for (std::size_t i = 0; i < shorter.size(); ++i) {
            const auto a = shorter[i];
            const auto b = longer[i];
            if (a.size() >= 2 && a.size() < b.size() && a.front() == b.front()) {
                add_pair(a, {b});
            }
        }
        return;
    }
    if (shorter.empty() || shorter.size() > longer.size()) {
        return;
    }
    std::size_t alike = 0;
    while (alike < shorter.size() && shorter[alike] == longer[alike]) {
        ++alike;
    }
    std::size_t behind = 0;
    while (behind + alike < shorter.size() &&
           shorter[shorter.size() - 1 - behind] == longer[longer.size() - 1 - behind]) {
        ++behind;
    }
    if (shorter.size() - alike - behind != 1) {
        return;
    }
    const Words rest(longer.begin() + static_cast<std::ptrdiff_t>(alike),
                     longer.end() - static_cast<std::ptrdiff_t>(behind));
    if (are_initials(shorter[alike], rest)) {
        add_pair(shorter[alike], rest);
    }
}

void AbbreviationPairs::add_pair(std::string_view shorter, const Words& longer) {
    auto found = seen_.find(shorter);
    if (found == seen_.end()) {
        found = seen_.try_emplace(std::string{shorter}).first;
    }
    ++found->second[{longer.begin(), longer.end()}];
}

std::map<std::string, std::vector<std::string>> AbbreviationPairs::common() const {
    std::map<std::string, std::vector<std::string>> out;
    for (const auto& [abbreviation, meanings] : seen_) {
        std::size_t all = 0;
        const auto* best = &*meanings.begin();
        for (const auto& meaning : meanings) {
            all += meaning.second;
            best = meaning.second > best->second ? &meaning : best;
        }
        if (best->second >= 2 && 4 * best->second >= 3 * all) {
            out.emplace(abbreviation, best->first);
        }
    }
    const auto all = out;
    std::erase_if(out, [&](const auto& entry) {
        return std::any_of(entry.second.begin(), entry.second.end(),
                           [&](const std::string& word) { return all.count(word) != 0; });
    });
    return out;
}

}  // namespace socshift::detail
