#include "socshift/matching/title_nearness.hpp"

#include "socshift/base/title.hpp"
#include "socshift/base/utf8.hpp"

#include <algorithm>
#include <string>

namespace socshift {

TitleShape::TitleShape(std::string_view title) {
    const auto folded = "^" + fold_title(title) + "$";
    constexpr unsigned bits = 21;  // of a character, of which a group has three
    constexpr std::uint64_t whole = (std::uint64_t{1} << (3 * bits)) - 1;
    std::string_view rest = folded;
    std::uint64_t group = 0;
    for (std::size_t read = 0; !rest.empty(); ++read) {
        const auto size = std::max<std::size_t>(valid_character_size(rest), 1);
        // The bytes of a character, four at most, of which each but the first says six bits.
        std::uint64_t character = static_cast<unsigned char>(rest.front());
        for (const char byte : rest.substr(1, size - 1)) {
            character = character << 6U | (static_cast<unsigned char>(byte) & 0x3FU);
        }
        group = (group << bits | (character & ((std::uint64_t{1} << bits) - 1))) & whole;
        if (read >= 2) {
            groups_.push_back(group);
        }
        rest.remove_prefix(size);
    }
    std::sort(groups_.begin(), groups_.end());
}

std::uint32_t TitleShape::nearness(const TitleShape& other) const noexcept {
    std::size_t common = 0;
    for (auto a = groups_.begin(), b = other.groups_.begin();
         a != groups_.end() && b != other.groups_.end();) {
        if (*a == *b) {
            ++common;
            ++a;
            ++b;
        } else if (*a < *b) {
            ++a;
        } else {
            ++b;
        }
    }
    const auto all = groups_.size() + other.groups_.size();
    return all == 0 ? 0U : static_cast<std::uint32_t>(2000 * common / all);
}

}  // namespace socshift
