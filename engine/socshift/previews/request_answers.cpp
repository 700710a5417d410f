// What of an edition answers to an item that is asked for, and why nothing does.
#include "socshift/base/title.hpp"
#include "socshift/matching/edition_match.hpp"
#include "socshift/matching/title_nearness.hpp"
#include "socshift/previews/request_judge.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace socshift::verdicts {

namespace {

using Items = std::set<const Item*>;

bool overlap(const Items& a, const Items& b) {
    return std::any_of(a.begin(), a.end(), [&](const Item* item) { return b.count(item) != 0; });
}

}  // namespace

/// What an item of the base became that is asked to change: of several places that which has most
/// of what was asked.
const Item* RequestJudge::successor(const ItemPlan& item) const {
    const auto& was = *item.continues;
    std::vector<const Item*> places;
    if (leaves_.base.is_leaf(was)) {
        const auto& targets = leaves_.targets(was);
        places.assign(targets.begin(), targets.end());
    } else {
        for (const auto& each : leaves_.edition.items()) {
            if (!leaves_.edition.is_leaf(each) &&
                (each.code == was.code || same_title(each.title, was.title) ||
                 (item.item->code && each.code == *item.item->code) ||
                 same_title(each.title, item.item->title))) {
                places.push_back(&each);
            }
        }
    }
    const auto fits = [&](const Item* place) {
        return std::array<bool, 5>{item.item->code && place->code == *item.item->code,
                                   same_title(place->title, item.item->title),
                                   is_in_place(item, *place), place->code == was.code,
                                   place->level == was.level};
    };
    const auto best = [&](const Item* a, const Item* b) {
        const auto of_a = fits(a);
        const auto of_b = fits(b);
        return std::count(of_a.begin(), of_a.end(), true) <
               std::count(of_b.begin(), of_b.end(), true);
    };
    const auto found = std::max_element(places.begin(), places.end(), best);
    return found == places.end() ? nullptr : *found;
}

/// The items of the edition that are at the level of what is asked for, and are not as before.
std::vector<const Item*> RequestJudge::pool(const ItemPlan& item) const {
    const auto& level = leaves_.base.levels()[item.level];
    const bool is_leaf = is_leaf_level(item);
    const bool has_level = leaves_.edition.level_index(level).has_value();
    std::vector<const Item*> out;
    for (const auto& each : leaves_.edition.items()) {
        const bool is_there = leaves_.edition.is_leaf(each) == is_leaf &&
                              (is_leaf || !has_level || each.level == level);
        if (is_there && !leaves_.is_as_before(each)) {
            out.push_back(&each);
        }
    }
    return out;
}

const Item* RequestJudge::answer(const Plan& plan, const ItemPlan& item) const {
    const auto items = pool(item);
    const auto taken_from = taken(item);
    const auto is_of_it = [&](const Item* each) {
        return overlap(leaves_.sources(*each), taken_from);
    };
    std::vector<const Item*> titled;
    std::copy_if(items.begin(), items.end(), std::back_inserter(titled),
                 [&](const Item* each) { return same_title(each->title, item.item->title); });
    if (!titled.empty()) {
        const auto best = std::find_if(titled.begin(), titled.end(), is_of_it);
        return best == titled.end() ? titled.front() : *best;
    }
    if (item.item->code) {
        const auto coded = std::find_if(items.begin(), items.end(), [&](const Item* each) {
            return each->code == *item.item->code;
        });
        const bool is_open = !is_leaf_level(item) || leaves_.matched || taken_from.empty();
        if (coded != items.end() && (is_open || is_of_it(*coded))) {
            return *coded;
        }
    }
    if (const auto* const found = answer_by_parts(plan, item)) {
        return found;
    }
    return nearest_answer(item);
}

/// What holds all that was to be merged, or to be put into a group.
const Item* RequestJudge::answer_by_parts(const Plan& plan, const ItemPlan& item) const {
    const auto taken_from = taken(item);
    const bool is_merger = plan.proposal->kind == ProposalKind::merge || !is_leaf_level(item);
    if (!is_merger || taken_from.size() < 2) {
        return nullptr;
    }
    for (const auto* const each : pool(item)) {
        if (!is_leaf_level(item) && leaves_.base.find(each->code) != nullptr) {
            continue;  // a group that was there
        }
        Items held;
        for (const auto* const leaf : leaves_.edition.leaves(*each)) {
            const auto& sources = leaves_.sources(*leaf);
            held.insert(sources.begin(), sources.end());
        }
        if (std::includes(held.begin(), held.end(), taken_from.begin(), taken_from.end())) {
            return each;
        }
    }
    return nullptr;
}

/// Of what was made of the codes that an item takes from, that with the nearest title.
const Item* RequestJudge::nearest_answer(const ItemPlan& item) const {
    if (!is_leaf_level(item)) {
        return nullptr;
    }
    const TitleShape wanted(item.item->title);
    const Item* best = nullptr;
    std::uint32_t nearest = least_nearness - 1;
    for (const auto* const each : made_of(taken(item))) {
        const auto nearness = titles_.count(fold_title(each->title)) != 0
                                  ? 0
                                  : wanted.nearness(TitleShape(each->title));
        if (nearness > nearest) {
            nearest = nearness;
            best = each;
        }
    }
    return best;
}

/// The group in which what is asked for would be, by what it says: where it is asked to be, or the
/// group at the coarsest level that holds all it takes from; none in an edition without groups.
const Item* RequestJudge::group_of(const ItemPlan& item) const {
    if (!leaves_.has_groups) {
        return nullptr;
    }
    if (item.item->under) {
        return leaves_.base.find(*item.item->under);
    }
    const auto* const root = item.common == nullptr ? nullptr : &leaves_.base.root(*item.common);
    return root == nullptr || leaves_.base.is_leaf(*root) ? nullptr : root;
}

/// Why nothing answers to an item, and whether that means that it is declined.
void RequestJudge::say_why_none(const ItemPlan& item, ItemVerdict& out) const {
    out.verdict = Adoption::declined;
    if (!is_leaf_level(item)) {
        out.why = fmt::format("no new {} group has this title or code",
                              leaves_.base.levels()[item.level]);
        return;
    }
    const auto taken_from = taken(item);
    const bool is_reading = !taken_from.empty() && !asks_for_parts(*item.item);
    const auto* const reading = is_reading ? ", where it is by our reading" : "";
    if (!taken_from.empty() && !leaves_.matched) {
        const auto made = made_of(taken_from);
        if (made.empty()) {
            out.why = fmt::format("nothing was taken out of {}{}", some_of(taken_from), reading);
            return;
        }
        out.verdict = Adoption::not_judged;
        out.why = fmt::format("out of {}{} was made {}; titles do not say that it is this",
                              some_of(taken_from), reading, some_of(made));
        return;
    }
    const auto* const group = group_of(item);
    Items fresh;
    for (const auto* const each : pool(item)) {
        const bool is_open = taken_from.empty() || leaves_.sources(*each).empty();
        if (is_open && leaves_.base.find(each->code) == nullptr &&
            (group == nullptr || is_below(leaves_.edition, *each, leaves_.base, group->code))) {
            fresh.insert(each);
        }
    }
    const auto place = group == nullptr ? std::string{"the edition"} : code_and_title(*group);
    if (fresh.empty()) {
        out.why = fmt::format("nothing is new in {}", place);
        return;
    }
    out.verdict = Adoption::not_judged;
    out.why = fmt::format("new in {}: {}; {}", place, some_of(fresh),
                          taken_from.empty() ? "the request does not say what it is made of"
                                             : "no table says what these are made of");
}

/// What the edition has of @p taken beside what stays of each under its code.
RequestJudge::Items RequestJudge::made_of(const Items& taken) const {
    Items out;
    for (const auto* const leaf : taken) {
        for (const auto* const target : leaves_.targets(*leaf)) {
            if (target->code != leaf->code) {
                out.insert(target);
            }
        }
    }
    return out;
}

}  // namespace socshift::verdicts
