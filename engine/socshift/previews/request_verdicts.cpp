#include "socshift/previews/request_verdicts.hpp"

#include "socshift/base/title.hpp"
#include "socshift/matching/matched_table.hpp"
#include "socshift/previews/leaf_neighbours.hpp"
#include "socshift/previews/request_judge.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace socshift {

namespace {

using verdicts::LeafNeighbours;
using Items = std::set<const Item*>;

/// What requests that were taken up speak of.
struct SpokenFor {
    Items made;    // of the edition: items that answer to what is asked for
    Items titles;  // of the edition: those whose titles
    Items places;  // or groups are asked to change
    Items gone;    // of the base
};

/// Gathers what the edition has otherwise than its base, but for what is spoken for.
class Unasked {
public:
    Unasked(const LeafNeighbours& leaves, SpokenFor spoken)
        : leaves_(leaves), spoken_(std::move(spoken)) {}

    std::vector<UnaskedChange> gather() && {
        for (const auto& item : leaves_.edition.items()) {
            if (leaves_.edition.is_leaf(item)) {
                add_leaf(item);
            } else {
                add_group(item);
            }
        }
        for (const auto& item : leaves_.base.items()) {
            add_gone(item);
        }
        return std::move(out_);
    }

private:
    void add(UnaskedKind kind, const Item& item, const Items& from, std::string was = {}) {
        out_.push_back({kind, &item, {}, std::move(was)});
        for (const auto* const source : from) {
            out_.back().from.push_back(source->code);
        }
    }

    /// The item of the base with the code of @p item, if that is a leaf, or a group, as well.
    [[nodiscard]] const Item* same_code(const Item& item, bool is_leaf) const {
        const auto* const was = leaves_.base.find(item.code);
        return was != nullptr && leaves_.base.is_leaf(*was) == is_leaf ? was : nullptr;
    }

    void add_leaf(const Item& item) {
        const auto& sources = leaves_.sources(item);
        const auto* const was = same_code(item, true);
        if (was == nullptr) {
            const bool is_group_of_base = same_code(item, false) != nullptr && !leaves_.has_groups;
            if (spoken_.made.count(&item) == 0 && !is_group_of_base) {
                const bool is_recoded =
                    sources.size() == 1 && leaves_.targets(**sources.begin()).size() == 1;
                add(is_recoded ? UnaskedKind::recoded : UnaskedKind::fresh, item, sources);
            }
            return;
        }
        if (sources.count(was) == 0) {
            if (spoken_.made.count(&item) == 0) {
                add(UnaskedKind::other_meaning, item, sources, was->title);
            }
            return;
        }
        add_changes(item, *was);
        Items others = sources;
        others.erase(was);
        if (!others.empty() && spoken_.made.count(&item) == 0) {
            add(UnaskedKind::gains, item, others);
        }
    }

    /// Title and place of an item that has kept its code.
    void add_changes(const Item& item, const Item& was) {
        if (!same_title(item.title, was.title) && spoken_.titles.count(&item) == 0) {
            add(UnaskedKind::retitled, item, {}, was.title);
        }
        const auto* const now = leaves_.edition.parent(item);
        const auto* const before = leaves_.base.parent(was);
        const bool is_there =
            now == nullptr || before == nullptr
                ? now == before || !leaves_.has_groups
                : now->code == before->code || same_title(now->title, before->title);
        if (!is_there && spoken_.places.count(&item) == 0) {
            add(UnaskedKind::moved, item, {},
                before == nullptr ? std::string{} : verdicts::code_and_title(*before));
        }
    }

    void add_group(const Item& item) {
        if (const auto* const was = same_code(item, false)) {
            add_changes(item, *was);
            return;
        }
        if (spoken_.made.count(&item) != 0) {
            return;
        }
        const auto below = leaves_.edition.leaves(item);
        if (std::all_of(below.begin(), below.end(), [&](const Item* leaf) {
                return spoken_.made.count(leaf) != 0 || spoken_.places.count(leaf) != 0;
            })) {
            return;  // made for what is asked to be in it
        }
        const auto* const was = renamed(leaves_.base, leaves_.edition, item);
        add(was != nullptr ? UnaskedKind::recoded : UnaskedKind::fresh, item,
            was != nullptr ? Items{was} : Items{});
    }

    /// The group of @p other that has the title and the level of @p group, and a code that @p here,
    /// where that is, does not have.
    [[nodiscard]] static const Item* renamed(const Edition& other, const Edition& here,
                                             const Item& group) {
        const auto& items = other.items();
        const auto found = std::find_if(items.begin(), items.end(), [&](const Item& each) {
            return !other.is_leaf(each) && each.level == group.level &&
                   here.find(each.code) == nullptr && same_title(each.title, group.title);
        });
        return found == items.end() ? nullptr : &*found;
    }

    void add_gone(const Item& item) {
        if (leaves_.edition.find(item.code) != nullptr || spoken_.gone.count(&item) != 0) {
            return;
        }
        if (leaves_.base.is_leaf(item)) {
            if (leaves_.targets(item).empty()) {
                add(UnaskedKind::removed, item, {});
            }
            return;
        }
        const auto below = leaves_.base.leaves(item);
        const bool is_emptied = std::all_of(below.begin(), below.end(), [&](const Item* leaf) {
            const auto& targets = leaves_.targets(*leaf);
            return spoken_.gone.count(leaf) != 0 ||
                   (!targets.empty() &&
                    std::all_of(targets.begin(), targets.end(), [&](const Item* target) {
                        return spoken_.made.count(target) != 0 || spoken_.places.count(target) != 0;
                    }));
        });
        if (leaves_.has_groups && !is_emptied &&
            renamed(leaves_.edition, leaves_.base, item) == nullptr) {
            add(UnaskedKind::removed, item, {});
        }
    }

    const LeafNeighbours& leaves_;
    SpokenFor spoken_;
    std::vector<UnaskedChange> out_;
};

/// Adds what @p request, which was taken up at least in part, speaks of.
void add_spoken_for(const Proposal& proposal, const RequestVerdict& request,
                    const LeafNeighbours& leaves, SpokenFor& out) {
    if (request.verdict != Adoption::adopted && request.verdict != Adoption::otherwise) {
        return;
    }
    const auto plan = scenario::make_plan(proposal, leaves.base);
    for (std::size_t i = 0; i < request.items.size(); ++i) {
        const auto& item = request.items[i];
        if (item.verdict != Adoption::adopted && item.verdict != Adoption::otherwise) {
            continue;
        }
        if (i >= plan.items.size()) {
            out.gone.insert(leaves.base.find(proposal.retires[i - plan.items.size()]));
            continue;
        }
        const auto& asked = plan.items[i];
        out.made.insert(item.became);
        if (asked.continues == nullptr || !asked.item->title.empty()) {
            out.titles.insert(item.became);
        }
        if (asked.continues == nullptr || asked.item->under) {
            out.places.insert(item.became);
        }
    }
    for (const auto* const consumed : plan.consumed) {
        out.gone.insert(consumed);
    }
    for (const auto& item : leaves.edition.items()) {
        if (leaves.edition.is_leaf(item) && verdicts::is_left_by(plan, item, leaves)) {
            out.made.insert(&item);
        }
    }
}

/// @p catalog, with a table from @p base to @p edition if no route joins them. A table that covers
/// a part is not passed over: nothing else would say what it says.
Catalog joined(const Catalog& catalog, const EditionId& base, const EditionId& edition) {
    const bool has_table = catalog.correspondence(base, edition) != nullptr ||
                           catalog.correspondence(edition, base) != nullptr;
    return base == edition || has_table || find_route(catalog, base, edition)
               ? catalog
               : with_matched_table(catalog, base, edition);
}

}  // namespace

std::size_t RequestVerdicts::of(Adoption verdict) const noexcept {
    return static_cast<std::size_t>(
        std::count_if(requests.begin(), requests.end(),
                      [&](const RequestVerdict& each) { return each.verdict == verdict; }));
}

bool RequestVerdicts::agrees() const noexcept {
    return unasked.empty() && of(Adoption::adopted) == requests.size();
}

RequestVerdicts request_verdicts(const Catalog& catalog, const Scenario& scenario,
                                 const EditionId& edition) {
    auto with_table = joined(catalog, scenario.base, edition);
    auto route = require_route(with_table, scenario.base, edition);
    RequestVerdicts out{std::move(with_table),
                        scenario.id,
                        scenario.base,
                        edition,
                        std::move(route),
                        false,
                        {},
                        {}};
    const auto table = composed(out.catalog, out.route);
    out.matched = table.matched();
    const LeafNeighbours leaves(out.catalog.edition(out.base), out.catalog.edition(edition), table);
    const std::set<std::string> ids(scenario.proposals.begin(), scenario.proposals.end());
    std::set<std::string> titles;
    for (const auto& id : ids) {
        for (const auto& item : out.catalog.proposal(id).items) {
            titles.insert(fold_title(item.title));
        }
    }
    const verdicts::RequestJudge judge(leaves, std::move(titles));
    SpokenFor spoken;
    for (const auto& id : ids) {
        const auto& proposal = out.catalog.proposal(id);
        out.requests.push_back(judge.judge(proposal));
        add_spoken_for(proposal, out.requests.back(), leaves, spoken);
    }
    out.unasked = Unasked(leaves, std::move(spoken)).gather();
    return out;
}

}  // namespace socshift
