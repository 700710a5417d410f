#include "socshift/routes/publication.hpp"

#include "socshift/base/error.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace socshift {

namespace {

/// A classification that a publication rests on, and which of its codes it covers.
struct Ground {
    const Edition* edition = nullptr;
    std::set<std::string_view> covered;
};

std::vector<Ground> grounds(const Catalog& catalog, const EditionId& publication) {
    std::vector<Ground> out;
    for (const auto& id : foundations(catalog, publication)) {
        try {
            const auto& edition = catalog.edition(id);
            Ground ground{&edition, {}};
            for (const auto& link : catalog.correspondence(publication, id)->links()) {
                if (const auto* const item = edition.find(link.target)) {
                    for (const auto* const leaf : edition.leaves(*item)) {
                        ground.covered.insert(leaf->code.text());
                    }
                }
            }
            out.push_back(std::move(ground));
        } catch (const DataError&) {
            continue;  // its errors are not those of the publication
        }
    }
    return out;
}

/// Whether some table between the two has @p code linked to itself, and to and from nothing else.
bool is_same_code(const Catalog& catalog, const Edition& one, const Edition& other,
                  const Code& code) {
    for (const auto& [source, target] : {std::pair{&one, &other}, std::pair{&other, &one}}) {
        const auto tables = catalog.correspondence_ids();
        if (!std::binary_search(tables.begin(), tables.end(),
                                std::pair{source->id(), target->id()})) {
            continue;
        }
        const auto& links = catalog.correspondence(source->id(), target->id())->links();
        const auto named = std::count_if(links.begin(), links.end(), [&](const Link& link) {
            return link.source == code || link.target == code;
        });
        const bool itself = std::any_of(links.begin(), links.end(), [&](const Link& link) {
            return link.source == code && link.target == code;
        });
        return named == 1 && itself;
    }
    return false;
}

/// The first of @p below that has @p code, if the code is unpublished().
const Ground* ground_of(const Catalog& catalog, const std::vector<Ground>& below,
                        const Code& code) {
    const Ground* first = nullptr;
    for (const auto& ground : below) {
        const auto* const item = ground.edition->find(code);
        if (item == nullptr) {
            continue;
        }
        if (!ground.edition->is_leaf(*item) || ground.covered.count(code.text()) > 0 ||
            (first != nullptr && !is_same_code(catalog, *first->edition, *ground.edition, code))) {
            return nullptr;
        }
        first = first == nullptr ? &ground : first;
    }
    return first;
}

}  // namespace

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

bool rests_on(const Catalog& catalog, const EditionId& edition, const EditionId& other) {
    const auto below = foundations(catalog, edition);
    return std::find(below.begin(), below.end(), other) != below.end();
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

std::vector<UnpublishedItem> unpublished(const Catalog& catalog, const EditionId& publication) {
    std::vector<UnpublishedItem> out;
    if (catalog.header(publication).kind != EditionKind::publication) {
        return out;
    }
    const auto& edition = catalog.edition(publication);
    const auto below = grounds(catalog, publication);
    std::set<Code> candidates;
    for (const auto& ground : below) {
        for (const auto& item : ground.edition->items()) {
            if (ground.edition->is_leaf(item) && ground.covered.count(item.code.text()) == 0 &&
                edition.find(item.code) == nullptr) {
                candidates.insert(item.code);
            }
        }
    }
    for (const auto& code : candidates) {
        if (const auto* const ground = ground_of(catalog, below, code)) {
            out.push_back({ground->edition->id(), ground->edition->find(code)});
        }
    }
    return out;
}

std::shared_ptr<const Edition> with_unpublished(const Catalog& catalog, const EditionId& edition) {
    const auto& listed = catalog.edition(edition);
    const auto more = unpublished(catalog, edition);
    if (more.empty()) {
        return {std::shared_ptr<const Edition>{}, &listed};
    }
    EditionData data{listed.header(), listed.items(), listed.notes(), {}};
    for (const auto& [id, item] : more) {
        data.items.push_back({item->code, item->title, data.header.levels.front(), std::nullopt,
                              item->residual, true, item->at, item->attributes});
    }
    return std::make_shared<const Edition>(Edition::make(std::move(data)));
}

Route route_from(const Catalog& catalog, const EditionId& below, const Route& route) {
    std::vector<EditionId> over;
    for (const auto& step : route.steps) {
        if (step.to != route.to) {
            over.push_back(step.to);
        }
    }
    return require_route(catalog, below, route.to, over);
}

Correspondence with_rows_of(const Correspondence& table, const Correspondence& other,
                            const std::vector<Code>& codes) {
    CorrespondenceData out{table.source(),     table.target(), table.title(),
                           table.provenance(), table.links(),  {}};
    out.weighted = table.weighted() || other.weighted();
    out.ends = table.ends();
    out.partial = table.partial();
    out.astray = table.astray();
    out.coverage = table.stated_coverage();
    for (const auto& code : codes) {
        add_places(out, code, other.places(code));
    }
    return Correspondence::make(std::move(out));
}

}  // namespace socshift
