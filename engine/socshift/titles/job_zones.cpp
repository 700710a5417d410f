#include "socshift/titles/job_zones.hpp"

#include "socshift/base/blanks.hpp"
#include "socshift/base/whole_number.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/titles/title_search.hpp"

#include <algorithm>
#include <vector>

namespace socshift {

namespace {

constexpr std::string_view zone_attribute = "job_zone";

/// The latest final edition that states job zones.
const Edition* edition_with_zones(const Catalog& catalog) {
    auto ids = final_editions(catalog);
    std::stable_sort(ids.begin(), ids.end(), [&](const EditionId& a, const EditionId& b) {
        return catalog.header(a).validity.from > catalog.header(b).validity.from;
    });
    for (const auto& id : ids) {
        const auto& edition = catalog.edition(id);
        const auto& items = edition.items();
        if (std::any_of(items.begin(), items.end(), [](const Item& item) {
                return item.attributes.find(zone_attribute) != item.attributes.end();
            })) {
            return &edition;
        }
    }
    return nullptr;
}

}  // namespace

JobZoneTable::JobZoneTable(const Catalog& catalog, const EditionId& edition)
    : stated_in_(edition_with_zones(catalog)) {
    if (stated_in_ == nullptr) {
        return;
    }
    is_own_ = edition == stated_in_->id();
    if (!is_own_) {
        if (const auto route = find_route(catalog, edition, stated_in_->id())) {
            table_ = composed(catalog, *route);
        }
    }
}

JobZones JobZoneTable::of(const Code& code) const {
    JobZones out;
    if (stated_in_ == nullptr) {
        return out;
    }
    out.stated_in = stated_in_->id();
    std::vector<Code> occupations;
    if (is_own_) {
        occupations = {code};
    } else if (table_) {
        for (const auto& link : table_->links_from(code)) {
            occupations.push_back(link.target);
        }
    }
    for (const auto& occupation : occupations) {
        const auto* const item = stated_in_->find(occupation);
        if (item == nullptr) {
            continue;
        }
        const auto found = item->attributes.find(zone_attribute);
        const auto zone =
            found == item->attributes.end() ? std::nullopt : whole_number<int>(found->second);
        ++out.occupations;
        if (!zone) {
            ++out.without;
        } else if (out.zones) {
            out.zones = {std::min(out.zones->least, *zone), std::max(out.zones->most, *zone)};
        } else {
            out.zones = {*zone, *zone};
        }
    }
    if (out.without > 0) {
        out.zones.reset();
    }
    return out;
}

std::optional<int> job_zone_of(std::string_view cell) {
    cell = trimmed(cell);
    if (cell.ends_with(".0")) {
        cell.remove_suffix(2);
    }
    const auto zone = whole_number<int>(cell);
    return zone && all_job_zones.least <= *zone && *zone <= all_job_zones.most ? zone
                                                                               : std::nullopt;
}

}  // namespace socshift
