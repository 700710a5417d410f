#include "socshift/catalog/import_rows.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>

namespace socshift {

Imported<Rates> import_rates(const DelimitedTable& table, Rates header,
                             const RatesColumns& columns) {
    const auto source = table.column(columns.source);
    const auto target = table.column(columns.target);
    std::vector<std::pair<std::size_t, const std::vector<std::string>*>> groups;
    for (const auto& group : columns.groups) {
        groups.emplace_back(table.column(group.column), &group.values);
    }
    Imported<Rates> out{std::move(header), {}};
    out.data.rows.clear();
    for (const auto& record : table.rows) {
        const SourceRow row{table, record};
        for (const auto& [column, values] : groups) {
            if (row.text(column).empty()) {
                out.findings.push_back({Severity::warning, "no-rate", row.at(),
                                        fmt::format("no rate for '{}' in column '{}'; left out",
                                                    row.text(source), table.header[column])});
                continue;
            }
            const auto rate = [&, at = column] {
                try {
                    return Share::parse(row.text(at));
                } catch (const FormatError& error) {
                    throw FormatError(row.at(), error.what());
                }
            }();
            out.data.rows.push_back({row.code(source), row.code(target), *values, rate, row.at()});
        }
    }
    std::stable_sort(out.data.rows.begin(), out.data.rows.end(), [](const auto& a, const auto& b) {
        return std::tie(a.source, a.target, a.groups) < std::tie(b.source, b.target, b.groups);
    });
    check_any(table, !out.data.rows.empty(), out.findings);
    const auto found = check(out.data);
    out.findings.insert(out.findings.end(), found.begin(), found.end());
    sort_by_place(out.findings);
    return out;
}

}  // namespace socshift
