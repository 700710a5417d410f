#pragma once

// Internal: not installed. A cell of a column whose rows can be of several editions.

#include "socshift/recognise/recognise.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace socshift {

/// What a cell means in one of several editions.
struct EditionReading {
    std::size_t edition = 0;  // place among those that were asked
    Recognition recognition;  // its item is there
};

/// What @p text means in those of @p editions that have its code, in their order; empty: none has.
///
/// An edition in which the cell is a code as it stands, but for hyphens, blanks and quotes, leaves
/// out those in which it is one only after more was put right. An extension that divides a code of
/// the edition it extends leaves that code to an edition in which it is not divided: whoever uses
/// it means the occupation, which the extension could not carry.
/// Cost: a lookup for each edition.
[[nodiscard]] std::vector<EditionReading> readings_in(
    const std::vector<const CodeRecogniser*>& editions, std::string_view text);

}  // namespace socshift
