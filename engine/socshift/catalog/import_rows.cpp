#include "socshift/catalog/import_rows.hpp"

#include "socshift/base/characters.hpp"
#include "socshift/base/counted.hpp"
#include "socshift/base/title.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/catalog/code_cells.hpp"
#include "socshift/catalog/share_column.hpp"
#include "socshift/io/table_header.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>

namespace socshift {

std::optional<std::size_t> column_if(const DelimitedTable& table,
                                     const std::optional<std::string>& name) {
    return name ? std::optional{table.column(*name)} : std::nullopt;
}

FormatError SourceRow::wrong(std::size_t column, std::string_view why) const {
    return {at(), fmt::format("column '{}': {}", table_.header[column], why)};
}

const std::string& SourceRow::text(std::size_t column) const {
    const auto& cell = row_.cells[column];
    if (valid_utf8_size(cell) != cell.size()) {
        throw wrong(column,
                    "not UTF-8 text; save the file as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)");
    }
    return cell;
}

Code SourceRow::code(std::size_t column) const {
    const auto& cell = text(column);
    try {
        return Code::parse(cell);
    } catch (const FormatError& error) {
        throw wrong(column, error.what());
    }
}

Code code_in(const SourceRow& row, std::size_t column, const Edition& edition) {
    const auto* const item = edition.find_written(row.text(column));
    return item == nullptr ? row.code(column) : item->code;
}

bool says_none(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 11> words = {
        "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "None", "-", "\xE2\x80\x93"};
    return text.empty() || std::find(words.begin(), words.end(), text) != words.end();
}

WantedRows::WantedRows(const DelimitedTable& table, std::optional<TableFilter> filter) {
    if (filter) {
        column_ = table.column(filter->column);
        value_ = std::move(filter->value);
    }
}

bool WantedRows::wants(const SourceRow& row) const {
    return !column_ || row.text(*column_) == value_;
}

std::optional<Share> read_share(const SourceRow& row, std::size_t column, Findings& findings) {
    const auto& cell = row.text(column);
    if (cell.find_first_not_of(" \t\r\n") == std::string::npos) {
        return std::nullopt;
    }
    auto share = Share::read(cell);
    if (!share) {
        findings.push_back({Severity::error, "bad-share", row.at(),
                            fmt::format("'{}' is no share: expected a number from 0 to 1, such as "
                                        "0.25 or 1/4",
                                        cell)});
    }
    return share;
}

void check_shares_taken(const DelimitedTable& table, const std::set<std::size_t>& taken,
                        Findings& findings) {
    if (const auto column = find_share_column(table, taken)) {
        findings.push_back({Severity::warning,
                            "share-not-taken",
                            {table.file, 0, 0},
                            fmt::format("column '{}' holds shares, and they are not taken",
                                        table.header[*column])});
    }
}

void check_any(const DelimitedTable& table, bool any, Findings& findings) {
    if (!any) {
        findings.push_back(
            {table.rows.empty() ? Severity::warning : Severity::error,
             "no-rows",
             {table.file, 0, 0},
             table.rows.empty() ? "the table has no rows" : "no row of the table was taken"});
    }
}

AttributeReader::AttributeReader(const DelimitedTable& table,
                                 const std::vector<AttributeColumn>& columns, Findings& findings)
    : findings_(findings) {
    for (const auto& column : columns) {
        Column made{column, {}};
        for (const auto& flag : column.flags) {
            made.places.push_back(table.column(flag));
        }
        if (column.flags.empty()) {
            made.places.push_back(table.column(column.column));
        }
        columns_.push_back(std::move(made));
    }
}

void AttributeReader::read_flags(const SourceRow& row, const Column& column,
                                 Attributes& out) const {
    std::vector<std::string> set;
    for (std::size_t i = 0; i < column.places.size(); ++i) {
        if (!row.text(column.places[i]).empty()) {
            set.push_back(column.said.flags[i]);
        }
    }
    if (set.empty()) {
        findings_.push_back(
            {Severity::warning, "no-flag", row.at(),
             fmt::format("none of {} is marked", fmt::join(column.said.flags, ", "))});
        return;
    }
    if (set.size() > 1 && set.front() == column.said.flags.front()) {
        findings_.push_back({Severity::warning, "flags-contradict", row.at(),
                             fmt::format("{} are marked together", fmt::join(set, " and "))});
    }
    out.emplace(column.said.name, fmt::format("{}", fmt::join(set, ", ")));
}

Attributes AttributeReader::read(const SourceRow& row) const {
    Attributes out;
    for (const auto& column : columns_) {
        const auto& attribute = column.said;
        if (!attribute.flags.empty()) {
            read_flags(row, column, out);
            continue;
        }
        const auto& cell = row.text(column.places.front());
        if (!attribute.marks) {
            if (!cell.empty() && lower_case(cell) != "n/a") {
                out.emplace(attribute.name, cell);
            }
        } else if (cell.empty() || cell == "N" || cell == "Y") {
            out.emplace(attribute.name, cell == "Y" ? "yes" : "no");
        } else {
            findings_.push_back({Severity::error, "bad-mark", row.at(),
                                 fmt::format("'{}' in column '{}' must be 'Y', 'N' or nothing",
                                             cell, attribute.column)});
        }
    }
    return out;
}

void add_attributes(const AttributeTable& more, bool skip_empty, EditionData& data,
                    Findings& findings) {
    const auto code = more.table.column(more.code);
    const AttributeReader attributes{more.table, more.columns, findings};
    std::map<std::string_view, Item*> items;
    for (auto& item : data.items) {
        items.emplace(item.code.text(), &item);
    }
    for (const auto& record : more.table.rows) {
        const SourceRow row{more.table, record};
        if (skip_empty && row.text(code).empty()) {
            continue;
        }
        const auto found = items.find(row.text(code));
        if (found == items.end()) {
            findings.push_back(
                {Severity::warning, "unknown-item", row.at(),
                 fmt::format("'{}' is not an item of {}", row.text(code), data.header.id.text())});
        } else {
            found->second->attributes.merge(attributes.read(row));
        }
    }
}

bool is_residual(const std::string& title, const std::vector<std::string>& words) {
    const auto text = lower_case(title);
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return text.find(lower_case(word)) != std::string::npos;
    });
}

const std::vector<std::string>& residual_words_of(const EditionHeader& extension,
                                                  const Edition& base) {
    return extension.residual_words.empty() ? base.header().residual_words
                                            : extension.residual_words;
}

DelimitedTable without_blanks(const DelimitedTable& table) {
    auto out = table;
    for (auto& row : out.rows) {
        for (auto& cell : row.cells) {
            if (const auto text = without_blanks_around(cell); text.size() != cell.size()) {
                cell = std::string{text};
            }
        }
    }
    return out;
}

NoteRows::NoteRows(const DelimitedTable& table, const std::vector<std::size_t>& codes,
                   std::optional<std::size_t> title)
    : codes_(codes), title_(title) {
    for (const auto& row : table.rows) {
        const bool has_more =
            std::count_if(row.cells.begin(), row.cells.end(),
                          [](const std::string& cell) { return !cell.empty(); }) > 1;
        for (const auto column : codes) {
            const auto& cell = row.cells[column];
            if (has_more && !says_none(cell) && cell.find(' ') == std::string::npos) {
                shapes_.insert(code_shape(cell));
                first_code_ = first_code_ == 0 ? row.line : first_code_;
                last_code_ = row.line;
            }
        }
    }
}

void NoteRows::count(Kind& kind, const SourceRow& row, const std::string& text) {
    if (kind.count++ == 0) {
        kind.first = row.at();
        kind.text = first_bytes(text, 60);
    }
}

bool NoteRows::take(const SourceRow& row) {
    const auto& cells = row.cells();
    const auto is_filled = [](const std::string& cell) { return !cell.empty(); };
    const auto filled = std::count_if(cells.begin(), cells.end(), is_filled);
    if (filled != 1) {
        return filled == 0;
    }
    const auto found = std::find_if(cells.begin(), cells.end(), is_filled);
    const auto column = static_cast<std::size_t>(found - cells.begin());
    const bool is_title_alone = title_ && column == *title_ && column != 0;
    const auto space = found->find(' ');
    const auto line = row.at().line;
    const bool is_between = first_code_ < line && line < last_code_;
    const bool begins_like_a_code =
        std::find(codes_.begin(), codes_.end(), column) != codes_.end() &&
        shapes_.count(code_shape(std::string_view{*found}.substr(0, space))) != 0;
    if (is_title_alone ? is_between
                       : space == std::string::npos || (is_between && begins_like_a_code)) {
        return false;
    }
    const bool is_marked = first_character(*found).kind == CharacterKind::mark;
    const bool is_doubtful = is_between || begins_like_a_code || (is_title_alone && !is_marked);
    count(is_doubtful ? doubtful_ : apart_, row, *found);
    return true;
}

void NoteRows::leave_out(const SourceRow& row) {
    const auto& cells = row.cells();
    const auto filled = std::find_if(cells.begin(), cells.end(),
                                     [](const std::string& cell) { return !says_none(cell); });
    if (filled != cells.end()) {
        count(without_code_, row, *filled);
    }
}

void NoteRows::say(Findings& findings) const {
    const auto say_of = [&](const Kind& kind, Severity severity, std::string_view what) {
        if (kind.count > 0) {
            findings.push_back(
                {severity, "note-row", kind.first,
                 fmt::format("{} {} {} left out: '{}'{}", count_of(kind.count, "row", "rows"), what,
                             kind.count == 1 ? "is" : "are", kind.text,
                             kind.count == 1 ? "" : ", ...")});
        }
    };
    say_of(apart_, Severity::note, "with text in one cell");
    say_of(without_code_, Severity::note, "without a code");
    say_of(doubtful_, Severity::warning,
           "with text in one cell, which may be an item without its code,");
}

void TitleCheck::look(const Code& code, const std::string& title, const SourceLocation& at) {
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

}  // namespace socshift
