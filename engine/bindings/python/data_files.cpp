#include "data_files.hpp"

#include "arguments.hpp"
#include "options/column_files.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace socshift::python {

std::vector<std::string> DataFiles::all() const {
    auto out = data.files;
    if (kind != nullptr) {
        const auto parts = cli::parts_of(data);
        out.insert(out.end(), parts.begin(), parts.end());
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
    }
    return out;
}

DataFiles data_files(const std::vector<std::string>& files, const Reading& reading,
                     unsigned threads) {
    DataFiles out;
    out.data.files = files;
    out.data.with_threads = threads != 1;
    out.kind = bindings::of_argument(
        "data", [&] { return cli::kind_of_input(out.data, formats::builtin_kinds()); });
    const auto& [delimiter, sheet, header_row] = reading;
    const std::pair<bool, const char*> said[] = {
        {!delimiter.empty(), "delimiter"},
        {sheet.has_value(), "sheet"},
        {header_row.has_value(), "header_row"},
    };
    for (const auto& [is_said, argument] : said) {
        if (is_said && out.kind != nullptr) {
            throw ArgumentError(argument, fmt::format("'{}' is {}, whose columns have names",
                                                      files.front(), out.kind->title));
        }
    }
    return out;
}

std::string code_column(const std::string& column, bool by_label, DataFiles& files) {
    if (by_label && (files.kind == nullptr || !files.kind->has_labels)) {
        throw ArgumentError(
            "by_label",
            fmt::format("'{}' is {}, which has no value labels; expected a file of Stata, SPSS or "
                        "SAS",
                        files.data.files.front(),
                        files.kind == nullptr ? "text or a workbook" : files.kind->title));
    }
    if (by_label && (column.empty() || column.starts_with('#'))) {
        throw ArgumentError("by_label", "expected column to be the name of a column");
    }
    return cli::code_column(column, by_label, files.kind, files.data);
}

void set_shape(const std::vector<std::string>& files, const Reading& reading, DataShape& shape) {
    const auto& [delimiter, sheet, header_row] = reading;
    if (files.empty()) {
        throw ArgumentError("data", "expected a file");
    }
    shape.file = files.size() == 1 ? files.front() : fmt::format("{} files", files.size());
    if (delimiter.size() > 1) {
        throw ArgumentError("delimiter",
                            fmt::format("expected one character, found '{}'", delimiter));
    }
    if (!delimiter.empty()) {
        shape.delimiter = delimiter.front();
    }
    shape.sheet = sheet;
    shape.header_row = header_row;
}

DataFiles text_files(const std::vector<std::string>& files, const Reading& reading,
                     DataShape& shape, const std::string& codes, unsigned threads) {
    set_shape(files, reading, shape);
    auto out = data_files(files, reading, threads);
    if (out.kind != nullptr) {
        shape.delimiter = ',';
        shape.counts_rows = true;
    }
    cli::check_codes_of_files(out.data, codes);
    return out;
}

}  // namespace socshift::python
