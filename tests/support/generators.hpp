#pragma once

#include "socshift/catalog/yaml.hpp"

#include <rapidcheck.h>

#include <iosfwd>
#include <string>

// What RapidCheck prints of an example that breaks a law; it looks for this name.
// NOLINTBEGIN(readability-identifier-naming)
namespace socshift {

void showValue(const EditionData& data, std::ostream& out);
void showValue(const CorrespondenceData& data, std::ostream& out);
void showValue(const Counts& data, std::ostream& out);

}  // namespace socshift
// NOLINTEND(readability-identifier-naming)

// Random data for properties.
namespace socshift::test {

void show(const CatalogFile& file, std::ostream& out);

/// Any text that a catalog file can hold: well-formed UTF-8, control characters included.
[[nodiscard]] rc::Gen<std::string> any_text();

[[nodiscard]] rc::Gen<Code> any_code();
[[nodiscard]] rc::Gen<EditionId> any_edition_id();
[[nodiscard]] rc::Gen<Share> any_share();
[[nodiscard]] rc::Gen<std::chrono::sys_days> any_date();

/// Data of a catalog file, in form but seldom sound; rows in any order.
[[nodiscard]] rc::Gen<EditionData> any_edition_data();
[[nodiscard]] rc::Gen<CorrespondenceData> any_correspondence_data();
[[nodiscard]] rc::Gen<Counts> any_counts();

/// Data that is sound about as often as not: few codes and levels, so that they meet.
[[nodiscard]] rc::Gen<EditionData> small_edition_data();
[[nodiscard]] rc::Gen<CorrespondenceData> small_correspondence_data();

/// A sound edition of up to three levels, with skipped levels and leaves at any of them.
[[nodiscard]] rc::Gen<Edition> any_edition();

}  // namespace socshift::test
