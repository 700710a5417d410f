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
    std::map<std::pair<Code, Code>, Link> links;
    std::set<Code> divided;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const auto& link = table.links()[i];
        const auto sources = source.leaves(*ends[i].source);
        const auto targets = target.leaves(*ends[i].target);
        for (const auto* const from : sources) {
            if (sources.size() > 1 || targets.size() > 1) {
                divided.insert(from->code);
            }
            for (const auto* const to : targets) {
                const Link made{from->code, to->code, link.share, link.basis, link.at};
                if (!links.emplace(std::pair{from->code, to->code}, made).second) {
                    divided.insert(from->code);
                }
            }
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
