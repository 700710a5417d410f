#include "socshift/catalog/structure_rows.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/base/title.hpp"
#include "socshift/catalog/footnote_mark.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace socshift {

namespace {

/// What a cell of a column of marks says; none if it is no mark.
std::optional<bool> mark_in(std::string_view cell) {
    constexpr std::array<std::string_view, 6> marked = {"y", "yes", "1", "x", "true", "t"};
    constexpr std::array<std::string_view, 5> unmarked = {"", "n", "no", "0", "false"};
    const auto word = lower_case(cell);
    if (std::find(marked.begin(), marked.end(), word) != marked.end()) {
        return true;
    }
    return std::find(unmarked.begin(), unmarked.end(), word) != unmarked.end()
               ? std::optional{false}
               : std::nullopt;
}

/// Whether the letter at @p place of @p title goes on with the word before it, as in "SUPPORT": a
/// raised T behind "Production" does not.
bool continues_word(std::string_view title, std::size_t place) {
    const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
    if (place == 0 || place >= title.size()) {
        return false;
    }
    const char before = title[place - 1];
    const char first = title[place];
    return (is_upper(before) && is_upper(first)) || (is_lower(before) && is_lower(first)) ||
           (is_upper(before) && is_lower(first));
}

}  // namespace

StructureRows::StructureRows(DelimitedTable& table, const StructureColumns& columns,
                             Imported<EditionData>& out)
    : table_(table),
      columns_(columns),
      out_(out),
      levels_(out.data.header.levels),
      filter_(table, columns.filter),
      code_cells_(table),
      attributes_(table, columns.attributes, out.findings) {
    if (!columns_.residual.empty()) {
        residual_ = table.find_column(columns_.residual);
        auto& words = out_.data.header.residual_words;
        if (!residual_ && std::find(words.begin(), words.end(), columns_.residual) == words.end()) {
            words.push_back(columns_.residual);
        }
    }
    if (columns_.level_titles.empty()) {
        std::vector<std::string> several;
        title_ = column_named(table, columns_.title, "title",
                              {"title", "titles", "name", "label", "description"},
                              {"parent", "short"}, several);
        if (!title_) {
            throw UnclearStructure(
                {table.file, 1, 0},
                several.empty() ? fmt::format("no column '{}'; the columns are '{}'",
                                              columns_.title, fmt::join(table.header, "', '"))
                                : fmt::format("no column '{}', and several are named so: '{}'",
                                              columns_.title, fmt::join(several, "', '")),
                StructureGap::title, {});
        }
    }
}

void StructureRows::read() {
    if (columns_.level_columns.empty()) {
        read_one_code_each();
    } else {
        read_code_columns();
    }
    if (words_for_nothing_ > 0) {
        out_.found.push_back(fmt::format("words for no code (NA and the like): {}",
                                         count_of(words_for_nothing_, "cell", "cells")));
    }
    say_titles();
    notes_->say(out_.findings);
    code_cells_.say(out_.findings);
}

void StructureRows::say_titles() {
    const auto examples = [](const std::vector<std::string>& titles, std::size_t count) {
        return titles.empty() ? std::string{}
                              : fmt::format(": '{}'{}", fmt::join(titles, "', '"),
                                            titles.size() < count ? ", ..." : "");
    };
    if (!columns_.title_mark.empty()) {
        out_.found.push_back(fmt::format("'{}' was taken off {}{}", columns_.title_mark,
                                         count_of(title_marks_, "title", "titles"),
                                         examples(marked_titles_, title_marks_)));
    }
    if (titles_left_ > 0) {
        out_.found.push_back(fmt::format(
            "'{}' was left on {}, where a word ends so{}", columns_.title_mark,
            count_of(titles_left_, "title", "titles"), examples(words_with_mark_, titles_left_)));
    }
    if (footnotes_ > 0) {
        first_footnote_.message =
            fmt::format("{} in a footnote mark, which is read as part of the title: '{}'{}",
                        count_of(footnotes_, "title ends", "titles end"), first_footnote_.message,
                        footnotes_ == 1 ? "" : ", ...");
        out_.findings.push_back(first_footnote_);
    }
}

/// Takes what stands around codes off those of @p columns, and looks at what is left.
void StructureRows::unquote_codes(const std::vector<std::size_t>& columns) {
    for (const auto column : columns) {
        code_cells_.unquote(column);
        code_cells_.look(column, out_.findings);
    }
    notes_.emplace(table_, columns, title_);
}

bool StructureRows::is_wanted(const SourceRow& row) {
    return filter_.wants(row) && !notes_->take(row);
}

/// Whether @p row has no code and is left out, as was asked for or with the error `no-code`.
bool StructureRows::is_without_code(const SourceRow& row, std::size_t code) {
    const auto& cell = row.text(code);
    if (columns_.skip_empty && says_none(cell)) {
        notes_->leave_out(row);
        return true;
    }
    if (cell.empty()) {
        out_.findings.push_back({Severity::error, "no-code", row.at(),
                                 fmt::format("no code in column '{}' beside the title '{}'",
                                             table_.header[code], row.text(*title_))});
    }
    return cell.empty();
}

std::string StructureRows::title_of(const SourceRow& row, std::size_t column) {
    constexpr std::size_t most_examples = 3;
    std::string title = row.text(column);
    if (const auto& mark = columns_.title_mark;
        !mark.empty() && title.size() > mark.size() && title.ends_with(mark)) {
        auto& examples =
            continues_word(title, title.size() - mark.size()) ? words_with_mark_ : marked_titles_;
        if (examples.size() < most_examples) {
            examples.push_back(title);
        }
        if (&examples == &marked_titles_) {
            title.resize(title.size() - mark.size());
            title.resize(title.find_last_not_of(' ') + 1);
            ++title_marks_;
        } else {
            ++titles_left_;
        }
    }
    const auto marked = split_mark(title);
    if (columns_.marks_in_titles) {
        return std::string{marked.text};
    }
    if (!marked.mark.empty() && footnotes_++ == 0) {
        first_footnote_ = {Severity::warning, "footnote-mark", row.at(), title};
    }
    return title;
}

bool StructureRows::is_residual_row(const SourceRow& row, const std::string& title) {
    if (!residual_) {
        return is_residual(title, out_.data.header.residual_words);
    }
    const auto& cell = row.text(*residual_);
    const auto mark = mark_in(cell);
    if (!mark) {
        out_.findings.push_back({Severity::error, "bad-mark", row.at(),
                                 fmt::format("'{}' in column '{}' must be 'Y', 'N' or nothing",
                                             cell, table_.header[*residual_])});
    }
    return mark.value_or(false) || is_residual(title, out_.data.header.residual_words);
}

Item& StructureRows::add(const Code& code, const std::string& title, std::string level,
                         const SourceRow& row) {
    out_.data.items.push_back(
        {code, title, std::move(level), std::nullopt, false, false, row.at(), {}});
    return out_.data.items.back();
}

void StructureRows::read_one_code_each() {
    std::vector<std::string> several;
    const auto code = column_named(table_, columns_.code, "code", {"code", "codes"},
                                   {"parent", "level"}, several);
    if (!code) {
        throw UnclearStructure({table_.file, 1, 0},
                               several.empty()
                                   ? fmt::format("no column '{}'; the columns are '{}'",
                                                 columns_.code, fmt::join(table_.header, "', '"))
                                   : fmt::format("no column '{}', and several are named so: '{}'",
                                                 columns_.code, fmt::join(several, "', '")),
                               StructureGap::code, {});
    }
    unquote_codes({*code});
    std::optional<StructurePlaces> places;
    if (!columns_.flat) {
        places.emplace(table_, columns_, out_.data.header, *code);
        if (const auto parent = places->parent_column()) {
            code_cells_.unquote(*parent);
        }
    }
    std::vector<SourceRow> rows;
    for (const auto& record : table_.rows) {
        const SourceRow row{table_, record};
        if (!is_wanted(row) || is_without_code(row, *code)) {
            continue;
        }
        const auto own = row.code(*code);
        const auto level = places ? places->level(row, own, out_.findings)
                                  : std::optional{levels_.empty() ? "" : levels_.front()};
        if (level) {
            const auto title = title_of(row, *title_);
            auto& item = add(own, title, *level, row);
            item.residual = is_residual_row(row, title);
            item.attributes = attributes_.read(row);
            rows.push_back(row);
        }
    }
    std::vector<std::string> read = {fmt::format("codes in '{}'", table_.header[*code]),
                                     fmt::format("titles in '{}'", table_.header[*title_])};
    bool is_found =
        table_.header[*code] != columns_.code || table_.header[*title_] != columns_.title;
    if (places) {
        places->set_parents(out_.data.items, rows);
        const auto say = [&](std::optional<std::size_t> column, const std::string& name,
                             std::string_view what) {
            if (column) {
                read.push_back(fmt::format("{} in '{}'", what, table_.header[*column]));
                is_found |= table_.header[*column] != name;
            }
        };
        say(places->level_column(), columns_.level, "levels");
        say(places->parent_column(), columns_.parent, "parents");
    }
    if (is_found) {
        out_.found.push_back(fmt::format("{}", fmt::join(read, ", ")));
    }
    if (places) {
        const auto more = places->found();
        out_.found.insert(out_.found.end(), more.begin(), more.end());
    }
}

std::vector<std::size_t> StructureRows::filled_levels(const SourceRow& row) {
    std::vector<std::size_t> out;
    for (std::size_t level = 0; level < codes_.size(); ++level) {
        const auto& cell = row.text(codes_[level]);
        if (!says_none(cell)) {
            out.push_back(level);
        } else if (!cell.empty()) {
            ++words_for_nothing_;
        }
    }
    return out;
}

void StructureRows::read_code_columns() {
    for (const auto& column : columns_.level_columns) {
        codes_.push_back(table_.column(column));
    }
    for (const auto& column : columns_.level_titles) {
        titles_.push_back(table_.column(column));
    }
    if (codes_.size() != levels_.size()) {
        throw FormatError({table_.file, 0, 0},
                          fmt::format("{} columns of codes for {} levels; expected one for each",
                                      codes_.size(), levels_.size()));
    }
    if (!titles_.empty() && titles_.size() != codes_.size()) {
        throw FormatError({table_.file, 0, 0},
                          fmt::format("{} columns of titles for {} of codes; expected one for each",
                                      titles_.size(), codes_.size()));
    }
    unquote_codes(codes_);
    above_.resize(levels_.size());
    std::vector<std::pair<SourceRow, std::vector<std::size_t>>> rows;
    for (const auto& record : table_.rows) {
        const SourceRow row{table_, record};
        if (!is_wanted(row)) {
            continue;
        }
        auto filled = filled_levels(row);
        if (!filled.empty()) {
            rows.emplace_back(row, std::move(filled));
        } else if (columns_.skip_empty) {
            notes_->leave_out(row);
        } else {
            throw FormatError(row.at(), "no code in any of the columns of codes");
        }
    }
    // Where rows repeat the codes above their items, all do: one with a single code is a root. But
    // where more have a single code of a finer level, it is those with several that are wrong.
    const auto has_several = [](const auto& row) { return row.second.size() > 1; };
    const auto several = std::count_if(rows.begin(), rows.end(), has_several);
    const auto single = std::count_if(rows.begin(), rows.end(), [](const auto& row) {
        return row.second.size() == 1 && row.second.front() > 0;
    });
    const bool repeats = several > 0 && (several >= single || !titles_.empty());
    for (const auto& [row, filled] : rows) {
        if (repeats) {
            read_path(row, filled);
        } else if (filled.size() > 1) {
            say_several(row, filled);
        } else {
            read_stairs(row, filled.front());
        }
    }
    if (repeats) {
        out_.found.push_back(
            "rows repeat the codes above their items: parents are the codes to the left");
    }
}

/// A row with several codes, where rows have one: which of them it is about, it does not say.
void StructureRows::say_several(const SourceRow& row, const std::vector<std::size_t>& filled) {
    std::vector<std::string> codes;
    for (const auto level : filled) {
        codes.push_back(fmt::format("'{}' in column '{}'", row.text(codes_[level]),
                                    table_.header[codes_[level]]));
    }
    out_.findings.push_back(
        {Severity::error, "several-codes", row.at(),
         fmt::format("{}; expected one code, as in other rows", fmt::join(codes, ", "))});
}

/// A row with one code: its item lies below the last one of a coarser level.
void StructureRows::read_stairs(const SourceRow& row, std::size_t level) {
    const auto code = row.code(codes_[level]);
    const auto title = title_of(row, titles_.empty() ? *title_ : titles_[level]);
    auto& item = add(code, title, levels_[level], row);
    item.residual = is_residual_row(row, title);
    item.attributes = attributes_.read(row);
    for (std::size_t i = 0; i < level; ++i) {
        if (above_[i]) {
            item.parent = above_[i];
        }
    }
    above_[level] = code;
    std::fill(above_.begin() + static_cast<std::ptrdiff_t>(level) + 1, above_.end(), std::nullopt);
}

/// A row with the codes above its item: with titles beside them, each is an item.
void StructureRows::read_path(const SourceRow& row, const std::vector<std::size_t>& filled) {
    std::optional<Code> parent;
    for (const auto level : filled) {
        const auto code = row.code(codes_[level]);
        if (parent && *parent == code) {
            continue;  // a group that is not divided, repeated below itself
        }
        const bool is_last =
            level == filled.back() || row.text(codes_[filled.back()]) == code.text();
        if (!is_last && titles_.empty()) {
            parent = code;
            continue;
        }
        const auto title = title_of(row, titles_.empty() ? *title_ : titles_[level]);
        auto& item = titles_.empty() ? add(code, title, levels_[level], row)
                                     : known_or_new(code, title, level, row);
        const bool is_first = item.at == row.at();
        if (is_first) {
            item.parent = parent;
            item.residual = is_residual_row(row, title);
        } else if (item.parent != parent || item.level != levels_[level]) {
            const auto place = [&](const std::optional<Code>& above, const std::string& at) {
                return above ? fmt::format("under '{}' at level '{}'", above->text(), at)
                             : fmt::format("at level '{}'", at);
            };
            out_.findings.push_back({Severity::error, "two-parents", row.at(),
                                     fmt::format("'{}' is {} here, {} in {}", code.text(),
                                                 place(parent, levels_[level]),
                                                 place(item.parent, item.level), item.at.text())});
        }
        if (is_last) {
            item.attributes = attributes_.read(row);
        }
        parent = code;
    }
}

/// The item of @p code; where rows give it another title than the first, that is said.
Item& StructureRows::known_or_new(const Code& code, const std::string& title, std::size_t level,
                                  const SourceRow& row) {
    const auto known = at_.find(code);
    if (known == at_.end()) {
        at_.emplace(code, out_.data.items.size());
        return add(code, title, levels_[level], row);
    }
    auto& item = out_.data.items[known->second];
    check_title(item, title, row);
    return item;
}

void StructureRows::check_title(Item& item, const std::string& title, const SourceRow& row) {
    if (item.title == title) {
        return;
    }
    const bool is_spelling = same_title(item.title, title);
    out_.findings.push_back(
        {is_spelling            ? Severity::note
         : columns_.first_title ? Severity::warning
                                : Severity::error,
         is_spelling ? "title-spelling" : "title-differs", row.at(),
         fmt::format("'{}' is '{}' here, '{}' in {}{}", item.code.text(), title, item.title,
                     item.at.text(),
                     is_spelling || columns_.first_title ? "; the first is taken" : "")});
}

}  // namespace socshift
