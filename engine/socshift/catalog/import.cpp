#include "socshift/catalog/import.hpp"

#include "socshift/model/error.hpp"
#include "socshift/model/title.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace socshift {

namespace {

std::optional<std::size_t> column_if(const DelimitedTable& table,
                                     const std::optional<std::string>& name) {
    return name ? std::optional{table.column(*name)} : std::nullopt;
}

/// One row of the publisher's table, with its place.
class SourceRow {
public:
    SourceRow(const DelimitedTable& table, const DelimitedTable::Row& row)
        : table_(table), row_(row) {}

    [[nodiscard]] SourceLocation at() const { return table_.where(row_); }
    [[nodiscard]] const std::string& text(std::size_t column) const { return row_.cells[column]; }

    [[nodiscard]] Code code(std::size_t column) const {
        try {
            return Code::parse(text(column));
        } catch (const FormatError& error) {
            throw FormatError(at(),
                              fmt::format("column '{}': {}", table_.header[column], error.what()));
        }
    }

private:
    const DelimitedTable& table_;
    const DelimitedTable::Row& row_;
};

bool is_residual(const std::string& title) {
    // After a comma: "Dentists, All Other Specialists" is one, "Supervisors of All Other ..." is
    // not.
    return lower_case(title).find(", all other") != std::string::npos;
}

/// Holds a crosswalk's own titles against an edition's, each spelling once.
class TitleCheck {
public:
    TitleCheck(const Edition& edition, Findings& findings)
        : edition_(edition), findings_(findings) {}

    void look(const Code& code, const std::string& title, const SourceLocation& at) {
        const auto* const item = edition_.find(code);
        if (item == nullptr || item->title == title || !seen_.emplace(code, title).second) {
            return;
        }
        const bool same = same_title(item->title, title);
        findings_.push_back({same ? Severity::note : Severity::warning,
                             same ? "title-spelling" : "title-differs", at,
                             fmt::format("{}:{} is '{}' here, '{}' in the edition",
                                         edition_.id().text(), code.text(), title, item->title)});
    }

private:
    const Edition& edition_;
    Findings& findings_;
    std::set<std::pair<Code, std::string>> seen_;
};

struct MarkedRow {
    Code code;
    bool marked;
    SourceLocation at;
};

/// The publisher marks each row of a code that has several partners.
void check_marks(const std::vector<MarkedRow>& rows, const Edition& edition,
                 std::string_view partners, Findings& findings) {
    std::map<Code, std::size_t> count;
    for (const auto& row : rows) {
        ++count[row.code];
    }
    for (const auto& row : rows) {
        const auto found = count[row.code];
        if (row.marked != (found > 1)) {
            findings.push_back({Severity::warning, "mark-differs", row.at,
                                fmt::format("{}:{} is {}marked as having several {}; it has {}",
                                            edition.id().text(), row.code.text(),
                                            row.marked ? "" : "not ", partners, found)});
        }
    }
}

std::optional<std::int64_t> whole_number(const std::string& text) {
    std::int64_t value = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, status] = std::from_chars(text.data(), end, value);
    if (text.empty() || status != std::errc{} || stop != end || value < 0) {
        return std::nullopt;
    }
    return value;
}

}  // namespace

Imported<EditionData> import_structure(const DelimitedTable& table, EditionData header,
                                       const StructureColumns& columns) {
    const auto code = table.column(columns.code);
    const auto title = table.column(columns.title);
    const auto level = table.column(columns.level);
    const auto parent = table.column(columns.parent);
    Imported<EditionData> out{std::move(header), {}};
    out.data.items.clear();
    for (const auto& record : table.rows) {
        const SourceRow row{table, record};
        Item item{row.code(code),
                  row.text(title),
                  row.text(level),
                  std::nullopt,
                  is_residual(row.text(title)),
                  false,
                  row.at()};
        if (!row.text(parent).empty()) {
            item.parent = row.code(parent);
        }
        out.data.items.push_back(std::move(item));
    }
    out.findings = check(out.data);
    return out;
}

Imported<CorrespondenceData> import_crosswalk(const DelimitedTable& table,
                                              CorrespondenceData header,
                                              const CrosswalkColumns& columns,
                                              const Edition& source, const Edition& target) {
    const auto source_column = table.column(columns.source);
    const auto target_column = table.column(columns.target);
    const auto source_title = column_if(table, columns.source_title);
    const auto target_title = column_if(table, columns.target_title);
    const auto source_mark = column_if(table, columns.source_mark);
    const auto target_mark = column_if(table, columns.target_mark);
    Imported<CorrespondenceData> out{std::move(header), {}};
    out.data.links.clear();
    TitleCheck source_titles{source, out.findings};
    TitleCheck target_titles{target, out.findings};
    std::vector<MarkedRow> source_marks;
    std::vector<MarkedRow> target_marks;
    for (const auto& record : table.rows) {
        const SourceRow row{table, record};
        Link link{row.code(source_column), row.code(target_column), std::nullopt, std::nullopt,
                  row.at()};
        if (source_title) {
            source_titles.look(link.source, row.text(*source_title), row.at());
        }
        if (target_title) {
            target_titles.look(link.target, row.text(*target_title), row.at());
        }
        if (source_mark) {
            source_marks.push_back({link.source, !row.text(*source_mark).empty(), row.at()});
        }
        if (target_mark) {
            target_marks.push_back({link.target, !row.text(*target_mark).empty(), row.at()});
        }
        out.data.links.push_back(std::move(link));
    }
    check_marks(source_marks, source, "targets", out.findings);
    check_marks(target_marks, target, "sources", out.findings);
    const auto data_findings = check(out.data, source, target);
    out.findings.insert(out.findings.end(), data_findings.begin(), data_findings.end());
    return out;
}

Imported<Counts> import_counts(const DelimitedTable& table, Counts header,
                               const CountsColumns& columns) {
    const auto code = table.column(columns.code);
    const auto count = table.column(columns.count);
    const auto filter = column_if(table, columns.filter_column);
    Imported<Counts> out{std::move(header), {}};
    out.data.rows.clear();
    for (const auto& record : table.rows) {
        const SourceRow row{table, record};
        const auto value = whole_number(row.text(count));
        if (columns.total_code && row.text(code) == *columns.total_code) {
            out.data.total = value;
            continue;
        }
        if (filter && row.text(*filter) != columns.filter_value) {
            continue;
        }
        if (!value) {
            out.findings.push_back({Severity::warning, "no-count", row.at(),
                                    fmt::format("'{}' of '{}' is no whole number; left out",
                                                row.text(count), row.text(code))});
            continue;
        }
        out.data.rows.push_back({row.code(code), *value, row.at()});
    }
    std::stable_sort(out.data.rows.begin(), out.data.rows.end(),
                     [](const auto& a, const auto& b) { return a.code < b.code; });
    return out;
}

}  // namespace socshift
