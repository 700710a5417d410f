#include "socshift/catalog/import_rows.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>

namespace socshift {

Imported<Rates> import_rates(const DelimitedTable& table, Rates header,
                             const RatesColumns& columns) {
    const auto source = table.column(columns.source);
    const auto source_codes = table.column(columns.source_codes);
    const auto target = table.column(columns.target);
    const auto target_codes = table.column(columns.target_codes);
    const auto rate = table.column(columns.rate);
    const auto mark = column_if(table, columns.mark);
    Imported<Rates> out{std::move(header), {}};
    out.data.rows.clear();
    for (const auto& record : table.rows) {
        const SourceRow row{table, record};
        if (row.text(rate).empty()) {
            out.findings.push_back({Severity::warning, "no-rate", row.at(),
                                    fmt::format("no rate for '{}'; left out", row.text(source))});
            continue;
        }
        const auto parsed = [&] {
            try {
                return Share::parse(row.text(rate));
            } catch (const FormatError& error) {
                throw FormatError(row.at(), error.what());
            }
        }();
        out.data.rows.push_back({row.code(source), row.code(source_codes), row.code(target),
                                 row.code(target_codes), parsed, mark ? row.text(*mark) : "",
                                 row.at()});
    }
    std::stable_sort(out.data.rows.begin(), out.data.rows.end(), [](const auto& a, const auto& b) {
        return std::tie(a.source, a.target) < std::tie(b.source, b.target);
    });
    check_any(table, !out.data.rows.empty(), out.findings);
    const auto found = check(out.data);
    out.findings.insert(out.findings.end(), found.begin(), found.end());
    sort_by_place(out.findings);
    return out;
}

}  // namespace socshift
