#include "socshift/catalog/lost_zeros.hpp"

#include "socshift/base/counted.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace socshift {

namespace {

bool is_number(std::string_view code) {
    return !code.empty() && code.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string padded(std::string_view code, std::size_t size) {
    return code.size() >= size ? std::string{code}
                               : std::string(size - code.size(), '0') + std::string{code};
}

class LostZeros {
public:
    explicit LostZeros(const std::vector<Item>& items) : items_(items) {
        for (const auto& item : items) {
            const auto& code = item.code.text();
            codes_.insert(code);
            by_code_.emplace(code, &item);
            if (is_number(code)) {
                auto& level = levels_[item.level];
                level.longest = std::max(level.longest, code.size());
                ++level.count_of_size[code.size()];
            }
        }
        for (const auto& item : items) {
            const auto& code = item.code.text();
            if (is_number(code) && code.front() == '0' &&
                code.size() == levels_[item.level].longest) {
                levels_[item.level].keeps_zeros = true;
            }
        }
    }

    Findings find() {
        std::map<std::string_view, std::vector<const Item*>> lost;
        for (const auto& item : items_) {
            if (has_lost_zeros(item)) {
                lost[item.level].push_back(&item);
            }
        }
        Findings out;
        for (const auto& [level, items] : lost) {
            const auto& first = *items.front();
            out.push_back({Severity::warning, "lost-zeros", first.at,
                           fmt::format("{} of level '{}' {} fewer digits than others and may have "
                                       "lost zeros in front: '{}' may be '{}'{}",
                                       count_of(items.size(), "code", "codes"), level,
                                       items.size() == 1 ? "has" : "have", first.code.text(),
                                       padded(first.code.text(), levels_[first.level].longest),
                                       items.size() == 1 ? "" : ", ...")});
        }
        return out;
    }

private:
    struct Level {
        std::size_t longest = 0;
        bool keeps_zeros = false;
        std::map<std::size_t, std::size_t> count_of_size;  // how many codes have so many digits
    };

    /// Whether codes of @p size digits look counted: half of the numbers of that length are there.
    static bool are_counted(const Level& level, std::size_t size) {
        constexpr std::size_t too_many = 5;  // digits
        std::size_t numbers = 9;
        for (std::size_t i = 1; i < std::min(size, too_many); ++i) {
            numbers *= 10;
        }
        return level.count_of_size.at(size) * 2 >= numbers;
    }

    [[nodiscard]] bool begins_longer_ones(const std::string& code) const {
        const auto next = codes_.upper_bound(code);
        return next != codes_.end() && next->starts_with(code);
    }

    [[nodiscard]] bool has_lost_zeros(const Item& item) {
        const auto& code = item.code.text();
        if (!is_number(code)) {
            return false;
        }
        const auto& level = levels_[item.level];
        const auto whole = padded(code, level.longest);
        if (code.size() == level.longest || codes_.count(whole) != 0) {
            return false;
        }
        if (item.parent && is_number(item.parent->text())) {
            const auto& parent = item.parent->text();
            const auto found = by_code_.find(parent);
            const auto size =
                found == by_code_.end() ? parent.size() : levels_[found->second->level].longest;
            const bool parent_is_whole = parent.size() == size;
            return !(parent_is_whole && code.starts_with(parent)) &&
                   whole.starts_with(padded(parent, size));
        }
        return !level.keeps_zeros && !begins_longer_ones(code) && !are_counted(level, code.size());
    }

    const std::vector<Item>& items_;
    std::set<std::string> codes_;
    std::unordered_map<std::string, const Item*> by_code_;
    std::map<std::string, Level> levels_;
};

}  // namespace

Findings lost_zeros(const std::vector<Item>& items) {
    return LostZeros{items}.find();
}

}  // namespace socshift
