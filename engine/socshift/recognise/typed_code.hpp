#pragma once

#include "socshift/model/catalog.hpp"

#include <string>
#include <string_view>

namespace socshift {

/// The item of @p edition, one of @p catalog, that a person means by @p text: its code exactly, or
/// after the repairs that the cells of a data file get (CodeRecogniser). nullptr: none. Cost: a
/// look-up for an exact code, else linear in the edition.
[[nodiscard]] const Item* typed_item(const Catalog& catalog, const Edition& edition,
                                     std::string_view text);

/// The code of typed_item(), for what takes codes as they are printed; @p text itself where there
/// is none, so that a message says what was typed.
[[nodiscard]] std::string typed_code(const Catalog& catalog, const Edition& edition,
                                     std::string_view text);

/// The same of a code of one of two editions: as it is if @p after has it exactly, else as the
/// first of the two makes it out that can.
[[nodiscard]] std::string typed_code(const Catalog& catalog, const Edition& before,
                                     const Edition& after, std::string_view text);

/// The same of a code that may have its edition before it, "SOC 2018:151252". Without one, @p text
/// is left alone if some edition has it exactly; else it is what the first edition makes of it, in
/// the order of finals before drafts, then of the latest.
[[nodiscard]] std::string typed_code(const Catalog& catalog, std::string_view text);

}  // namespace socshift
