#pragma once

// Internal: not installed. Which column is meant, and which rows.

#include "socshift/io/data_shape.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/table_reading.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
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

    /// The same of a table that was found: its header may be a name short.
    Columns(const DataShape& shape, const DelimitedRecord& first, const TableReading& reading);

    /// Columns of these names, of data without lines. @p file: for messages.
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
    std::uint32_t line_ = 0;  // of the header; 0: the data has no lines
    bool has_header_ = true;
    std::size_t size_ = 0;
    std::vector<std::string> names_;  // none without header
};

/// Adds @p value to @p values, which keeps the first thousand in the order of bytes: what is kept
/// of all values does not depend on the order in which they come. Long ones are cut.
void keep_first(std::set<std::string, std::less<>>& values, std::string_view value);

/// "no row has 'a' in column 'level'; there are 'A', 'b'; did you mean 'A'?"
[[nodiscard]] std::string no_row_has(const std::string& value, const std::string& column,
                                     const std::set<std::string, std::less<>>& others);

/// Which rows are let through, and which of the values that are asked for occur.
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
        bool all = true;
        for (auto& filter : filters_) {
            if (all || filter.not_seen > 0) {
                const bool found = has(filter, field_text(field(filter.column), storage_));
                all = all && found == filter.keeps;
            }
        }
        return all;
    }

    /// What rows have shown of one filter.
    struct Seen {
        std::vector<bool> values;  // by value, whether a row has it
        /// The first in order of what is none of the values, while one is not seen.
        std::set<std::string, std::less<>> others;
    };
    /// By filter.
    [[nodiscard]] std::vector<Seen> seen() const;

    /// Takes over what copies of this, for other rows, have seen.
    void add_seen(const RowFilters& other) { add_seen(other.seen()); }
    /// Needs as many as there are filters, each with as many values as its filter.
    void add_seen(const std::vector<Seen>& other);

    /// @throws FormatError, naming what there is instead, if a value that is asked for occurred in
    /// no row; empty cells that are to be left out need not be there.
    void check_seen(const std::string& file) const;

private:
    struct Filter {
        std::size_t column = 0;
        std::string name;
        std::vector<std::string> values;
        bool keeps = true;
        Seen seen;
        std::size_t not_seen = 0;  // of the values
    };
    [[nodiscard]] static bool has(Filter& filter, std::string_view text);

    std::vector<Filter> filters_;
    std::string storage_;
};

}  // namespace socshift
