#pragma once

// Internal: not installed. Files of the user's that hold data, as they are said in Python.

#include "formats.hpp"
#include "options/data_file.hpp"
#include "socshift/io/byte_source.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

namespace socshift::python {

/// How files are to be read: delimiter, sheet and the row of the header, each perhaps said.
using Reading = std::tuple<std::string, std::optional<std::string>, std::optional<std::uint32_t>>;

/// Files with data: text and workbooks, or files with columns of one kind.
struct DataFiles {
    cli::DataFileOptions data;
    const formats::Kind* kind = nullptr;  // nullptr: text or workbooks

    /// The files, and those in folders among them.
    [[nodiscard]] std::vector<std::string> all() const;
};

/// @throws ArgumentError for files of several kinds, and for what says nothing of columns.
[[nodiscard]] DataFiles data_files(const std::vector<std::string>& files, const Reading& reading,
                                   unsigned threads);

/// The column that holds the codes: @p column, or that of its value labels. @throws ArgumentError.
[[nodiscard]] std::string code_column(const std::string& column, bool by_label, DataFiles& files);

/// Puts into @p shape how files are to be read, and what they are called. @throws ArgumentError.
void set_shape(const std::vector<std::string>& files, const Reading& reading, DataShape& shape);

/// Files of which the rows are read as text, whatever they are: puts into @p shape how. @p codes:
/// the column that holds codes; empty: none does. @throws as set_shape() and data_files(), and
/// FormatError if the codes are positions under value labels.
[[nodiscard]] DataFiles text_files(const std::vector<std::string>& files, const Reading& reading,
                                   DataShape& shape, const std::string& codes, unsigned threads);

/// The bytes of files, to be read by one run. Standard input is not read: that is Python's.
struct Input {
    Input(const std::vector<std::string>& files, DataShape& shape) : file(files, shape, nothing) {
        shape = file.shape_of_text(shape);
    }

    [[nodiscard]] std::function<TextPlace(std::uint64_t)> place() {
        if (!file.is_several()) {
            return {};
        }
        return [this](std::uint64_t line) { return file.place(line); };
    }

    std::istringstream nothing;
    cli::InputFile file;
};

}  // namespace socshift::python
