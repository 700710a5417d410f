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

/// The data of @p table without its rows.
CorrespondenceData without_rows(const Correspondence& table) {
    CorrespondenceData data{
        table.source(), table.target(), table.title(), table.provenance(), {}, {}};
    data.coverage = table.stated_coverage();
    return data;
}

/// What a row says of leaves, gathered: each leaf or pair of leaves once.
class LeafRows {
public:
    /// @p row is read for each of @p sources, and for each of @p targets or, if @p ends, nowhere.
    template <typename Row>
    void add(const Row& row, const std::vector<const Item*>& sources,
             const std::vector<const Item*>& targets, bool ends) {
        for (const auto* const from : sources) {
            const auto divided = [&](bool is_new) {
                if (sources.size() > 1 || targets.size() > 1 || !is_new) {
                    divided_.insert(from->code);
                }
            };
            if (ends) {
                divided(ends_.emplace(from->code, End{from->code, row.share, row.basis, row.at})
                            .second);
            }
            for (const auto* const to : targets) {
                const Link made{from->code, to->code, row.share, row.basis, row.at};
                divided(links_.emplace(std::pair{from->code, to->code}, made).second);
            }
            const auto of = row_of_.try_emplace(from->code, row.source);
            if (of.first->second != row.source) {
                divided_.insert(from->code);
            }
        }
    }

    void move_to(CorrespondenceData& data) {
        for (auto& [pair, link] : links_) {
            data.links.push_back(without_unknown(std::move(link)));
        }
        for (auto& [source, end] : ends_) {
            data.ends.push_back(without_unknown(std::move(end)));
        }
    }

private:
    template <typename Row>
    [[nodiscard]] Row without_unknown(Row row) const {
        if (divided_.count(row.source) != 0) {
            row.share.reset();
            row.basis.reset();
        }
        return row;
    }

    std::map<std::pair<Code, Code>, Link> links_;
    std::map<Code, End> ends_;
    std::map<Code, Code> row_of_;  // by leaf: what its first row speaks of
    // Leaves of which nobody published shares: rows of several items, or of a group, speak of them.
    std::set<Code> divided_;
};

Correspondence between_leaves(const Correspondence& table, const Edition& source,
                              const Edition& target) {
    const auto ends = link_ends(table, source, target);
    const bool group_ends =
        std::any_of(table.ends().begin(), table.ends().end(), [&](const End& end) {
            const auto* const item = source.find(end.source);
            return item != nullptr && !source.is_leaf(*item);
        });
    if (!group_ends && !has_group_ends(ends, source, target)) {
        return table;
    }
    LeafRows rows;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        rows.add(table.links()[i], source.leaves(*ends[i].source), target.leaves(*ends[i].target),
                 false);
    }
    for (const auto& end : table.ends()) {
        if (const auto* const item = source.find(end.source)) {
            rows.add(end, source.leaves(*item), {}, true);
        }
    }
    auto data = without_rows(table);
    rows.move_to(data);
    return Correspondence::make(std::move(data));
}

/// @p table, with the coverage that its rows give it where nobody stated one.
Correspondence with_coverage(Correspondence table, const Edition& source) {
    if (table.stated_coverage() || lists_most_leaves(table, source, false)) {
        return table;
    }
    auto data = without_rows(table);
    data.links = table.links();
    data.ends = table.ends();
    data.partial = table.partial();
    data.weighted = table.weighted();
    data.coverage = Coverage::part;
    return Correspondence::make(std::move(data));
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
        {}};
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
    CorrespondenceData data{base.id(), extension.id(), up.title(), up.provenance(), {}, {}};
    for (const auto& link : down.links()) {
        const auto* const target = extension.find(link.target);
        if (!target->inherited || down.links_from(link.source).size() > 1) {
            data.partial.push_back(link.source);
        }
        data.links.push_back(link);
    }
    return Correspondence::make(std::move(data));
}

bool lists_most_leaves(const Correspondence& table, const Edition& edition, bool as_targets) {
    std::vector<bool> listed(edition.items().size());
    const auto note = [&](const Code& code) {
        const auto* const item = edition.find(code);
        if (item != nullptr && edition.is_leaf(*item)) {
            listed[edition.index(*item)] = true;
        } else if (item != nullptr) {
            for (const auto* const leaf : edition.leaves(*item)) {
                listed[edition.index(*leaf)] = true;
            }
        }
    };
    for (const auto& link : table.links()) {
        note(as_targets ? link.target : link.source);
    }
    for (std::size_t i = 0; !as_targets && i < table.ends().size(); ++i) {
        note(table.ends()[i].source);
    }
    const auto leaves = std::count_if(edition.items().begin(), edition.items().end(),
                                      [&](const Item& item) { return edition.is_leaf(item); });
    return 2 * std::count(listed.begin(), listed.end(), true) >= leaves;
}

Correspondence leaf_table(const Correspondence& table, const Edition& source,
                          const Edition& target) {
    return with_coverage(between_leaves(table, source, target), source);
}

Correspondence leaf_table_back(const Correspondence& table, const Edition& source,
                               const Edition& target) {
    return with_coverage(leaf_table(table, source, target).reversed(), target);
}

}  // namespace socshift
