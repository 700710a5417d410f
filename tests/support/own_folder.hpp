#pragma once

#include "socshift/catalog/yaml.hpp"
#include "socshift/model/catalog.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace socshift::test {

/// The files of a sound catalog of a user's own, with their names: three editions one after the
/// other and an extension of the last, tables between them with and without shares, counts, rates,
/// a list of titles, proposals and a scenario. Another @p seed is another catalog.
[[nodiscard]] std::vector<std::pair<std::string, CatalogFile>> own_files(std::uint32_t seed);

/// Everything that is asked of a catalog as text: headers, values, findings, what routes know.
[[nodiscard]] std::string told_by(const Catalog& catalog);

}  // namespace socshift::test
