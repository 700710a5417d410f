#include "socshift/routes/publication.hpp"

#include "socshift/base/error.hpp"

#include <algorithm>
#include <utility>

namespace socshift {

std::vector<EditionId> foundations(const Catalog& catalog, const EditionId& edition) {
    const auto is_publication = [&](const EditionId& id) {
        return catalog.header(id).kind == EditionKind::publication;
    };
    const auto tables = catalog.correspondence_ids();
    const auto& header = catalog.header(edition);
    std::vector<EditionId> out;
    for (const auto& other : catalog.edition_ids()) {
        const bool is_published_in =
            is_publication(edition) && !is_publication(other) &&
            std::binary_search(tables.begin(), tables.end(), std::pair{edition, other});
        if (header.extends == other || is_published_in) {
            out.push_back(other);
        }
    }
    return out;
}

std::vector<const Item*> printed_twice(const Catalog& catalog, const EditionId& publication) {
    std::vector<const Item*> out;
    const auto& edition = catalog.edition(publication);
    if (edition.header().kind != EditionKind::publication) {
        return out;
    }
    std::vector<const Edition*> below;
    for (const auto& id : foundations(catalog, publication)) {
        try {
            below.push_back(&catalog.edition(id));
        } catch (const DataError&) {
            continue;  // its errors are not those of the publication
        }
    }
    for (const auto& item : edition.items()) {
        const bool is_group = std::any_of(below.begin(), below.end(), [&](const Edition* there) {
            const auto* const same = there->find(item.code);
            return same != nullptr && !there->is_leaf(*same);
        });
        if (is_group) {
            out.push_back(&item);
        }
    }
    return out;
}

}  // namespace socshift
