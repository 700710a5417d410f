#include "socshift/catalog/published_figures.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/whole_number.hpp"

#include <fmt/core.h>

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
        const auto number = whole_number<std::int64_t>(digits);
        if (!number) {
            throw FormatError(table.where(row),
                              fmt::format("expected a whole number, found '{}'", digits));
        }
        out.push_back({EditionId::parse(cells[before]), EditionId::parse(cells[after]),
                       cells[figure], cells[title], *number, cells[document], cells[remark]});
    }
    return out;
}

}  // namespace socshift
