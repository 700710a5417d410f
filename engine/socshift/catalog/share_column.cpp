#include "socshift/catalog/share_column.hpp"

#include "socshift/base/title.hpp"
#include "socshift/numbers/share.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace socshift {

namespace {

/// Whether a name has one of the words.
template <std::size_t N>
bool is_named(std::string_view header, const std::array<std::string_view, N>& words) {
    const auto name = " " + fold_title(header) + " ";
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return name.find(fmt::format(" {} ", word)) != std::string::npos;
    });
}

/// What nothing but a share is called so.
bool is_named_share(std::string_view header) {
    static constexpr std::array<std::string_view, 5> words = {"share", "shares", "proportion",
                                                              "fraction", "probability"};
    return is_named(header, words);
}

/// What is called so may be a share, or a number of persons.
bool is_named_weight(std::string_view header) {
    static constexpr std::array<std::string_view, 4> words = {"weight", "weights", "rate",
                                                              "factor"};
    return is_named(header, words);
}

/// A number, as tables write shares and others do: 0.9, 0,9, 90%, 90.
bool is_figure(std::string_view cell) {
    return cell.find_first_of("0123456789") != std::string_view::npos &&
           cell.find_first_not_of("0123456789.,/% eE+-") == std::string_view::npos;
}

bool is_percentage(std::string_view cell) {
    return cell.ends_with('%') && is_figure(cell);
}

/// A number from 0 to 1 with a decimal comma.
bool has_decimal_comma(const std::string& cell) {
    const auto comma = cell.find(',');
    auto with_point = cell;
    return comma != std::string::npos && Share::read(with_point.replace(comma, 1, "."));
}

bool holds_shares(const DelimitedTable& table, std::size_t place) {
    const bool is_share = is_named_share(table.header[place]);
    if (!is_share && !is_named_weight(table.header[place])) {
        return false;
    }
    std::size_t cells = 0;
    std::size_t shares = 0;
    for (const auto& row : table.rows) {
        const auto& cell = row.cells[place];
        cells += cell.empty() ? 0U : 1U;
        const bool may_be_share =
            is_share ? is_figure(cell)
                     : Share::read(cell) || is_percentage(cell) || has_decimal_comma(cell);
        shares += may_be_share ? 1U : 0U;
    }
    return 2 * shares > cells;
}

}  // namespace

std::optional<std::size_t> find_share_column(const DelimitedTable& table,
                                             const std::set<std::size_t>& taken) {
    for (std::size_t place = 0; place < table.header.size(); ++place) {
        if (taken.count(place) == 0 && holds_shares(table, place)) {
            return place;
        }
    }
    return std::nullopt;
}

}  // namespace socshift
