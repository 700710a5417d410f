#include "socshift/base/title.hpp"
#include "socshift/catalog/definition_clauses.hpp"
#include "socshift/catalog/import_rows.hpp"
#include "socshift/catalog/lost_zeros.hpp"
#include "socshift/catalog/structure_rows.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace socshift {

namespace {

bool same_but_for_title(const Item& a, const Item& b) {
    return a.code == b.code && a.level == b.level && a.parent == b.parent &&
           a.attributes == b.attributes;
}

/// Leaves one row of those that say the same of a code, and of those that differ in the title alone
/// the first, if that is wanted.
void merge_repeats(std::vector<Item>& items, bool first_title, Findings& findings) {
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return a.code < b.code; });
    std::vector<Item> out;
    for (auto& item : items) {
        const bool repeats = !out.empty() && same_but_for_title(out.back(), item);
        const bool same_title = repeats && out.back().title == item.title;
        if (!same_title && !(repeats && first_title)) {
            out.push_back(std::move(item));
        } else if (!same_title) {
            findings.push_back(
                {Severity::warning, "title-differs", item.at,
                 fmt::format("'{}' is '{}' here, '{}' in {}; the first is taken", item.code.text(),
                             item.title, out.back().title, out.back().at.text())});
        }
    }
    items = std::move(out);
}

/// Gives each item the code that another table has under its title, or @p also says.
void add_other_codes(const OtherCodes& also, EditionData& data, Findings& findings) {
    const auto code = also.table.column(also.code);
    const auto title = also.table.column(also.title);
    std::map<std::string, std::string> by_title;
    for (const auto& record : also.table.rows) {
        const SourceRow row{also.table, record};
        by_title.emplace(fold_title(row.text(title)), row.code(code).text());
    }
    for (auto& item : data.items) {
        const auto said = also.pairs.find(item.code);
        const auto found = by_title.find(fold_title(item.title));
        if (said != also.pairs.end()) {
            item.also.push_back(said->second);
        } else if (found != by_title.end()) {
            item.also.push_back(found->second);
        } else {
            findings.push_back({Severity::warning, "no-other-code", item.at,
                                fmt::format("no code in '{}' under the title of '{}', '{}'",
                                            also.table.file, item.code.text(), item.title)});
        }
    }
}

void mark_unclassified(const std::vector<std::string>& codes, EditionData& data,
                       Findings& findings) {
    for (const auto& code : codes) {
        const auto found = std::find_if(data.items.begin(), data.items.end(),
                                        [&](const Item& item) { return item.code.text() == code; });
        if (found == data.items.end()) {
            findings.push_back(
                {Severity::warning, "unknown-item", data.at,
                 fmt::format("'{}' is not an item of {}", code, data.header.id.text())});
        } else {
            found->unclassified = true;
        }
    }
}

}  // namespace

Imported<EditionData> import_structure(const DelimitedTable& table, EditionData header,
                                       const StructureColumns& columns,
                                       const Definitions* definitions) {
    auto rows = without_blanks(table);
    Imported<EditionData> out{std::move(header), {}};
    auto& items = out.data.items;
    items.clear();
    StructureRows{rows, columns, out}.read();
    for (const auto& [code, text] : columns.also) {
        const auto& levels = out.data.header.levels;
        items.push_back({code,
                         text,
                         levels.empty() ? "" : levels.front(),
                         std::nullopt,
                         is_residual(text, out.data.header.residual_words),
                         false,
                         SourceLocation{table.file, 0, 0},
                         {}});
    }
    if (columns.repeats) {
        merge_repeats(items, columns.first_title, out.findings);
    }
    check_any(table, !items.empty(), out.findings);
    if (columns.more) {
        add_attributes(*columns.more, columns.skip_empty, out.data, out.findings);
    }
    if (columns.other_codes) {
        add_other_codes(*columns.other_codes, out.data, out.findings);
    }
    mark_unclassified(columns.unclassified, out.data, out.findings);
    if (definitions != nullptr) {
        auto found = notes_of(*definitions, out.data);
        out.data.notes = std::move(found.notes);
        out.findings.insert(out.findings.end(), found.findings.begin(), found.findings.end());
    }
    if (table.is_draft && out.data.header.status != Status::draft) {
        out.findings.push_back({Severity::warning,
                                "draft-status",
                                {table.file, 0, 0},
                                "its publisher says that it is a draft, and it is taken as final"});
    }
    add_new(out.findings, lost_zeros(items));
    const auto data_findings = check(out.data);
    out.findings.insert(out.findings.end(), data_findings.begin(), data_findings.end());
    sort_by_place(out.findings);
    return out;
}

}  // namespace socshift
