#pragma once

#include "socshift/convert/conversion_spec.hpp"
#include "socshift/convert/data_columns.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/recognise/detect.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// The edition of the rows of a wave, or several: then a row is of the one that has its code.
struct EditionChoice {
    std::vector<std::size_t> editions;  // places; one or more, each once
    /// Which of several editions that have a code it is of, as other rows of the wave decide: by
    /// the set of those that have it, places in `editions`.
    std::map<EditionSet, std::size_t> decided = {};

    friend bool operator==(const EditionChoice&, const EditionChoice&) = default;
};

/// The editions that the rows of a conversion are coded in.
struct RowEditions {
    std::vector<EditionId> editions;     // each once, in the order in which they were first named
    std::vector<EditionChoice> choices;  // each once; without waves the first is that of all rows
    /// What the values of spec.edition_column, or of spec.wave, mean: the place of the choice.
    std::map<std::string, std::size_t> by_value;
    /// What was found out of the column of codes; none if nothing had to be.
    std::optional<ColumnDetection> detection;
    /// Whether the data named them: other data can name others.
    bool are_of_data = false;
    /// By edition: sets of leaves of which a cell of the data names any, as Repair::masked and
    /// Repair::several read it. Rows with a set that is not here are set aside.
    std::vector<std::vector<std::vector<Code>>> sets = {};
    /// The data has more different cells that could name a set than were looked at: there may be
    /// others.
    bool has_more_sets = false;
};

/// So many different cells are looked at that could name several codes: more are no column of
/// codes.
inline constexpr std::size_t most_odd_cells = 10'000;

/// So many editions may be named for one wave.
inline constexpr std::size_t most_editions_of_wave = 8;

/// Whether @p spec leaves to the data what editions its rows are coded in; or what sets of codes
/// its cells have, if such cells are to be read and groups are not set aside.
[[nodiscard]] bool needs_first_reading(const ConversionSpec& spec) noexcept;

/// The editions that @p spec names. Needs not needs_first_reading().
/// @throws UnknownName if the catalog has no such edition; SpecError if a value is there twice, or
/// an edition for one wave, or more than most_editions_of_wave.
[[nodiscard]] RowEditions named_editions(const Catalog& catalog, const ConversionSpec& spec);

/// The editions that the data has, read through once: what the values of spec.edition_column name
/// (what names none is left out, and its rows will be set aside), or what detect() says of
/// spec.column; with Ambiguous::by_wave also what the codes of each wave decide; else the sets of
/// codes in its cells, except with values that name editions. Needs
/// needs_first_reading().
/// @throws SpecError if no value names an edition, or the column is not clear, or, before anything
/// is read, if @p spec contradicts itself or the catalog; as detect().
[[nodiscard]] RowEditions found_editions(const Catalog& catalog, const ConversionSpec& spec,
                                         ReadBytes read);

/// The same of columns in memory. @throws also std::invalid_argument if they differ in length.
[[nodiscard]] RowEditions found_editions(const Catalog& catalog, const ConversionSpec& spec,
                                         const std::vector<DataColumn>& columns);

/// The same of columns that come block by block, and are those of the file that the spec names:
/// all of them.
[[nodiscard]] RowEditions found_editions(const Catalog& catalog, const ConversionSpec& spec,
                                         DataBlocks& blocks);

}  // namespace socshift
