#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/model/catalog.hpp"

#include <cstddef>
#include <vector>

namespace socshift {

/// Everything that is wrong or notable in @p catalog: Catalog::check(), then what is found when its
/// scenarios are built. Loads all of it; never throws for bad data.
[[nodiscard]] Findings check_catalog(const Catalog& catalog);

/// The same of one edition and the tables that have it on a side; of a scenario also what is found
/// when it is built. @throws UnknownName if the catalog has no such edition.
[[nodiscard]] Findings check_catalog(const Catalog& catalog, const EditionId& edition);

/// The findings of files of a user's own against @p catalog, to which they need not belong: those
/// of check_files(); and of sound files what only shows when they are put to use, each once. That
/// is, of a table whose editions are the catalog's, how it differs from the catalog's links; of a
/// scenario what building it finds; of a proposal what building the scenarios that list it finds
/// about it, or, where none does, what building it alone does, by the coding rules of the last
/// scenario with its base. By place; never throws for bad data.
[[nodiscard]] Findings check_own_files(const Catalog& catalog,
                                       const std::vector<CatalogFile>& files);

/// How routes between the same two editions agree.
struct RoutesCheck {
    std::size_t pairs = 0;     // of routes that were compared
    std::size_t agreeing = 0;  // of these, those with the same links
    Findings findings;
};

/// Each table of @p catalog beside other routes between its editions: see compare_routes().
[[nodiscard]] RoutesCheck check_routes(const Catalog& catalog);

/// The routes between two editions. @throws UnknownName if the catalog has no such editions or no
/// route joins them.
[[nodiscard]] RoutesCheck check_routes(const Catalog& catalog, const EditionId& from,
                                       const EditionId& to);

}  // namespace socshift
