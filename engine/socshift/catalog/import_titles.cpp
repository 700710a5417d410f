#include "socshift/base/error.hpp"
#include "socshift/base/harmless.hpp"
#include "socshift/base/title.hpp"
#include "socshift/catalog/import_rows.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace socshift {

namespace {

/// The first column of @p table whose name is one of @p names once folded; else, of two columns,
/// the one that is not @p other.
std::string column_named(const DelimitedTable& table, const std::vector<std::string>& names,
                         std::string_view what, const std::string& other) {
    for (const auto& name : names) {
        const auto found =
            std::find_if(table.header.begin(), table.header.end(),
                         [&](const std::string& column) { return same_title(column, name); });
        if (found != table.header.end()) {
            return *found;
        }
    }
    if (table.header.size() == 2 && !other.empty()) {
        return table.header[table.header[0] == other ? 1 : 0];
    }
    throw FormatError({table.file, 0, 0},
                      fmt::format("no column of {} is known by its name", what));
}

}  // namespace

TitleColumns title_columns(const DelimitedTable& table, const EditionId& edition,
                           TitleColumns columns) {
    const std::vector<std::string> codes = {"O*NET-SOC Code", edition.text(), "code"};
    const std::vector<std::string> titles = {"Alternate Title", "direct match title", "title"};
    const auto find_code = [&] {
        columns.code = column_named(table, codes, "codes", columns.title);
    };
    if (columns.title.empty() && columns.code.empty()) {
        // Of two columns one is enough to know the other by.
        const bool has_code = std::any_of(codes.begin(), codes.end(), [&](const auto& name) {
            return std::any_of(table.header.begin(), table.header.end(),
                               [&](const auto& column) { return same_title(column, name); });
        });
        if (has_code) {
            find_code();
        }
    }
    if (columns.title.empty()) {
        columns.title = column_named(table, titles, "titles", columns.code);
    }
    if (columns.code.empty()) {
        find_code();
    }
    return columns;
}

Imported<TitleList> import_titles(const DelimitedTable& table, TitleList header,
                                  const TitleColumns& columns, const Edition& edition) {
    const auto code_column = table.column(columns.code);
    const auto title_column = table.column(columns.title);
    const WantedRows filter{table, columns.filter};
    Imported<TitleList> out{std::move(header), {}};
    out.data.rows.clear();
    std::map<Code, std::pair<SourceLocation, std::set<std::string>>> all;
    for (const auto& record : table.rows) {
        const SourceRow row{table, record};
        if (!filter.wants(row)) {
            continue;
        }
        auto title = one_line(row.text(title_column));
        const auto leave_out = [&](const char* rule, std::string why) {
            out.findings.push_back({Severity::warning, rule, row.at(), std::move(why)});
        };
        if (one_line(row.text(code_column)).empty()) {
            leave_out("skipped-row", fmt::format("'{}' has no code; left out", visible(title)));
            continue;
        }
        const auto code = code_in(row, code_column, edition);
        if (edition.find(code) == nullptr) {
            leave_out("skipped-row", fmt::format("'{}' is not an item of {}; left out", code.text(),
                                                 edition.id().text()));
        } else if (fold_title(title).empty()) {
            leave_out(
                "no-title",
                fmt::format("a title of '{}' has no letter and no digit; left out", code.text()));
        } else if (title.size() > most_of_a_title) {
            leave_out("long-title", fmt::format("a title of '{}' has {} bytes, more than {}; left "
                                                "out",
                                                code.text(), title.size(), most_of_a_title));
        } else {
            all.try_emplace(code, row.at(), std::set<std::string>{})
                .first->second.second.insert(std::move(title));
        }
    }
    for (auto& [code, titles] : all) {
        out.data.rows.push_back({code, {titles.second.begin(), titles.second.end()}, titles.first});
    }
    check_any(table, !out.data.rows.empty(), out.findings);
    sort_by_place(out.findings);
    return out;
}

}  // namespace socshift
