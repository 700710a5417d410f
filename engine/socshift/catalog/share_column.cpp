#include "socshift/catalog/share_column.hpp"

#include "socshift/base/title.hpp"
#include "socshift/numbers/share.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace socshift {

namespace {

bool is_named_share(std::string_view header) {
    static constexpr std::array<std::string_view, 9> words = {
        "share",    "shares",      "weight", "weights", "proportion",
        "fraction", "probability", "rate",   "factor"};
    const auto name = " " + fold_title(header) + " ";
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return name.find(fmt::format(" {} ", word)) != std::string::npos;
    });
}

bool holds_shares(const DelimitedTable& table, std::size_t place) {
    std::size_t cells = 0;
    std::size_t shares = 0;
    for (const auto& row : table.rows) {
        cells += row.cells[place].empty() ? 0U : 1U;
        shares += Share::read(row.cells[place]) ? 1U : 0U;
    }
    return 2 * shares > cells;
}

}  // namespace

std::optional<std::size_t> find_share_column(const DelimitedTable& table,
                                             const std::set<std::size_t>& taken) {
    for (std::size_t place = 0; place < table.header.size(); ++place) {
        if (taken.count(place) == 0 && is_named_share(table.header[place]) &&
            holds_shares(table, place)) {
            return place;
        }
    }
    return std::nullopt;
}

}  // namespace socshift
