#include "socshift/io/values.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/filtered_records.hpp"

#include <fmt/core.h>

#include <set>
#include <utility>

namespace socshift {

std::vector<std::string> column_values(const DataShape& shape, const std::string& column,
                                       ReadBytes read, std::size_t most) {
    FilteredRecords records(shape, std::move(read));
    const auto place = records.columns().place(column);
    std::set<std::string, std::less<>> values;
    std::string storage;
    while (const auto* const record = records.next()) {
        const auto text = field_text(record->fields[place], storage);
        if (values.find(text) == values.end()) {
            values.emplace(text);
        }
        if (values.size() > most) {
            throw FormatError(
                {shape.file, 1, 0},
                fmt::format("column '{}' has more than {} different values", column, most));
        }
    }
    return {values.begin(), values.end()};
}

}  // namespace socshift
