#include "socshift/base/whole_number.hpp"
#include "socshift/catalog/import_rows.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

Imported<Counts> import_counts(const DelimitedTable& table, Counts header,
                               const CountsColumns& columns, const Edition* edition) {
    const auto code = table.column(columns.code);
    const auto count = table.column(columns.count);
    const WantedRows filter{table, columns.filter};
    Imported<Counts> out{std::move(header), {}};
    out.data.rows.clear();
    bool total_found = !columns.total_code;
    for (const auto& record : table.rows) {
        const SourceRow row{table, record};
        auto value = whole_number<std::int64_t>(row.text(count));
        value = value && *value < 0 ? std::nullopt : value;
        if (columns.total_code && row.text(code) == *columns.total_code) {
            if (total_found) {
                out.findings.push_back(
                    {Severity::error, "duplicate-count", row.at(),
                     fmt::format("the total '{}' is already there", *columns.total_code)});
                continue;
            }
            out.data.total = value;
            total_found = true;
            if (!value) {
                out.findings.push_back(
                    {Severity::warning, "no-total", row.at(),
                     fmt::format("the total '{}' is no whole number", row.text(count))});
            }
            continue;
        }
        if (!filter.wants(row)) {
            continue;
        }
        if (!value) {
            out.findings.push_back(
                {Severity::warning, "no-count", row.at(),
                 fmt::format("'{}' of '{}' is no whole number", row.text(count), row.text(code))});
            continue;
        }
        out.data.rows.push_back(
            {edition == nullptr ? row.code(code) : code_in(row, code, *edition), *value, row.at()});
    }
    std::stable_sort(out.data.rows.begin(), out.data.rows.end(),
                     [](const auto& a, const auto& b) { return a.code < b.code; });
    if (!total_found) {
        out.findings.push_back(
            {Severity::warning,
             "no-total",
             {table.file, 0, 0},
             fmt::format("no row has the code '{}' of the total", *columns.total_code)});
        out.data.total = std::nullopt;
    }
    check_any(table, !out.data.rows.empty(), out.findings);
    const auto data_findings = check(out.data);
    out.findings.insert(out.findings.end(), data_findings.begin(), data_findings.end());
    sort_by_place(out.findings);
    return out;
}

}  // namespace socshift
