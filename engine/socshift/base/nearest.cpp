#include "socshift/base/nearest.hpp"

#include "socshift/base/title.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    constexpr std::size_t longest = 256;
    if (std::max(a.size(), b.size()) > longest) {
        return a == b ? 0 : std::max(a.size(), b.size());
    }
    // Optimal string alignment: three rows of the table are enough.
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        last[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replace});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

std::string did_you_mean(std::string_view name) {
    return name.empty() ? "" : fmt::format("; did you mean '{}'?", name);
}

std::string choices(std::string_view name, const std::vector<std::string>& names) {
    constexpr std::size_t most_listed = 100;
    std::string list;
    for (std::size_t i = 0; i < std::min(names.size(), most_listed); ++i) {
        list += fmt::format("{}'{}'", i == 0 ? "" : ", ", names[i]);
    }
    if (names.size() > most_listed) {
        list += fmt::format(" and {} more", names.size() - most_listed);
    }
    // A third of the letters may be wrong: beyond that a hint helps nobody.
    const auto most = (name.size() + 2) / 3;
    const auto* const near = nearest(names, lower_case(name), most,
                                     [](const std::string& known) { return lower_case(known); });
    return near == nullptr ? list : list + did_you_mean(*near);
}

}  // namespace socshift
