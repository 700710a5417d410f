#include "socshift/changes/change_filter.hpp"

#include "socshift/base/error.hpp"
#include "socshift/routes/lookup.hpp"

#include <algorithm>

namespace socshift {

ChangeFilter::ChangeFilter(const Catalog& catalog, const EditionPair& pair,
                           const std::string& group, const std::vector<ChangeKind>& kinds)
    : kinds_(kinds.begin(), kinds.end()), by_group_(!group.empty()) {
    if (!by_group_) {
        return;
    }
    add_below(pair.before, group);
    add_below(pair.after, group);
    if (below_.empty()) {
        throw UnknownName(to_string(look_up(catalog, pair.before, group)));
    }
}

bool ChangeFilter::operator()(const Change& change) const {
    return (kinds_.empty() || kinds_.count(change.kind) != 0) &&
           (!by_group_ || any_below(change.sources) || any_below(change.targets));
}

bool ChangeFilter::operator()(const ExclusionChange& change) const {
    return !by_group_ || below_.count(change.source) != 0 || below_.count(change.target) != 0;
}

void ChangeFilter::add_below(const Edition& edition, const std::string& code) {
    if (const auto* const item = edition.find(code)) {
        const auto all = edition.subtree(*item);
        below_.insert(all.begin(), all.end());
    }
}

bool ChangeFilter::any_below(const std::vector<const Item*>& items) const {
    return std::any_of(items.begin(), items.end(),
                       [&](const Item* item) { return below_.count(item) != 0; });
}

}  // namespace socshift
