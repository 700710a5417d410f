#pragma once

// Internal: not installed. Where a conversion goes, and by what ways.

#include "socshift/convert/conversion_spec.hpp"
#include "socshift/model/catalog.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What a ConversionSpec names of a catalog, beside the editions of rows: a target, or families
/// over two editions or more, and the ways there.
struct ConversionAim {
    std::optional<EditionId> target;
    std::vector<EditionId> families;
    std::vector<EditionId> via;  // of all rows
    std::map<EditionId, std::vector<EditionId>> via_of;
};

/// @throws SpecError if a name does not fit the others or the catalog; UnknownName if the catalog
/// has no such edition. Needs nothing found by check(spec).
[[nodiscard]] ConversionAim aim_of(const Catalog& catalog, const ConversionSpec& spec);

/// @throws SpecError with one finding.
[[noreturn]] void refuse_spec(SpecRule rule, std::vector<SpecField> fields, std::string message,
                              std::vector<std::string> values = {});

/// The names of @p editions with @p separator between.
[[nodiscard]] std::string list_of(const std::vector<EditionId>& editions,
                                  std::string_view separator);

}  // namespace socshift
