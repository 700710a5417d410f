#pragma once

// Internal: not installed. What the codes of a wave say of the edition that its rows are of.

#include "socshift/convert/conversion_spec.hpp"
#include "socshift/convert/row_editions.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/model/catalog.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// Different codes of one wave that just these of its editions have: the number of them, by the set
/// of editions.
using CodesByEditions = std::map<EditionSet, std::size_t>;

/// Which of @p editions, so many of a wave, a code that several of them have is of: the one that
/// alone among them has at least two other codes of the wave, while none of them alone has any
/// else. By the set of editions that have the code; sets for which nothing is decided are left out.
[[nodiscard]] std::map<EditionSet, std::size_t> decided_by(const CodesByEditions& codes,
                                                           std::size_t editions);

/// The names in "soc2000+soc2010", or with commas between; blanks around them do not count.
[[nodiscard]] std::vector<std::string> edition_names(std::string_view text);

/// The place of the choice between the editions that @p names names; what is new is added.
/// @throws UnknownName, SpecError as named_editions(), of @p field.
std::size_t add_choice(const Catalog& catalog, std::string_view names, SpecField field,
                       RowEditions& out);

/// The place of @p choice among those of @p out, which gets it if it is new.
std::size_t place_of_choice(EditionChoice choice, RowEditions& out);

/// Adds a wave whose value names its editions; false, and nothing, if it names none.
bool add_wave(const Catalog& catalog, const std::string& value, RowEditions& out);

/// Reads all rows, and puts into @p editions what the codes of each wave decide. Waves that
/// @p editions does not know by value, and that spec.edition_column names, are added to it, as
/// found_editions() says. @throws as detect(); FormatError for more than most_waves.
void decide_by_wave(const Catalog& catalog, const ConversionSpec& spec, ReadBytes read,
                    RowEditions& editions);

}  // namespace socshift
