#pragma once

// What conversions and assignments are asked for in Python, as specs of the engine.

#include "arguments.hpp"
#include "arrow/frame.hpp"
#include "socshift/bindings/said_columns.hpp"
#include "socshift/convert/assign_spec.hpp"
#include "socshift/convert/conversion_spec.hpp"
#include "socshift/convert/data_columns.hpp"

#include <nanobind/nanobind.h>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace socshift::python {

namespace nb = nanobind;

/// A column, values, and whether rows with one of them are kept.
using SaidFilter = std::tuple<std::string, std::vector<std::string>, bool>;

/// Values are as the package says them: see FrameKeys and file_values().
[[nodiscard]] std::vector<RowFilter> filters_of(const std::vector<SaidFilter>& said);

/// The spec that keyword arguments say, by the names of socshift.convert(). Reads files of weights.
/// Each key is there or not; what is not has its default. @throws ArgumentError.
[[nodiscard]] ConversionSpec conversion_spec(const nb::dict& said);

/// The same of socshift.assign(), but for decisions.
[[nodiscard]] AssignSpec assign_spec(const nb::dict& said);

/// What a spec says that names something of the catalog, by argument.
[[nodiscard]] std::vector<Said> said_names(const ConversionSpec& spec);
[[nodiscard]] std::vector<Said> said_names(const AssignSpec& spec);

using bindings::SaidColumns;
[[nodiscard]] SaidColumns said_columns(const nb::dict& said);

/// What @p work gives; an error of data that quotes a column becomes an ArgumentError of the
/// argument that says it.
template <typename Work>
auto about_columns(const SaidColumns& said, const std::vector<std::string>& there, Work work) {
    return bindings::named_columns<arrow::FrameError>(
        said, there, [&] { return bindings::named_columns(said, there, work); });
}

}  // namespace socshift::python
