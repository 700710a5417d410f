#pragma once

// Internal: not installed. Drawings of what is worked out already.

#include "socshift/changes/edition_pair.hpp"
#include "socshift/changes/exclusion_changes.hpp"
#include "socshift/changes/item_page.hpp"
#include "socshift/publish/diff_answers.hpp"
#include "socshift/report/family_drawing.hpp"
#include "socshift/routes/mapped_code.hpp"
#include "socshift/routes/route.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// Where the parts of a source item of a change are.
using PlacesOf = std::function<std::vector<MappedPlace>(const Item&)>;

/// @p change without headings and marks: boxes, ribbons, its name and its label.
[[nodiscard]] FamilyDrawing family_drawing(const Change& change, const PlacesOf& places);

/// Whether one of @p moved is @p item, or stands above it or below it.
[[nodiscard]] bool moves_around(const Edition& edition, const Item& item,
                                const std::set<const Item*>& moved);

/// draw() of a diff that is there.
[[nodiscard]] std::vector<FamilyDrawing> drawings_of(const EditionPair& pair, const DiffView& view);

/// draw() of a page of an item that is there.
[[nodiscard]] std::vector<FamilyDrawing> history_of(const Catalog& catalog, const ItemPage& page);

/// history_of() for who draws many pages of one catalog: it keeps what it worked out of each pair
/// of editions. Needs the catalog and the finder to outlive it.
class Histories {
public:
    Histories(const Catalog& catalog, RouteFinder& finder) : catalog_(catalog), finder_(finder) {}

    [[nodiscard]] std::vector<FamilyDrawing> all(const ItemPage& page);

    /// Through the editions of the page's own series alone.
    [[nodiscard]] FamilyDrawing own(const ItemPage& page);

    /// The items around which exclusions moved a boundary from one edition to the other.
    [[nodiscard]] const BoundaryMoves& moves(const EditionId& before, const EditionId& after);

private:
    const Catalog& catalog_;
    RouteFinder& finder_;
    std::map<std::pair<EditionId, EditionId>, BoundaryMoves> moves_;
};

}  // namespace socshift
