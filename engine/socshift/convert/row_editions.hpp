#pragma once

#include "socshift/convert/conversion_spec.hpp"
#include "socshift/convert/data_columns.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/recognise/detect.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// The editions that the rows of a conversion are coded in.
struct RowEditions {
    std::vector<EditionId> editions;  // each once, in the order in which they were first named
    /// What the values of spec.edition_column mean: the place of the edition. Empty without such a
    /// column.
    std::map<std::string, std::size_t> by_value;
    /// What was found out of the column of codes; none if nothing had to be.
    std::optional<ColumnDetection> detection;
    /// Whether the data named them: other data can name others.
    bool are_of_data = false;
    /// By edition: sets of leaves of which a cell of the data names any, as Repair::masked and
    /// Repair::several read it. Rows with a set that is not here are set aside.
    std::vector<std::vector<std::vector<Code>>> sets = {};
};

/// Whether @p spec leaves to the data what editions its rows are coded in; or what sets of codes
/// its cells have, if such cells are to be read and groups are not set aside.
[[nodiscard]] bool needs_first_reading(const ConversionSpec& spec) noexcept;

/// The editions that @p spec names. Needs not needs_first_reading().
/// @throws UnknownName if the catalog has no such edition; SpecError if a value is there twice.
[[nodiscard]] RowEditions named_editions(const Catalog& catalog, const ConversionSpec& spec);

/// The editions that the data has, read through once: what the values of spec.edition_column name
/// (what names none is left out, and its rows will be set aside), or what detect() says of
/// spec.column; and the sets of codes in its cells, except with values that name editions. Needs
/// needs_first_reading().
/// @throws SpecError if no value names an edition, or the column is not clear, or, before anything
/// is read, if @p spec contradicts itself or the catalog; as detect().
[[nodiscard]] RowEditions found_editions(const Catalog& catalog, const ConversionSpec& spec,
                                         ReadBytes read);

/// The same of columns in memory. @throws also std::invalid_argument if they differ in length.
[[nodiscard]] RowEditions found_editions(const Catalog& catalog, const ConversionSpec& spec,
                                         const std::vector<DataColumn>& columns);

}  // namespace socshift
