#include "socshift/routes/extension.hpp"

#include "socshift/routes/compose.hpp"
#include "socshift/routes/level.hpp"

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

/// What rows say of leaves, gathered: each leaf or pair of leaves once. A share is that of a leaf
/// only if the row is of this leaf alone, and to one leaf, and no other item's row speaks for the
/// leaf as well.
class LeafRows {
public:
    /// @p row, whose ends are @p stated, as it is read for the leaf @p source. @p target: the leaf
    /// it leads to; nullptr: nowhere. @p is_whole: both of its ends are one leaf each.
    template <typename Row>
    void add(const Row& row, const Item& stated, const Item& source, const Item* target,
             bool is_whole) {
        const auto& from = source.code;
        const bool is_new =
            target == nullptr
                ? ends_.try_emplace(&source, End{from, row.share, row.basis, row.at}).second
                : links_
                      .try_emplace({&source, target},
                                   Link{from, target->code, row.share, row.basis, row.at})
                      .second;
        auto& speakers = speakers_[&source];
        speakers.insert(&stated);
        if (!is_new || speakers.size() > 1 || !is_whole) {
            divided_.insert(&source);
        }
    }

    /// Whether a row of another item than @p stated speaks for @p leaf.
    [[nodiscard]] bool has_other(const Item& stated, const Item& leaf) const {
        const auto speakers = speakers_.find(&leaf);
        return speakers != speakers_.end() &&
               speakers->second.size() > speakers->second.count(&stated);
    }

    void move_to(CorrespondenceData& data) {
        for (auto& [pair, link] : links_) {
            data.links.push_back(without_unknown(pair.first, std::move(link)));
        }
        for (auto& [source, end] : ends_) {
            data.ends.push_back(without_unknown(source, std::move(end)));
        }
    }

private:
    template <typename Row>
    [[nodiscard]] Row without_unknown(const Item* source, Row row) const {
        if (divided_.count(source) != 0) {
            row.share.reset();
            row.basis.reset();
        }
        return row;
    }

    // Leaves stand in memory in the order of their codes.
    std::map<std::pair<const Item*, const Item*>, Link> links_;
    std::map<const Item*, End> ends_;
    std::map<const Item*, std::set<const Item*>> speakers_;  // the items that the rows are of
    std::set<const Item*> divided_;  // leaves of which nobody published shares
};

/// Adds the rows that lead nowhere: those of leaves first, and those of groups for what no row of
/// another item speaks for.
void add_ends(const Correspondence& table, const Edition& source, LeafRows& rows) {
    for (const bool of_leaves : {true, false}) {
        for (const auto& end : table.ends()) {
            const auto* const item = source.find(end.source);
            if (item == nullptr || source.is_leaf(*item) != of_leaves) {
                continue;
            }
            const auto leaves = source.leaves(*item);
            for (const auto* const leaf : leaves) {
                if (of_leaves || !rows.has_other(*item, *leaf)) {
                    rows.add(end, *item, *leaf, nullptr, leaves.size() == 1);
                }
            }
        }
    }
}

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
    for (const auto& made : leaf_links(ends, source, target).links) {
        const auto& [stated_source, stated_target] = ends[made.row];
        rows.add(
            table.links()[made.row], *stated_source, *made.source, made.target,
            source.leaves(*stated_source).size() == 1 && target.leaves(*stated_target).size() == 1);
    }
    add_ends(table, source, rows);
    auto data = without_rows(table);
    data.weighted = table.weighted();
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
    data.astray = table.astray();
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
    ItemSearch base_items{base};
    for (const auto& item : extension.items()) {
        if (!extension.is_leaf(item)) {
            continue;
        }
        const auto* const above = nearest_inherited(extension, item);
        if (above == nullptr) {
            continue;
        }
        for (const auto* const leaf : base.leaves(*base_items.find(above->code))) {
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

Correspondence leaf_table(const Correspondence& table, const Edition& source,
                          const Edition& target) {
    return with_coverage(between_leaves(table, source, target), source);
}

Correspondence leaf_table_back(const Correspondence& table, const Edition& source,
                               const Edition& target) {
    return with_coverage(leaf_table(table, source, target).reversed(), target);
}

}  // namespace socshift
