#include "socshift/changes/diff.hpp"

#include "socshift/base/title.hpp"
#include "socshift/routes/route.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace socshift {

namespace {

ChangeKind one_to_one_kind(const Item& source, const Item& target) {
    const bool same_code = source.code == target.code;
    if (same_title(source.title, target.title)) {
        return same_code ? ChangeKind::unchanged : ChangeKind::recoded;
    }
    return same_code ? ChangeKind::retitled : ChangeKind::recoded_retitled;
}

bool has_code(const std::vector<const Item*>& items, const Code& code) {
    return std::any_of(items.begin(), items.end(),
                       [&](const Item* item) { return item->code == code; });
}

void set_kind(Change& change) {
    switch (change.cardinality) {
        case Cardinality::one_to_one:
            change.kind = one_to_one_kind(*change.sources.front(), *change.targets.front());
            return;
        case Cardinality::one_to_many:
            change.kind = ChangeKind::split;
            change.form = has_code(change.targets, change.sources.front()->code)
                              ? ChangeForm::split_off
                              : ChangeForm::breakdown;
            return;
        case Cardinality::many_to_one:
            change.kind = ChangeKind::merged;
            change.form = has_code(change.sources, change.targets.front()->code)
                              ? ChangeForm::take_over
                              : ChangeForm::merger;
            return;
        case Cardinality::many_to_many:
            change.kind = ChangeKind::restructured;
            return;
        case Cardinality::one_to_none:
            change.kind = ChangeKind::removed;
            return;
        case Cardinality::none_to_one:
            change.kind = ChangeKind::added;
            return;
    }
}

bool any_residual(const std::vector<const Item*>& items) {
    return std::any_of(items.begin(), items.end(), [](const Item* item) { return item->residual; });
}

std::vector<const Item*> items_of(const Edition& edition, const std::vector<Code>& codes) {
    std::vector<const Item*> out;
    out.reserve(codes.size());
    for (const auto& code : codes) {
        out.push_back(edition.find(code));
    }
    return out;
}

/// Turns families into changes.
class Comparison {
public:
    /// @p table: at @p levels; @p reused and @p moves: among the leaves.
    Comparison(const Edition& before, const Edition& after, const Correspondence& table,
               const LevelPair& levels, const std::vector<ReusedCode>& reused,
               const BoundaryMoves& moves)
        : before_(before), after_(after), table_(table) {
        for (const auto& code : reused) {
            add_members(before, *code.before, levels.source, reused_);
            add_members(after, *code.after, levels.target, reused_);
        }
        for (const auto* const item : moves.sources) {
            add_members(before, *item, levels.source, boundaries_);
        }
        for (const auto* const item : moves.targets) {
            add_members(after, *item, levels.target, boundaries_);
        }
    }

    [[nodiscard]] Change change(const Family& family) const {
        Change out;
        out.cardinality = family.cardinality();
        out.sources = items_of(before_, family.sources());
        out.targets = items_of(after_, family.targets());
        set_kind(out);
        if (is_moved(out)) {
            out.flags.push_back(ChangeFlag::moved);
        }
        if (any_residual(out.sources) || any_residual(out.targets)) {
            out.flags.push_back(ChangeFlag::residual);
        }
        if (any_in(out.sources, boundaries_) || any_in(out.targets, boundaries_)) {
            out.flags.push_back(ChangeFlag::exclusions);
        }
        if (any_in(out.sources, reused_) || any_in(out.targets, reused_)) {
            out.flags.push_back(ChangeFlag::reused);
        }
        out.group = out.sources.empty() ? &after_.root(*out.targets.front())
                                        : &before_.root(*out.sources.front());
        return out;
    }

private:
    using ItemSet = std::unordered_set<const Item*>;

    /// Marks what stands at @p level for @p item.
    static void add_members(const Edition& edition, const Item& item, const std::string& level,
                            ItemSet& out) {
        const auto members = cut_members(edition, item, level);
        out.insert(members.begin(), members.end());
    }

    static bool any_in(const std::vector<const Item*>& items, const ItemSet& marked) {
        return std::any_of(items.begin(), items.end(),
                           [&](const Item* item) { return marked.count(item) != 0; });
    }

    [[nodiscard]] bool is_moved(const Change& change) const {
        return std::any_of(change.sources.begin(), change.sources.end(), [&](const Item* source) {
            const auto& root = before_.root(*source);
            const auto links = table_.links_from(source->code);
            return std::any_of(links.begin(), links.end(), [&](const Link& link) {
                const auto& other = after_.root(*after_.find(link.target));
                return root.code != other.code && !same_title(root.title, other.title);
            });
        });
    }

    const Edition& before_;
    const Edition& after_;
    const Correspondence& table_;
    ItemSet boundaries_;
    ItemSet reused_;
};

using Items = std::vector<const Item*>;

/// Every source, or every target, of all changes: in code order.
Items all_items(const std::vector<Change>& changes, Items Change::*side) {
    Items out;
    for (const auto& change : changes) {
        out.insert(out.end(), (change.*side).begin(), (change.*side).end());
    }
    std::sort(out.begin(), out.end());  // as the items of an edition are
    return out;
}

void count_links(const Items& sources, const Correspondence& table, DiffCounts& counts) {
    std::vector<std::string_view> targets;
    targets.reserve(table.links().size());
    for (const auto* const source : sources) {
        const auto links = table.links_from(source->code);
        counts.sources_with_several_targets += links.size() > 1 ? 1U : 0U;
        for (const auto& link : links) {
            targets.push_back(link.target.text());
        }
    }
    counts.links += targets.size();
    std::sort(targets.begin(), targets.end());
    for (auto at = targets.begin(); at != targets.end();) {
        const auto next = std::upper_bound(at, targets.end(), *at);
        counts.targets_with_several_sources += next - at > 1 ? 1U : 0U;
        at = next;
    }
}

void count_codes(const Items& before, const Items& after, DiffCounts& counts) {
    counts.sources = before.size();
    counts.targets = after.size();
    auto other = after.begin();
    for (const auto* const item : before) {
        other = std::find_if(other, after.end(),
                             [&](const Item* candidate) { return candidate->code >= item->code; });
        if (other != after.end() && (*other)->code == item->code) {
            ++counts.codes_kept;
            counts.kept_retitled += same_title(item->title, (*other)->title) ? 0U : 1U;
        }
    }
    counts.codes_dropped = counts.sources - counts.codes_kept;
    counts.codes_new = counts.targets - counts.codes_kept;
}

void count_changes(const std::vector<Change>& changes, DiffCounts& counts) {
    counts.families = changes.size();
    for (const auto& change : changes) {
        ++counts.by_cardinality.at(static_cast<std::size_t>(change.cardinality));
        ++counts.by_kind.at(static_cast<std::size_t>(change.kind));
        if (change.kind == ChangeKind::unchanged && change.has(ChangeFlag::exclusions)) {
            ++counts.only_exclusions;
        }
        if (change.size() > counts.largest_sources + counts.largest_targets) {
            counts.largest_sources = change.sources.size();
            counts.largest_targets = change.targets.size();
        }
    }
}

}  // namespace

bool Change::has(ChangeFlag flag) const noexcept {
    return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

OtherLevel::OtherLevel(const std::string& code, std::string level)
    : UnknownName(fmt::format("'{}' is at the level '{}'", code, level)),
      level_(std::move(level)) {}

std::vector<std::string> flag_names(const Change& change) {
    std::vector<std::string> out;
    for (const auto flag : change.flags) {
        out.emplace_back(to_string(flag));
    }
    return out;
}

std::string_view gsim_type(const Change& change) noexcept {
    switch (change.kind) {
        case ChangeKind::unchanged:
            return "";
        case ChangeKind::retitled:
            return "VC2";
        case ChangeKind::recoded:
            return "VC1";
        case ChangeKind::recoded_retitled:
            return "VC1+VC2";
        case ChangeKind::split:
            return change.form == ChangeForm::split_off ? "RC4.2" : "RC4.1";
        case ChangeKind::merged:
            return change.form == ChangeForm::take_over ? "RC3.2" : "RC3.1";
        case ChangeKind::restructured:
            return "RC5";
        case ChangeKind::added:
            return "RC2";
        case ChangeKind::removed:
            return "RC1";
    }
    return "";
}

DiffCounts count(const std::vector<Change>& changes, const Correspondence& table) {
    DiffCounts counts;
    const auto sources = all_items(changes, &Change::sources);
    count_links(sources, table, counts);
    count_codes(sources, all_items(changes, &Change::targets), counts);
    count_changes(changes, counts);
    return counts;
}

Diff diff(const Edition& before, const Edition& after, const Correspondence& table,
          const LevelPair& levels, const BoundaryMoves* moves) {
    auto at = at_level(table, before, after, levels);
    const auto found =
        families({codes_at(before, levels.source), codes_at(after, levels.target)}, {&at});
    const auto moved =
        moves != nullptr ? *moves : boundary_moves(exclusion_changes(before, after, table));
    const auto reused =
        moves != nullptr ? std::vector<ReusedCode>{} : reused_codes(table.links(), before, after);
    const Comparison comparison{before, after, at, levels, reused, moved};
    std::vector<Change> changes;
    changes.reserve(found.size());
    for (const auto& family : found) {
        changes.push_back(comparison.change(family));
    }
    auto counts = count(changes, at);
    return {before.id(), after.id(), levels, std::move(at), std::move(changes), counts};
}

std::vector<Diff> diffs_above(const Edition& before, const Edition& after,
                              const Correspondence& table, const LevelPair& levels) {
    const BoundaryMoves none;
    std::vector<Diff> out;
    for (const auto& level : before.levels()) {
        if (level == levels.source) {
            break;
        }
        if (after.level_index(level)) {
            out.push_back(diff(before, after, table, {level, level}, &none));
        }
    }
    return out;
}

Diff diff(const Catalog& catalog, const EditionId& before, const EditionId& after) {
    const auto table = between(catalog, before, after);
    const auto& source = catalog.edition(before);
    const auto& target = catalog.edition(after);
    return diff(source, target, table, leaf_levels(source, target));
}

}  // namespace socshift
