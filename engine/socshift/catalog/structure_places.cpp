#include "socshift/catalog/structure_places.hpp"

#include "socshift/base/nearest.hpp"
#include "socshift/base/title.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/base/whole_number.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace socshift {

namespace {

/// The words of a column's name, lower case: "CIPTitle" is "cip title", "ISCO 08 Code" as it is.
std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> out(1);
    const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool begins = is_upper(c) && i > 0 &&
                            (is_lower(name[i - 1]) || (name[i - 1] >= '0' && name[i - 1] <= '9') ||
                             (i + 1 < name.size() && is_lower(name[i + 1])));
        const bool is_word = is_lower(c) || is_upper(c) || (c >= '0' && c <= '9') ||
                             static_cast<unsigned char>(c) >= 0x80U;
        if ((begins || !is_word) && !out.back().empty()) {
            out.emplace_back();
        }
        if (is_word) {
            out.back() += lower_case({&c, 1});
        }
    }
    return out;
}

bool has_word(const std::vector<std::string>& words, std::string_view wanted) {
    return std::find(words.begin(), words.end(), wanted) != words.end();
}

/// @p text by its characters; bytes that are no UTF-8 one by one.
std::vector<std::string_view> characters(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const auto size = std::max<std::size_t>(valid_character_size(text), 1);
        out.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return out;
}

/// What @p separator parts, without empty parts at the end: "1.2." has two.
std::size_t parts_of(std::string_view code, std::string_view separator) {
    while (code.size() > separator.size() &&
           code.substr(code.size() - separator.size()) == separator) {
        code.remove_suffix(separator.size());
    }
    std::size_t parts = 1;
    for (auto at = code.find(separator); at != std::string_view::npos;
         at = code.find(separator, at + separator.size())) {
        ++parts;
    }
    return parts;
}

std::string columns_text(const std::vector<std::string>& several,
                         const std::vector<std::string>& all, std::string_view name) {
    return several.empty()
               ? fmt::format("no column '{}'; the columns are {}", name, choices(name, all))
               : fmt::format("no column '{}', and several are named so: '{}'", name,
                             fmt::join(several, "', '"));
}

}  // namespace

std::optional<std::size_t> column_named(const DelimitedTable& table, const std::string& name,
                                        std::string_view usual,
                                        const std::vector<std::string_view>& words,
                                        const std::vector<std::string_view>& others,
                                        std::vector<std::string>& several) {
    if (name != usual || table.find_column(name)) {
        return table.column(name);
    }
    for (const auto word : words) {
        std::vector<std::size_t> found;
        for (std::size_t at = 0; at < table.header.size(); ++at) {
            const auto in_name = words_of(table.header[at]);
            if (has_word(in_name, word) &&
                std::none_of(others.begin(), others.end(),
                             [&](std::string_view other) { return has_word(in_name, other); })) {
                found.push_back(at);
            }
        }
        if (found.size() == 1) {
            return found.front();
        }
        for (const auto at : found) {
            several.push_back(table.header[at]);
        }
        if (!found.empty()) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

StructurePlaces::StructurePlaces(const DelimitedTable& table, const StructureColumns& columns,
                                 const EditionHeader& header, std::size_t code)
    : table_(table), columns_(columns), header_(header), words_(columns.level_names) {
    for (const auto& row : table.rows) {
        codes_.insert(header.spelling.plain(row.cells[code]));
    }
    const bool by_code = !columns.level_lengths.empty() || !columns.level_parts.empty();
    const auto& lengths = columns.level_lengths;
    if (!lengths.empty() && lengths.size() != header.levels.size()) {
        throw FormatError({table.file, 0, 0},
                          fmt::format("{} lengths of codes for {} levels; expected one for each",
                                      lengths.size(), header.levels.size()));
    }
    std::vector<std::string> several;
    if (!by_code) {
        level_ = column_named(table, columns.level, "level", {"level"}, {"parent", "title", "name"},
                              several);
        if (!level_) {
            const auto seen = lengths_in(code);
            throw UnclearStructure(
                {table.file, 1, 0},
                columns_text(several, table.header, columns.level) +
                    (seen.size() > 1 && seen.size() <= header.levels.size() + 1
                         ? fmt::format("; codes have {} characters", fmt::join(seen, ", "))
                         : ""),
                StructureGap::level, seen);
        }
        read_level_numbers(table);
    }
    parents_ = columns.parents.value_or(by_code ? ParentRule::beginning : ParentRule::column);
    if (parents_ == ParentRule::column) {
        several.clear();
        parent_ =
            column_named(table, columns.parent, "parent", {"parent"}, {"title", "name"}, several);
        if (!parent_) {
            throw UnclearStructure({table.file, 1, 0},
                                   columns_text(several, table.header, columns.parent),
                                   StructureGap::parent, {});
        }
    }
}

/// The two ends of a code that is a range, "31-33": as long as each other, in order, and no item is
/// what they begin with. Empty ones of any other.
std::pair<std::string, std::string> StructurePlaces::range_ends(std::string_view code) const {
    const auto hyphen = code.find('-');
    if (hyphen == std::string_view::npos ||
        header_.spelling.separators.find('-') != std::string::npos) {
        return {};
    }
    const auto first = header_.spelling.plain(code.substr(0, hyphen));
    const auto last = header_.spelling.plain(code.substr(hyphen + 1));
    const auto is_item = [&](const std::string& end) {
        const auto parts = characters(end);
        std::string beginning;
        return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
            beginning += part;
            return codes_.count(beginning) != 0;
        });
    };
    const bool is_range = !first.empty() && last.find('-') == std::string::npos &&
                          characters(first).size() == characters(last).size() && first < last &&
                          !is_item(first) && !is_item(last);
    return is_range ? std::pair{first, last} : std::pair<std::string, std::string>{};
}

/// How many characters of @p code count: of a range those of an end.
std::size_t StructurePlaces::length_of(std::string_view code) const {
    const auto [first, last] = range_ends(code);
    return characters(first.empty() ? header_.spelling.plain(code) : first).size();
}

/// The lengths of the codes in a column, ascending.
std::vector<std::size_t> StructurePlaces::lengths_in(std::size_t column) const {
    std::set<std::size_t> out;
    for (const auto& row : table_.rows) {
        const auto& cell = row.cells[column];
        if (!cell.empty() && cell.find(' ') == std::string::npos) {
            out.insert(length_of(cell));
        }
    }
    return {out.begin(), out.end()};
}

/// Levels that are numbers stand for those of the edition if all of them do.
void StructurePlaces::read_level_numbers(const DelimitedTable& table) {
    std::set<std::size_t> numbers;
    for (const auto& row : table.rows) {
        const auto& cell = row.cells[*level_];
        const auto number = whole_number<std::size_t>(cell);
        if (!number && !cell.empty()) {
            return;
        }
        if (number) {
            numbers.insert(*number);
        }
    }
    const auto& levels = header_.levels;
    const bool are_names = std::any_of(numbers.begin(), numbers.end(), [&](std::size_t number) {
        const auto text = std::to_string(number);
        return std::find(levels.begin(), levels.end(), text) != levels.end() ||
               words_.count(text) != 0;
    });
    if (numbers.empty() || are_names || *numbers.begin() > 1 ||
        *numbers.rbegin() - *numbers.begin() >= levels.size()) {
        return;
    }
    first_number_ = *numbers.begin();
}

std::optional<std::string> StructurePlaces::level(const SourceRow& row, const Code& code,
                                                  Findings& findings) {
    const auto& levels = header_.levels;
    const auto wrong = [&](std::string message) {
        findings.push_back({Severity::error, "code-length", row.at(), std::move(message)});
        return std::nullopt;
    };
    if (!columns_.level_lengths.empty()) {
        const auto& lengths = columns_.level_lengths;
        const auto length = length_of(code.text());
        const auto found = std::find(lengths.begin(), lengths.end(), length);
        if (found == lengths.end()) {
            return wrong(fmt::format("'{}' has {} characters; expected {}", code.text(), length,
                                     fmt::join(lengths, ", ")));
        }
        return levels[static_cast<std::size_t>(found - lengths.begin())];
    }
    if (!columns_.level_parts.empty()) {
        const auto parts = parts_of(code.text(), columns_.level_parts);
        if (parts > levels.size()) {
            return wrong(fmt::format("'{}' has {} parts between '{}'; expected {} at most",
                                     code.text(), parts, columns_.level_parts, levels.size()));
        }
        return levels[parts - 1];
    }
    const auto& cell = row.text(*level_);
    if (first_number_) {
        const auto number = whole_number<std::size_t>(cell);
        return number ? levels[*number - *first_number_] : cell;
    }
    if (const auto known = words_.find(cell); known != words_.end()) {
        return known->second;
    }
    const auto found = std::find_if(levels.begin(), levels.end(), [&](const std::string& level) {
        return same_title(level, cell);
    });
    return found == levels.end() ? cell : *found;
}

void StructurePlaces::set_parents(std::vector<Item>& items, const std::vector<SourceRow>& rows) {
    for (std::size_t at = 0; at < items.size(); ++at) {
        plain_.emplace(header_.spelling.plain(items[at].code.text()), at);
    }
    switch (parents_) {
        case ParentRule::column:
            set_by_column(items, rows);
            return;
        case ParentRule::beginning:
            set_by_beginning(items);
            return;
        case ParentRule::order:
            set_by_order(items);
            return;
    }
}

void StructurePlaces::set_by_column(std::vector<Item>& items, const std::vector<SourceRow>& rows) {
    for (std::size_t at = 0; at < items.size(); ++at) {
        const auto& cell = rows[at].text(*parent_);
        const auto known = plain_.find(header_.spelling.plain(cell));
        if (known != plain_.end()) {
            items[at].parent = items[known->second].code;
        } else if (!says_none(cell)) {
            items[at].parent = rows[at].code(*parent_);
        }
    }
}

std::optional<std::size_t> StructurePlaces::level_place(const Item& item) const {
    const auto found = std::find(header_.levels.begin(), header_.levels.end(), item.level);
    return found == header_.levels.end()
               ? std::nullopt
               : std::optional{static_cast<std::size_t>(found - header_.levels.begin())};
}

/// What the code of @p item begins with, the longest first.
std::vector<std::string> StructurePlaces::beginnings(const Item& item) const {
    std::vector<std::string> out;
    const auto& code = item.code.text();
    if (!columns_.level_parts.empty()) {
        const auto& separator = columns_.level_parts;
        for (auto at = code.rfind(separator); at != std::string::npos && at != 0;
             at = code.rfind(separator, at - 1)) {
            out.push_back(header_.spelling.plain(code.substr(0, at)));
            out.push_back(header_.spelling.plain(code.substr(0, at) + separator));
        }
        return out;
    }
    const auto [first, last] = range_ends(code);
    const auto plain = first.empty() ? header_.spelling.plain(code) : first;
    for (auto parts = characters(plain); parts.size() > 1;) {
        parts.pop_back();
        out.push_back(fmt::format("{}", fmt::join(parts, "")));
    }
    return out;
}

void StructurePlaces::find_ranges(const std::vector<Item>& items) {
    for (std::size_t at = 0; at < items.size(); ++at) {
        const auto [first, last] = range_ends(items[at].code.text());
        if (!first.empty()) {
            ranges_.push_back({first, last, at});
        }
    }
}

const Item* StructurePlaces::longest_beginning(const std::vector<Item>& items,
                                               const Item& item) const {
    const auto own = level_place(item);
    const auto is_above = [&](const Item& other) {
        const auto level = level_place(other);
        return own && level && *level < *own;
    };
    for (const auto& beginning : beginnings(item)) {
        const auto known = plain_.find(beginning);
        if (known != plain_.end() && is_above(items[known->second])) {
            return &items[known->second];
        }
        for (const auto& range : ranges_) {
            if (range.first.size() == beginning.size() && range.first <= beginning &&
                beginning <= range.last && is_above(items[range.item])) {
                return &items[range.item];
            }
        }
    }
    return nullptr;
}

void StructurePlaces::set_by_beginning(std::vector<Item>& items) {
    find_ranges(items);
    for (auto& item : items) {
        if (const auto* const above = longest_beginning(items, item)) {
            item.parent = above->code;
        }
    }
}

void StructurePlaces::set_by_order(std::vector<Item>& items) {
    std::vector<std::optional<Code>> last(header_.levels.size());
    for (auto& item : items) {
        const auto level = level_place(item);
        if (!level) {
            continue;
        }
        for (std::size_t i = 0; i < *level; ++i) {
            if (last[i]) {
                item.parent = last[i];
            }
        }
        last[*level] = item.code;
        std::fill(last.begin() + static_cast<std::ptrdiff_t>(*level) + 1, last.end(), std::nullopt);
    }
}

std::vector<std::string> StructurePlaces::found() const {
    std::vector<std::string> out;
    if (first_number_) {
        std::vector<std::string> meanings;
        for (std::size_t at = 0; at < header_.levels.size(); ++at) {
            meanings.push_back(fmt::format("{} {}", at + *first_number_, header_.levels[at]));
        }
        out.push_back(fmt::format("levels are numbers: {}", fmt::join(meanings, ", ")));
    }
    if (!ranges_.empty()) {
        std::vector<std::string> codes;
        for (const auto& range : ranges_) {
            codes.push_back(fmt::format("{}-{}", range.first, range.last));
        }
        out.push_back(fmt::format("ranges of codes: {}", fmt::join(codes, ", ")));
    }
    return out;
}

}  // namespace socshift
