#include "socshift/io/columns.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/nearest.hpp"
#include "socshift/io/delimited_table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cassert>
#include <iterator>
#include <optional>
#include <utility>

namespace socshift {

namespace {

/// "#2" is 2; in a file without header "2" is as well. None for any other name or 0.
std::optional<std::size_t> place_of(const std::string& name, bool has_header) {
    return place_after_sign(has_header || name.starts_with('#') ? name : '#' + name);
}

}  // namespace

Columns::Columns(std::string file, const DelimitedRecord& first, bool has_header)
    : file_(std::move(file)),
      line_(line_of(file_, first.line).line),
      has_header_(has_header),
      size_(first.fields.size()) {
    std::string storage;
    for (std::size_t at = 0; has_header && at < size_; ++at) {
        names_.emplace_back(field_text(first.fields[at], storage));
    }
}

Columns::Columns(const DataShape& shape, const DelimitedRecord& first, const TableReading& reading)
    : Columns(shape.file, first, shape.has_header) {
    if (reading.has_row_names || reading.has_end_marks) {
        names_.emplace(reading.has_row_names ? names_.begin() : names_.end());
        ++size_;
    }
    if (!reading.sheet.empty()) {
        line_ = static_cast<std::uint32_t>(reading.header_line);
    }
    if (shape.counts_rows) {
        line_ = 0;
    }
}

std::size_t Columns::place(const std::string& name) const {
    const auto first = std::find(names_.begin(), names_.end(), name);
    const SourceLocation at{file_, line_, 0};
    if (first == names_.end()) {
        if (const auto place = place_of(name, has_header_)) {
            if (*place > size_) {
                throw FormatError(at, fmt::format("no column {}; there are {}", *place, size_));
            }
            return *place - 1;
        }
        if (!has_header_) {
            throw FormatError(at, fmt::format("no column '{}'; without a header columns are named "
                                              "#1 to #{}",
                                              name, size_));
        }
        throw FormatError(
            at, fmt::format("no column '{}'; the columns are {}", name, choices(name, names_)));
    }
    const auto second = std::find(first + 1, names_.end(), name);
    if (second != names_.end()) {
        throw FormatError(
            at, fmt::format("several columns '{0}'; name one by its place, #{1} or "
                            "#{2}",
                            name, first - names_.begin() + 1, second - names_.begin() + 1));
    }
    return static_cast<std::size_t>(first - names_.begin());
}

void Columns::check_is_new(const std::string& name) const {
    if (std::find(names_.begin(), names_.end(), name) != names_.end()) {
        throw FormatError({file_, line_, 0},
                          fmt::format("there is a column '{}' already; --prefix TEXT gives the "
                                      "added columns other names",
                                      name));
    }
}

std::string Columns::name(std::size_t place) const {
    const bool has_name = has_header_ && !names_[place].empty() &&
                          std::count(names_.begin(), names_.end(), names_[place]) == 1;
    return has_name ? names_[place] : fmt::format("#{}", place + 1);
}

RowFilters::RowFilters(const std::vector<RowFilter>& filters, const Columns& columns) {
    for (const auto& filter : filters) {
        filters_.push_back({columns.place(filter.column),
                            filter.column,
                            filter.values,
                            filter.keeps,
                            {std::vector<bool>(filter.values.size()), {}},
                            filter.values.size()});
    }
}

bool RowFilters::has(Filter& filter, std::string_view text) {
    const auto found = std::find(filter.values.begin(), filter.values.end(), text);
    if (found == filter.values.end()) {
        if (filter.not_seen > 0) {
            keep_first(filter.seen.others, text);
        }
        return false;
    }
    const auto at = static_cast<std::size_t>(found - filter.values.begin());
    if (filter.not_seen > 0 && !filter.seen.values[at]) {
        filter.seen.values[at] = true;
        --filter.not_seen;
    }
    return true;
}

std::vector<RowFilters::Seen> RowFilters::seen() const {
    std::vector<Seen> out;
    for (const auto& filter : filters_) {
        out.push_back(filter.seen);
    }
    return out;
}

void RowFilters::add_seen(const std::vector<Seen>& other) {
    assert(other.size() == filters_.size());
    for (std::size_t i = 0; i < filters_.size(); ++i) {
        auto& filter = filters_[i];
        for (std::size_t at = 0; at < filter.values.size(); ++at) {
            if (other[i].values[at] && !filter.seen.values[at]) {
                filter.seen.values[at] = true;
                --filter.not_seen;
            }
        }
        for (const auto& value : other[i].others) {
            keep_first(filter.seen.others, value);
        }
    }
}

void RowFilters::check_seen(const std::string& file) const {
    for (const auto& filter : filters_) {
        for (std::size_t at = 0; at < filter.values.size(); ++at) {
            const auto& value = filter.values[at];
            if (filter.seen.values[at] || (value.empty() && !filter.keeps)) {
                continue;
            }
            throw FormatError({file, 0, 0}, no_row_has(value, filter.name, filter.seen.others));
        }
    }
}

void keep_first(std::set<std::string, std::less<>>& values, std::string_view value) {
    constexpr std::size_t most = 1000;
    constexpr std::size_t longest = 200;
    value = value.substr(0, longest);
    if (values.size() >= most && value >= *values.rbegin()) {
        return;
    }
    if (values.find(value) == values.end()) {
        values.emplace(value);
        if (values.size() > most) {
            values.erase(std::prev(values.end()));
        }
    }
}

std::string no_row_has(const std::string& value, const std::string& column,
                       const std::set<std::string, std::less<>>& others) {
    if (value.empty()) {
        return fmt::format("no cell of column '{}' is empty", column);
    }
    auto text = fmt::format("no row has '{}' in column '{}'", value, column);
    if (!others.empty()) {
        text += fmt::format("; there {} {}", others.size() == 1 ? "is" : "are",
                            choices(value, {others.begin(), others.end()}));
    }
    return text;
}

}  // namespace socshift
