#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"
#include "socshift/catalog/footnote_mark.hpp"
#include "socshift/catalog/share_column.hpp"
#include "socshift/check/table_lint.hpp"
#include "socshift/recognise/detect.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <vector>

namespace socshift {

namespace {

/// A column that holds codes, and how much of it each edition explains.
struct CodeColumn {
    std::size_t place = 0;
    ColumnDetection detection;
};

std::optional<std::size_t> place_if(const DelimitedTable& table,
                                    const std::optional<std::string>& name) {
    return name ? std::optional{table.column(*name)} : std::nullopt;
}

/// The columns that hold codes, whatever footnote marks stand behind them. With @p only: that one,
/// codes or not.
std::vector<CodeColumn> code_columns(const DelimitedTable& table, const Catalog& catalog,
                                     std::optional<std::size_t> only = {}) {
    std::string text;
    for (const auto& row : table.rows) {
        std::vector<std::string> cells;
        cells.reserve(row.cells.size());
        for (const auto& cell : row.cells) {
            cells.emplace_back(split_mark(cell).text);
        }
        append_record(text, cells, ',');
    }
    DetectRequest request;
    request.file = table.file;
    request.delimiter = ',';
    request.has_header = false;
    if (only) {
        request.column = fmt::format("#{}", *only + 1);
    }
    std::vector<CodeColumn> out;
    if (table.rows.empty()) {
        return out;
    }
    for (auto& column : detect(request, catalog, bytes_of(text)).columns) {
        const auto place = place_after_sign(column.column).value_or(1) - 1;
        out.push_back({place, std::move(column)});
    }
    return out;
}

std::uint64_t rows_in(const ColumnDetection& column, const EditionId& edition) {
    const auto found =
        std::find_if(column.editions.begin(), column.editions.end(),
                     [&](const ExplainedBy& each) { return each.edition == edition; });
    return found == column.editions.end() ? 0 : found->rows;
}

/// The column in which @p edition explains the most rows, the first of several; none if it explains
/// nothing. @p other is taken.
std::optional<std::size_t> best_column(const std::vector<CodeColumn>& columns,
                                       const EditionId& edition, std::optional<std::size_t> other) {
    std::optional<std::size_t> best;
    std::uint64_t most = 0;
    for (const auto& column : columns) {
        const auto rows = rows_in(column.detection, edition);
        if (column.place != other && rows > most) {
            most = rows;
            best = column.place;
        }
    }
    return best;
}

std::string names_of(const DelimitedTable& table, const std::vector<CodeColumn>& columns) {
    std::string out;
    for (const auto& column : columns) {
        out += fmt::format("{}'{}'", out.empty() ? "" : ", ", table.header[column.place]);
    }
    return out;
}

std::pair<std::size_t, std::size_t> find_columns(const DelimitedTable& table,
                                                 const TableRequest& request,
                                                 const Catalog& catalog) {
    auto source = place_if(table, request.source);
    auto target = place_if(table, request.target);
    if (source && target) {
        return {*source, *target};
    }
    const auto columns = code_columns(table, catalog);
    if (!source && request.from) {
        source = best_column(columns, *request.from, target);
    }
    if (!target && request.to) {
        target = best_column(columns, *request.to, source);
    }
    std::vector<std::size_t> rest;
    for (const auto& column : columns) {
        if (column.place != source && column.place != target) {
            rest.push_back(column.place);
        }
    }
    const std::size_t missing = (source ? 0U : 1U) + (target ? 0U : 1U);
    if (rest.size() != missing && missing != 0) {
        throw Error(fmt::format("{}: which column holds the {} codes? {}", table.file,
                                missing == 2 ? "source and which the target"
                                : source     ? "target"
                                             : "source",
                                columns.empty()
                                    ? "none holds codes of an edition"
                                    : "codes of an edition are in " + names_of(table, columns)));
    }
    if (missing == 2) {
        source = rest.front();
        target = rest.back();
    } else if (missing == 1) {
        (source ? target : source) = rest.front();
    }
    return {*source, *target};
}

/// Of several editions that explain a column equally well, the one that its name names.
std::optional<EditionId> named_by(const std::string& column, const std::vector<EditionId>& editions,
                                  const Catalog& catalog) {
    auto name = lower_case(column);
    for (const std::string_view word : {" codes", " code"}) {
        if (name.size() > word.size() && name.substr(name.size() - word.size()) == word) {
            name.resize(name.size() - word.size());
        }
    }
    try {
        const auto meant = catalog.resolve(name);
        if (std::find(editions.begin(), editions.end(), meant) != editions.end()) {
            return meant;
        }
    } catch (const UnknownName&) {
        return std::nullopt;
    }
    return std::nullopt;
}

EditionId find_edition(const DelimitedTable& table, std::size_t place, const Catalog& catalog) {
    const auto columns = code_columns(table, catalog, place);
    if (columns.empty() || columns.front().detection.answer.empty()) {
        throw Error(fmt::format(
            "{}: in which edition is column '{}'? {}", table.file, table.header[place],
            columns.empty() ? "the table has no rows" : why_not_clear(columns.front().detection)));
    }
    const auto& found = columns.front().detection;
    if (found.verdict == EditionCertainty::ambiguous) {
        if (const auto named = named_by(table.header[place], found.answer, catalog)) {
            return *named;
        }
        throw Error(fmt::format("{}: in which edition is column '{}'? {}", table.file,
                                table.header[place], why_not_clear(found)));
    }
    // Of a mixture, the edition of most rows: the others are what is to be reported.
    return *std::max_element(found.answer.begin(), found.answer.end(),
                             [&](const EditionId& a, const EditionId& b) {
                                 return rows_in(found, a) < rows_in(found, b);
                             });
}

/// How many of the codes that @p edition has stand with their titles in @p column; 0 unless it is
/// more than half of them.
std::size_t titles_in(const DelimitedTable& table, std::size_t codes, std::size_t column,
                      const Edition& edition) {
    std::size_t items = 0;
    std::size_t same = 0;
    for (const auto& row : table.rows) {
        if (const auto* const item = edition.find_written(split_mark(row.cells[codes]).text)) {
            ++items;
            same += same_title(split_mark(row.cells[column]).text, item->title) ? 1U : 0U;
        }
    }
    return 2 * same > items ? same : 0;
}

/// A column that may hold the titles of a side, and how well it does.
struct TitleColumn {
    std::size_t same = 0;
    std::size_t distance = 0;  // from the codes; to the left of them: beyond all to the right
    bool is_source = false;
    std::size_t place = 0;
};

void find_titles(const DelimitedTable& table, const TableRequest& request, const Catalog& catalog,
                 TableSides& sides) {
    sides.source.titles = place_if(table, request.source_title);
    sides.target.titles = place_if(table, request.target_title);
    std::vector<TitleColumn> found;
    for (auto* const side : {&sides.source, &sides.target}) {
        const auto& edition = catalog.edition(side->edition);
        for (std::size_t place = 0; place < table.header.size(); ++place) {
            if (place == sides.source.codes || place == sides.target.codes) {
                continue;
            }
            const auto same = titles_in(table, side->codes, place, edition);
            if (same != 0) {
                const auto distance = place > side->codes
                                          ? place - side->codes
                                          : table.header.size() + side->codes - place;
                found.push_back({same, distance, side == &sides.source, place});
            }
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const TitleColumn& a, const TitleColumn& b) {
        return std::tie(b.same, a.distance) < std::tie(a.same, b.distance);
    });
    for (const auto& column : found) {
        auto& side = column.is_source ? sides.source : sides.target;
        const auto& other = column.is_source ? sides.target : sides.source;
        if (!side.titles && other.titles != column.place) {
            side.titles = column.place;
        }
    }
}

}  // namespace

TableSides find_sides(const DelimitedTable& table, const TableRequest& request,
                      const Catalog& catalog) {
    const auto [source, target] = find_columns(table, request, catalog);
    const auto from = request.from ? *request.from : find_edition(table, source, catalog);
    const auto to = request.to ? *request.to : find_edition(table, target, catalog);
    if (source == target || from == to) {
        throw Error(fmt::format("{}: source and target must differ; both are {} '{}'", table.file,
                                source == target ? "column" : "of edition",
                                source == target ? table.header[source] : from.text()));
    }
    TableSides sides{{from, source, {}}, {to, target, {}}, {}};
    find_titles(table, request, catalog, sides);
    sides.shares = request.share
                       ? place_if(table, request.share)
                       : find_share_column(table, {sides.source.codes, sides.target.codes});
    return sides;
}

}  // namespace socshift
