#include "socshift/catalog/published_figures.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <charconv>

namespace socshift {

std::vector<PublishedFigure> read_published_figures(const DelimitedTable& table) {
    const auto before = table.column("before");
    const auto after = table.column("after");
    const auto figure = table.column("figure");
    const auto title = table.column("title");
    const auto value = table.column("value");
    const auto document = table.column("document");
    const auto remark = table.column("remark");
    std::vector<PublishedFigure> out;
    for (const auto& row : table.rows) {
        const auto& cells = row.cells;
        const auto& digits = cells[value];
        std::int64_t number = 0;
        const auto* const end = digits.data() + digits.size();
        const auto [stop, status] = std::from_chars(digits.data(), end, number);
        if (digits.empty() || stop != end || status != std::errc{}) {
            throw FormatError(table.where(row),
                              fmt::format("expected a whole number, found '{}'", digits));
        }
        out.push_back({EditionId::parse(cells[before]), EditionId::parse(cells[after]),
                       cells[figure], cells[title], number, cells[document], cells[remark]});
    }
    return out;
}

}  // namespace socshift
