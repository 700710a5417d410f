#pragma once

// Internal: not installed. Different cells of rows that one thing is said of.

#include "socshift/convert/summary.hpp"
#include "socshift/convert/verdicts.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace socshift {

/// Tells the different cells of an account apart, some thousands of them, by their first bytes.
class CellTally {
public:
    static constexpr std::size_t most_values = 10000;
    static constexpr std::size_t longest_value = 200;
    static constexpr std::size_t most_examples = 5;

    /// Counts a row with @p value in @p account. @p place says where the row stands, if it becomes
    /// an example.
    template <typename Place>
    void add(AsideCount& account, std::string_view value, const Place& place) {
        ++account.rows;
        account.more_values |= value.size() > longest_value;
        value = value.substr(0, longest_value);
        if (const auto seen = seen_.find(value); seen != seen_.end()) {
            ++seen->second;
            return;
        }
        if (seen_.size() == most_values) {
            account.more_values = true;
            return;
        }
        seen_.emplace(value, 1);
        ++account.values;
        if (account.examples.size() < most_examples) {
            const auto [file, line] = place();
            account.examples.push_back({std::string{value}, line, file});
        }
    }

    /// Adds @p other, which is of rows behind these, with its cells as seen() had them.
    void join(AsideCount& account, const AsideCount& other,
              const std::vector<std::pair<std::string, std::uint64_t>>& cells) {
        account.rows += other.rows;
        account.more_values |= other.more_values;
        for (const auto& example : other.examples) {
            if (account.examples.size() < most_examples &&
                seen_.find(example.value) == seen_.end()) {
                account.examples.push_back(example);
            }
        }
        for (const auto& [cell, rows] : cells) {
            if (const auto seen = seen_.find(cell); seen != seen_.end()) {
                seen->second += rows;
            } else if (seen_.size() == most_values) {
                account.more_values = true;
            } else {
                seen_.emplace(cell, rows);
                ++account.values;
            }
        }
    }

    /// Rows by cell.
    using Seen = std::unordered_map<std::string, std::uint64_t, TextHash, std::equal_to<>>;
    [[nodiscard]] const Seen& seen() const noexcept { return seen_; }

private:
    Seen seen_;
};

}  // namespace socshift
