#include "socshift/catalog/import_rows.hpp"

#include <algorithm>

namespace socshift {

namespace {

bool same_item(const Item& a, const Item& b) {
    return a.code == b.code && a.title == b.title && a.level == b.level && a.parent == b.parent &&
           a.attributes == b.attributes;
}

}  // namespace

Imported<EditionData> import_structure(const DelimitedTable& table, EditionData header,
                                       const StructureColumns& columns) {
    const auto code = table.column(columns.code);
    const auto title = table.column(columns.title);
    const auto level = columns.flat ? 0 : table.column(columns.level);
    const auto parent = columns.flat ? 0 : table.column(columns.parent);
    const auto filter =
        columns.filter ? std::optional{table.column(columns.filter->column)} : std::nullopt;
    Imported<EditionData> out{std::move(header), {}};
    auto& items = out.data.items;
    items.clear();
    const auto& levels = out.data.header.levels;
    const auto first_level = levels.empty() ? std::string{} : levels.front();
    const AttributeReader attributes{table, columns.attributes, out.findings};
    for (const auto& record : table.rows) {
        const SourceRow row{table, record};
        if (filter && row.text(*filter) != columns.filter->value) {
            continue;
        }
        Item item{row.code(code),
                  row.text(title),
                  columns.flat ? first_level : row.text(level),
                  std::nullopt,
                  is_residual(row.text(title)),
                  false,
                  row.at(),
                  attributes.read(row)};
        if (!columns.flat && !row.text(parent).empty()) {
            item.parent = row.code(parent);
        }
        items.push_back(std::move(item));
    }
    if (columns.repeats) {
        std::stable_sort(items.begin(), items.end(),
                         [](const Item& a, const Item& b) { return a.code < b.code; });
        items.erase(std::unique(items.begin(), items.end(), same_item), items.end());
    }
    check_any(table, !items.empty(), out.findings);
    const auto data_findings = check(out.data);
    out.findings.insert(out.findings.end(), data_findings.begin(), data_findings.end());
    sort_by_place(out.findings);
    return out;
}

}  // namespace socshift
