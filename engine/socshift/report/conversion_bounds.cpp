#include "socshift/report/conversion_bounds.hpp"

#include "socshift/numbers/decimal.hpp"
#include "socshift/report/intervals.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

namespace {

/// Most ranges of one drawing; the table has all.
constexpr std::size_t most_drawn = 40;

/// Where a column and its bounds are.
struct Columns {
    std::size_t value;
    std::size_t least;
    std::size_t most;
};

Decimal number(const DelimitedTable& figures, const DelimitedTable::Row& row, std::size_t column) {
    if (const auto read = Decimal::parse(row.cells[column], Decimal::longest_amount)) {
        return *read;
    }
    throw FormatError(figures.where(row), fmt::format("column '{}': expected a number, found '{}'",
                                                      figures.header[column], row.cells[column]));
}

/// a - b
DecimalSum difference(const Decimal& a, const Decimal& b) {
    DecimalSum out;
    out.add(a);
    out.add_product(b, Decimal(-1, 0));
    return out;
}

bool is_below(const Decimal& a, const Decimal& b) {
    return difference(a, b).text().starts_with('-');
}

class PrintedBounds {
public:
    PrintedBounds(const Account& account, const DelimitedTable& figures)
        : account_(account), figures_(figures) {
        for (const auto& key : account.keys) {
            const auto place = figures.find_column(key);
            if (!place) {
                throw FormatError({figures.file, figures.header_line, 0},
                                  fmt::format("there is no column '{}', by which the account keeps "
                                              "figures apart",
                                              key));
            }
            keys_.push_back(*place);
        }
    }

    [[nodiscard]] std::optional<Columns> columns_of(const std::string& name) const {
        const auto value = figures_.find_column(name);
        const auto least = figures_.find_column(name + "_least");
        const auto most = figures_.find_column(name + "_most");
        return value && least && most ? std::optional(Columns{*value, *least, *most})
                                      : std::nullopt;
    }

    /// The rows of @p at that have a figure.
    [[nodiscard]] std::vector<IntervalRow> rows(const Account::Sum& sum, const Columns& at) const {
        std::vector<IntervalRow> out;
        DecimalSum total;
        for (const auto& row : figures_.rows) {
            if (row.cells[at.value].empty()) {
                continue;
            }
            const auto value = number(figures_, row, at.value);
            if (is_below(value, number(figures_, row, at.least)) ||
                is_below(number(figures_, row, at.most), value)) {
                throw FormatError(
                    figures_.where(row),
                    fmt::format("'{}' is {}, outside of its bounds {} and {}", sum.column,
                                row.cells[at.value], row.cells[at.least], row.cells[at.most]));
            }
            total.add(value);
            out.push_back(
                {name(row), row.cells[at.least], row.cells[at.value], row.cells[at.most]});
        }
        if (total.text() != sum.out) {
            throw FormatError({figures_.file, 0, 0},
                              fmt::format("the figures are of another conversion: '{}' adds up to "
                                          "{}, and the account says {}",
                                          sum.column, total.text(), sum.out));
        }
        return out;
    }

private:
    /// The code and the title, then the keys.
    [[nodiscard]] std::string name(const DelimitedTable::Row& row) const {
        auto out = row.cells.front() + (row.cells.size() > 1 ? " " + row.cells[1] : "");
        for (const auto key : keys_) {
            out += ", " + row.cells[key];
        }
        return out;
    }

    const Account& account_;
    const DelimitedTable& figures_;
    std::vector<std::size_t> keys_;
};

double width_of(const IntervalRow& row) {
    const auto least = Decimal::parse(row.least, Decimal::longest_amount);
    const auto most = Decimal::parse(row.most, Decimal::longest_amount);
    return near_number(difference(*most, *least).text());
}

/// The widest of @p rows, in their order.
std::vector<IntervalRow> widest(const std::vector<IntervalRow>& rows) {
    std::vector<std::pair<double, std::size_t>> widths;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].least != rows[i].most) {
            widths.emplace_back(-width_of(rows[i]), i);
        }
    }
    std::sort(widths.begin(), widths.end());
    widths.resize(std::min(widths.size(), most_drawn));
    std::sort(widths.begin(), widths.end(),
              [](const auto& a, const auto& b) { return a.second < b.second; });
    std::vector<IntervalRow> out;
    for (const auto& [width, place] : widths) {
        out.push_back(rows[place]);
    }
    return out;
}

}  // namespace

void add_bounds(Report& report, const Account& account, const DelimitedTable& figures) {
    const PrintedBounds bounds(account, figures);
    Section section{"bounds",
                    "Figures with the least and the most that they can be",
                    {"Whatever the shares are that nobody published, each figure lies between its "
                     "bounds."},
                    Table({{"of"},
                           {"figure"},
                           {"value", ColumnKind::amount},
                           {"least", ColumnKind::amount},
                           {"most", ColumnKind::amount}})};
    bool any = false;
    for (const auto& sum : account.sums) {
        const auto at = bounds.columns_of(sum.column);
        if (!at) {
            continue;
        }
        any = true;
        const auto rows = bounds.rows(sum, *at);
        for (const auto& row : rows) {
            section.table.add(
                {row.name, sum.column, Amount{row.value}, Amount{row.least}, Amount{row.most}});
        }
        const Intervals drawn{
            fmt::format("{}: figures with their bounds; the table below has all of them",
                        sum.column),
            widest(rows)};
        if (!drawn.rows.empty()) {
            report.extras["bounds"].drawings.push_back(
                {fmt::format("bounds-{}", report.extras["bounds"].drawings.size() + 1),
                 fmt::format("{}: the mark is the figure, the bar what it can be; the widest bars, "
                             "in the order of the result.",
                             sum.column),
                 intervals_svg(drawn, Room::wide, SvgForm::element),
                 intervals_svg(drawn, Room::narrow, SvgForm::element),
                 intervals_svg(drawn, Room::wide, SvgForm::file)});
        }
    }
    if (!any) {
        throw FormatError({figures.file, figures.header_line, 0},
                          "no summed column of the account has bounds here: expected COL, "
                          "COL_least and COL_most");
    }
    report.page.sections.push_back(std::move(section));
}

}  // namespace socshift
