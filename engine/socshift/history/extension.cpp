#include "socshift/history/extension.hpp"

#include "socshift/history/compose.hpp"
#include "socshift/history/level.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace socshift {

namespace {

bool has_group_ends(const std::vector<LinkEnds>& ends, const Edition& source,
                    const Edition& target) {
    return std::any_of(ends.begin(), ends.end(), [&](const LinkEnds& link) {
        return !source.is_leaf(*link.source) || !target.is_leaf(*link.target);
    });
}

}  // namespace

const Item* nearest_inherited(const Edition& extension, const Item& item) {
    const auto* at = &item;
    while (at != nullptr && !at->inherited) {
        at = extension.parent(*at);
    }
    return at;
}

Correspondence extension_table(const Edition& extension, const Edition& base) {
    if (extension.header().extends != base.id()) {
        throw EditionMismatch(fmt::format(
            "'{}' does not extend '{}'; it extends {}", extension.id().text(), base.id().text(),
            extension.header().extends ? "'" + extension.header().extends->text() + "'"
                                       : "nothing"));
    }
    CorrespondenceData data{
        extension.id(),
        base.id(),
        fmt::format("Parents that {} states in {}", extension.id().text(), base.id().text()),
        extension.header().provenance,
        {},
        {},
        false};
    for (const auto& item : extension.items()) {
        if (!extension.is_leaf(item)) {
            continue;
        }
        const auto* const above = nearest_inherited(extension, item);
        if (above == nullptr) {
            continue;
        }
        for (const auto* const leaf : base.leaves(*base.find(above->code))) {
            data.links.push_back({item.code, leaf->code, std::nullopt, std::nullopt, item.at});
        }
    }
    return Correspondence::make(std::move(data));
}

Correspondence down_table(const Edition& base, const Edition& extension) {
    const auto up = extension_table(extension, base);
    const auto down = up.reversed();
    CorrespondenceData data{base.id(), extension.id(), up.title(), up.provenance(), {}, {}, true};
    for (auto link : down.links()) {
        const auto* const target = extension.find(link.target);
        if (target->inherited && down.links_from(link.source).size() == 1) {
            link.share = Share::one();
            link.basis = Basis::only;
        }
        data.links.push_back(std::move(link));
    }
    return Correspondence::make(std::move(data));
}

Correspondence leaf_table(const Correspondence& table, const Edition& source,
                          const Edition& target) {
    const auto ends = link_ends(table, source, target);
    if (!has_group_ends(ends, source, target)) {
        return table;
    }
    CorrespondenceData data{
        table.source(), table.target(), table.title(), table.provenance(), {}, {}, false};
    data.partial = table.partial();
    data.weighted = table.weighted();
    // A share is that of a leaf only if the row is of this leaf alone, and to one leaf, and no
    // other item's row speaks for the leaf as well.
    std::map<std::pair<Code, Code>, Link> links;
    std::map<Code, const Item*> row_source;
    std::set<Code> divided;
    for (const auto& made : leaf_links(ends, source, target).links) {
        const auto& row = table.links()[made.row];
        const auto& [stated_source, stated_target] = ends[made.row];
        const auto& from = made.source->code;
        const bool is_new =
            links
                .emplace(std::pair{from, made.target->code},
                         Link{from, made.target->code, row.share, row.basis, row.at})
                .second;
        const bool is_only = row_source.emplace(from, stated_source).first->second == stated_source;
        if (!is_new || !is_only || source.leaves(*stated_source).size() > 1 ||
            target.leaves(*stated_target).size() > 1) {
            divided.insert(from);
        }
    }
    for (auto& [pair, link] : links) {
        if (divided.count(link.source) != 0) {
            link.share.reset();
            link.basis.reset();
        }
        data.links.push_back(std::move(link));
    }
    return Correspondence::make(std::move(data));
}

}  // namespace socshift
