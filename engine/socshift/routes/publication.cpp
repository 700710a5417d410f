#include "socshift/routes/publication.hpp"

#include "socshift/base/error.hpp"
#include "socshift/model/levels.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace socshift {

namespace {

/// A classification that a publication rests on, and which of its leaves the publication's codes
/// cover.
struct Ground {
    const Edition* edition = nullptr;
    std::map<std::string_view, std::set<std::string_view>> covered;  // codes, by leaf
    std::map<std::string_view, std::set<std::string_view>> leaves;   // by code
};

std::vector<Ground> grounds(const Catalog& catalog, const EditionId& publication) {
    std::vector<Ground> out;
    for (const auto& id : foundations(catalog, publication)) {
        try {
            const auto& edition = catalog.edition(id);
            Ground ground{&edition, {}, {}};
            for (const auto& link : catalog.correspondence(publication, id)->links()) {
                if (const auto* const item = edition.find(link.target)) {
                    for (const auto* const leaf : edition.leaves(*item)) {
                        ground.covered[leaf->code.text()].insert(link.source.text());
                        ground.leaves[link.source.text()].insert(leaf->code.text());
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

/// How many codes of a publication are those of @p ground, each covering itself alone.
std::size_t codes_as_they_are(const Ground& ground) {
    return static_cast<std::size_t>(
        std::count_if(ground.leaves.begin(), ground.leaves.end(), [](const auto& entry) {
            return entry.second.size() == 1 && *entry.second.begin() == entry.first;
        }));
}

/// What is below @p group of @p ground: codes of the publication, or among @p unpublished; none if
/// one of them is below other groups as well. No answer: nothing is known of a leaf.
std::optional<std::vector<std::string>> codes_below(const Ground& ground, const Item& group,
                                                    const std::set<std::string_view>& unpublished) {
    std::set<std::string_view> inside;
    std::set<std::string_view> codes;
    for (const auto* const leaf : ground.edition->leaves(group)) {
        inside.insert(leaf->code.text());
    }
    for (const auto leaf : inside) {
        const auto covering = ground.covered.find(leaf);
        if (covering != ground.covered.end()) {
            codes.insert(covering->second.begin(), covering->second.end());
        } else if (unpublished.count(leaf) > 0) {
            codes.insert(leaf);
        } else {
            return std::nullopt;
        }
    }
    const bool are_all_inside = std::all_of(codes.begin(), codes.end(), [&](std::string_view code) {
        const auto covered = ground.leaves.find(code);
        return covered == ground.leaves.end() ||
               std::includes(inside.begin(), inside.end(), covered->second.begin(),
                             covered->second.end());
    });
    return are_all_inside ? std::vector<std::string>{codes.begin(), codes.end()}
                          : std::vector<std::string>{};
}

/// The levels above the finest of @p classification, and those of @p publication.
std::vector<std::string> levels_with_groups(const Edition& classification,
                                            const Edition& publication) {
    auto out = classification.levels();
    out.pop_back();
    for (const auto& level : publication.levels()) {
        if (std::find(out.begin(), out.end(), level) == out.end()) {
            out.push_back(level);
        }
    }
    return out;
}

/// Puts @p groups of @p classification, those that have codes, above the items of @p data.
void add_groups(EditionData& data, const Edition& classification,
                const std::vector<PrintedGroup>& groups) {
    std::map<const Item*, const PrintedGroup*> by_item;
    for (const auto& group : groups) {
        if (!group.codes.empty()) {
            by_item.emplace(group.item, &group);
        }
    }
    std::map<std::string_view, const Item*> finest;  // group so far, by what is below it
    const auto parent_of = [&](std::string_view code) {
        const auto above = finest.find(code);
        return above == finest.end() ? std::nullopt : std::optional{above->second->code};
    };
    const auto listed = data.items.size();
    for (const auto& [item, depth] : hierarchy_of(classification)) {
        const auto found = by_item.find(item);
        if (found == by_item.end()) {
            continue;
        }
        auto group = *item;
        group.parent = parent_of(found->second->codes.front());
        data.items.push_back(std::move(group));
        for (const auto& code : found->second->codes) {
            finest.insert_or_assign(code, item);
        }
    }
    for (std::size_t at = 0; at < listed; ++at) {
        data.items[at].parent = parent_of(data.items[at].code.text());
    }
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

std::vector<PrintedGroup> printed_groups(const Catalog& catalog, const EditionId& publication) {
    std::vector<PrintedGroup> out;
    if (catalog.header(publication).kind != EditionKind::publication) {
        return out;
    }
    const auto below = grounds(catalog, publication);
    const auto first =
        std::max_element(below.begin(), below.end(), [](const Ground& a, const Ground& b) {
            return codes_as_they_are(a) < codes_as_they_are(b);
        });
    if (first == below.end() || codes_as_they_are(*first) == 0) {
        return out;
    }
    const auto more = unpublished(catalog, publication);
    std::set<std::string_view> unpublished_codes;
    for (const auto& each : more) {
        unpublished_codes.insert(each.item->code.text());
    }
    const auto& edition = catalog.edition(publication);
    for (const auto& item : first->edition->items()) {
        if (first->edition->is_leaf(item) ||
            edition.find_by_any_code(item.code.text()) != nullptr) {
            continue;
        }
        if (auto codes = codes_below(*first, item, unpublished_codes)) {
            out.push_back({first->edition->id(), &item, *std::move(codes)});
        }
    }
    return out;
}

std::shared_ptr<const Edition> with_unpublished(const Catalog& catalog, const EditionId& edition) {
    const auto& listed = catalog.edition(edition);
    const auto more = unpublished(catalog, edition);
    const auto groups = printed_groups(catalog, edition);
    if (more.empty() && groups.empty()) {
        return {std::shared_ptr<const Edition>{}, &listed};
    }
    EditionData data{listed.header(), listed.items(), listed.notes(), {}};
    for (const auto& [id, item] : more) {
        data.items.push_back({item->code, item->title, data.header.levels.front(), std::nullopt,
                              item->residual, true, item->at, item->attributes});
    }
    if (!groups.empty()) {
        const auto& classification = catalog.edition(groups.front().edition);
        data.header.levels = levels_with_groups(classification, listed);
        add_groups(data, classification, groups);
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
