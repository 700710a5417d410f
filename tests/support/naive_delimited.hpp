#pragma once

#include <string>
#include <utility>
#include <vector>

namespace socshift::test {

// Second opinions on delimited text and on exact sums, by the shortest way to write them.

/// The unquoted cells of every record of @p text, one byte after the other. @p text has its quotes
/// closed and no byte-order mark.
[[nodiscard]] std::vector<std::vector<std::string>> naive_cells(const std::string& text,
                                                                char delimiter);

/// The sum of amounts times shares as a fraction in lowest terms, "1/3" or "2". An amount is
/// digits and perhaps a point and more digits; a share is a fraction.
[[nodiscard]] std::string naive_sum(
    const std::vector<std::pair<std::string, std::string>>& amounts_and_shares);

/// How far two fractions are from each other, in units of 10^-decimals; about.
[[nodiscard]] double naive_distance(const std::string& a, const std::string& b, unsigned decimals);

}  // namespace socshift::test
