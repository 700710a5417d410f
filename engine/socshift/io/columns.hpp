#pragma once

// Internal: not installed. Which column is meant, and which rows.

#include "socshift/io/data_shape.hpp"
#include "socshift/io/delimited_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// The columns of a file, by name or place.
class Columns {
public:
    Columns() = default;

    /// @p first is the first record of @p file: its header, unless it has none.
    Columns(std::string file, const DelimitedRecord& first, bool has_header);

    /// Columns of these names. @p file: for messages.
    Columns(std::string file, std::vector<std::string> names)
        : file_(std::move(file)), size_(names.size()), names_(std::move(names)) {}

    [[nodiscard]] std::size_t size() const noexcept { return size_; }

    /// Where @p name is in a record. @throws FormatError if it is not there, or more than once.
    [[nodiscard]] std::size_t place(const std::string& name) const;

    /// Whether the header has a column of this name.
    [[nodiscard]] bool has(const std::string& name) const {
        return std::find(names_.begin(), names_.end(), name) != names_.end();
    }

    /// @throws FormatError if the header has a column of this name already.
    void check_is_new(const std::string& name) const;

    /// What place() takes for the column at @p place: its name, or "#2" if that is not its alone.
    [[nodiscard]] std::string name(std::size_t place) const;

private:
    std::string file_;
    bool has_header_ = true;
    std::size_t size_ = 0;
    std::vector<std::string> names_;  // none without header
};

/// Which rows are let through.
class RowFilters {
public:
    RowFilters() = default;

    /// @throws FormatError if a column is not there.
    RowFilters(const std::vector<RowFilter>& filters, const Columns& columns);

    /// @p record has as many fields as there are columns.
    [[nodiscard]] bool passes(const DelimitedRecord& record) {
        return passes([&](std::size_t at) { return record.fields[at]; });
    }

    /// The same of a row of which @p field gives the raw field at a place.
    template <typename Field>
    [[nodiscard]] bool passes(const Field& field) {
        return std::all_of(filters_.begin(), filters_.end(), [&](const Filter& filter) {
            return has(filter, field_text(field(filter.column), storage_));
        });
    }

private:
    struct Filter {
        std::size_t column = 0;
        std::vector<std::string> values;
    };
    [[nodiscard]] static bool has(const Filter& filter, std::string_view text);

    std::vector<Filter> filters_;
    std::string storage_;
};

}  // namespace socshift
