#include "socshift/io/columns.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/nearest.hpp"
#include "socshift/io/delimited_table.hpp"

#include <fmt/core.h>

#include <algorithm>
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
    : file_(std::move(file)), has_header_(has_header), size_(first.fields.size()) {
    std::string storage;
    for (std::size_t at = 0; has_header && at < size_; ++at) {
        names_.emplace_back(field_text(first.fields[at], storage));
    }
}

std::size_t Columns::place(const std::string& name) const {
    const auto first = std::find(names_.begin(), names_.end(), name);
    const SourceLocation at{file_, 1, 0};
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
        throw FormatError({file_, 1, 0},
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
        filters_.push_back({columns.place(filter.column), filter.values});
    }
}

bool RowFilters::has(const Filter& filter, std::string_view text) {
    return std::find(filter.values.begin(), filter.values.end(), text) != filter.values.end();
}

}  // namespace socshift
