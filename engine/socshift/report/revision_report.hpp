#pragma once

#include "socshift/catalog/definitions.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/report/report.hpp"
#include "socshift/weights/route_weights.hpp"

#include <string>
#include <vector>

namespace socshift {

/// Two editions, and where shares come from that nobody published.
struct RevisionQuestion {
    std::string before;
    std::string after;
    std::vector<WeightChoice> weights = {};           // in their order
    DefinitionStore definitions = DefinitionStore{};  // that the user has imported
};

/// What a revision did, as a page: the links from each major group to each, every family that
/// changed as a small drawing, what stayed, who leaves out whom no longer, and, where a publisher
/// printed figures about the revision, these beside what is counted here. The families are those of
/// ask(DiffQuestion), at the leaves.
/// @throws as export_files().
[[nodiscard]] Report revision_report(const Catalog& catalog, const RevisionQuestion& question);

}  // namespace socshift
