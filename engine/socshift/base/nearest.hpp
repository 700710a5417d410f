#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// How many single-character edits (insert, delete, replace, swap of neighbours) lead from one to
/// the other. Cost: |a| x |b|. For "did you mean": texts of more than 256 bytes, which nobody
/// mistypes, are 0 apart if they are equal, else as far as the longer is long.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The element of @p all whose name is the fewest edits from @p wanted, and no more than @p most:
/// the first of these; nullptr if every one is further. @p name gives the name of an element.
template <typename Range, typename Name>
[[nodiscard]] auto nearest(const Range& all, std::string_view wanted, std::size_t most, Name name)
    -> const typename Range::value_type* {
    const typename Range::value_type* best = nullptr;
    auto limit = most + 1;
    for (const auto& element : all) {
        if (const auto edits = edit_distance(wanted, name(element)); edits < limit) {
            limit = edits;
            best = &element;
        }
    }
    return best;
}

/// "; did you mean 'soc2018'?", for the end of a message; "" for an empty name.
[[nodiscard]] std::string did_you_mean(std::string_view name);

/// "'a', 'b', 'c'; did you mean 'b'?": what to tell someone who asked for @p name and could have
/// one of @p names: at most 100 of them, and the nearest of all, whatever the case of letters.
[[nodiscard]] std::string choices(std::string_view name, const std::vector<std::string>& names);

}  // namespace socshift
