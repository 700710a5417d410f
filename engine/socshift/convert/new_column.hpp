#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace socshift {

/// A column that a conversion makes, and what stands in it. What is not known is an empty cell.
struct NewColumn {
    enum class Kind : std::uint8_t {
        texts,    // codes, titles, words, fractions
        wholes,   // counts
        decimals  // figures, shares, scores
    };
    std::string name;
    Kind kind = Kind::texts;

    friend bool operator==(const NewColumn&, const NewColumn&) = default;
};

[[nodiscard]] inline std::vector<std::string> names_of(const std::vector<NewColumn>& columns) {
    std::vector<std::string> out;
    for (const auto& column : columns) {
        out.push_back(column.name);
    }
    return out;
}

}  // namespace socshift
