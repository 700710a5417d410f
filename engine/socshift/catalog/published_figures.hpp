#pragma once

#include "socshift/io/delimited_table.hpp"
#include "socshift/model/code.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace socshift {

/// A figure that a publisher printed about a revision, and what can be said where ours is another.
struct PublishedFigure {
    EditionId before;
    EditionId after;
    std::string figure;  // a name that counted_by() knows
    std::string title;   // what it counts, in words
    std::int64_t value = 0;
    std::string document;  // where it is printed
    std::string remark;    // why ours differs; empty where it does not

    friend bool operator==(const PublishedFigure&, const PublishedFigure&) = default;
};

/// Reads the columns before, after, figure, title, value, document and remark.
/// @throws FormatError for a missing column, a name that is no edition's, a value that is no
/// number.
[[nodiscard]] std::vector<PublishedFigure> read_published_figures(const DelimitedTable& table);

/// The figures that ship with the library: crosswalks/us-soc/published-figures.csv of the release,
/// in the order of the file.
[[nodiscard]] const std::vector<PublishedFigure>& builtin_published_figures();

}  // namespace socshift
