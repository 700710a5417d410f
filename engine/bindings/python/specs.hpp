#pragma once

// What conversions and assignments are asked for in Python, as specs of the engine.

#include "arguments.hpp"
#include "arrow/frame.hpp"
#include "socshift/convert/assign_spec.hpp"
#include "socshift/convert/conversion_spec.hpp"
#include "socshift/weights/route_weights.hpp"

#include <algorithm>
#include <nanobind/nanobind.h>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace socshift::python {

namespace nb = nanobind;

/// A column, values, and whether rows with one of them are kept.
using SaidFilter = std::tuple<std::string, std::vector<std::string>, bool>;

[[nodiscard]] std::vector<RowFilter> filters_of(const std::vector<SaidFilter>& said);

/// One kind of weights, or a file of them. @throws ArgumentError.
[[nodiscard]] WeightChoice weight_choice(const char* argument, const std::string& name);

/// The spec that keyword arguments say, by the names of socshift.convert(). Reads files of weights.
/// Each key is there or not; what is not has its default. @throws ArgumentError.
[[nodiscard]] ConversionSpec conversion_spec(const nb::dict& said);

/// The same of socshift.assign(), but for decisions.
[[nodiscard]] AssignSpec assign_spec(const nb::dict& said);

/// What a spec says that names something of the catalog, by argument.
[[nodiscard]] std::vector<Said> said_names(const ConversionSpec& spec);
[[nodiscard]] std::vector<Said> said_names(const AssignSpec& spec);

/// The names of columns that arguments have.
struct SaidColumns {
    std::vector<std::pair<std::string, std::string>> names;  // argument, column

    explicit SaidColumns(const nb::dict& said);
};

/// What @p work gives; a FormatError becomes an ArgumentError of the first argument that says a
/// column which is not among @p there.
template <typename Work>
auto named_columns(const SaidColumns& said, const std::vector<std::string>& there, Work work) {
    try {
        return work();
    } catch (const FormatError& error) {
        for (const auto& [argument, name] : said.names) {
            if (!name.empty() && std::find(there.begin(), there.end(), name) == there.end() &&
                std::string_view{error.what()}.find("'" + name + "'") != std::string_view::npos) {
                throw ArgumentError(argument, error.what());
            }
        }
        throw;
    }
}

}  // namespace socshift::python
