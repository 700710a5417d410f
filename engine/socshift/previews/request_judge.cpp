#include "socshift/previews/request_judge.hpp"

#include "socshift/base/title.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace socshift::verdicts {

namespace {

using Items = std::set<const Item*>;

/// What is asked of an item of the base to become otherwise than it is.
std::set<AskedAspect> asked_to_change(const scenario::ItemPlan& plan, const Edition& base) {
    std::set<AskedAspect> out;
    const auto& item = *plan.item;
    const auto& was = *plan.continues;
    if (item.code && *item.code != was.code) {
        out.insert(AskedAspect::code);
    }
    if (!item.title.empty() && !same_title(item.title, was.title)) {
        out.insert(AskedAspect::title);
    }
    if (item.under && !is_below(base, was, base, *item.under)) {
        out.insert(AskedAspect::group);
    }
    if (item.residual && *item.residual != was.residual) {
        out.insert(AskedAspect::residual);
    }
    const bool is_whole_alone = item.takes.size() == 1 && item.takes.front().code == was.code &&
                                item.takes.front().part == Part::whole;
    if (!item.takes.empty() && !is_whole_alone) {
        out.insert(AskedAspect::parts);
    }
    return out;
}

bool is_taken_up(const ItemVerdict& item) {
    return item.verdict == Adoption::adopted || item.verdict == Adoption::otherwise;
}

/// The verdict on all of a request by those on its items; what it leaves as it was (@p rests) does
/// not make it adopted.
Adoption together(const std::vector<ItemVerdict>& items, const std::vector<bool>& rests) {
    const bool only_rests = std::find(rests.begin(), rests.end(), false) == rests.end();
    bool all_adopted = true;
    bool any_taken_up = false;
    bool any_open = false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto verdict = items[i].verdict;
        all_adopted = all_adopted && verdict == Adoption::adopted;
        if (only_rests || !rests[i]) {
            any_taken_up = any_taken_up || is_taken_up(items[i]);
            any_open = any_open || verdict == Adoption::not_judged;
        }
    }
    return all_adopted    ? Adoption::adopted
           : any_taken_up ? Adoption::otherwise
           : any_open     ? Adoption::not_judged
                          : Adoption::declined;
}

}  // namespace

bool asks_for_parts(const ProposedItem& item) {
    return std::any_of(item.takes.begin(), item.takes.end(),
                       [](const Take& take) { return !take.ours; });
}

bool is_rest(const scenario::ItemPlan& item, const Edition& base) {
    if (item.continues == nullptr) {
        return false;
    }
    auto changes = asked_to_change(item, base);
    changes.erase(AskedAspect::parts);
    const auto& takes = item.item->takes;
    return changes.empty() && std::all_of(takes.begin(), takes.end(), [&](const Take& take) {
               return take.code == item.continues->code;
           });
}

bool is_left_by(const scenario::Plan& plan, const Item& residual, const LeafNeighbours& leaves) {
    const auto& sources = leaves.sources(residual);
    return plan.proposal->kind == ProposalKind::split && residual.residual && !sources.empty() &&
           std::all_of(sources.begin(), sources.end(),
                       [&](const Item* source) { return plan.drawn.count(source) != 0; });
}

RequestVerdict RequestJudge::judge(const Proposal& proposal) const {
    RequestVerdict out{proposal.id, proposal.kind, Adoption::not_judged, {}, ""};
    if (proposal.kind == ProposalKind::definition) {
        out.why = "it asks for definitions, of which codes, titles and links say nothing";
        return out;
    }
    const auto findings = check(proposal, leaves_.base);
    if (has_errors(findings)) {
        const auto wrong = std::find_if(findings.begin(), findings.end(), [](const Finding& each) {
            return each.severity == Severity::error;
        });
        out.why = "it is not sound: " + wrong->message;
        return out;
    }
    if (proposal.items.empty() && proposal.retires.empty()) {
        out.why = "it does not say what is to become of what";
        return out;
    }
    const auto plan = scenario::make_plan(proposal, leaves_.base);
    std::vector<bool> rests;
    for (const auto& item : plan.items) {
        out.items.push_back(judge_item(plan, item));
        rests.push_back(is_rest(item, leaves_.base));
    }
    for (const auto& code : proposal.retires) {
        out.items.push_back(judge_retired(code));
        rests.push_back(false);
    }
    check_exhausted(plan, out);
    out.verdict = together(out.items, rests);
    return out;
}

ItemVerdict RequestJudge::judge_item(const Plan& plan, const ItemPlan& item) const {
    ItemVerdict out;
    if (item.continues == nullptr && item.item->title.empty()) {
        out.asked = "an item without a title";
        out.verdict = Adoption::not_judged;
        out.why = "it does not say what is to become of what";
        return out;
    }
    out = item.continues != nullptr ? judge_changed(plan, item) : judge_new(plan, item);
    out.asked = !item.item->title.empty() ? item.item->title : code_and_title(*item.continues);
    if (out.verdict == Adoption::adopted && item.item->under && !leaves_.has_groups) {
        out.verdict = Adoption::not_judged;
        out.why = "the edition has no groups, and one is asked for";
    }
    return out;
}

ItemVerdict RequestJudge::judge_changed(const Plan& plan, const ItemPlan& item) const {
    ItemVerdict out;
    const auto& was = *item.continues;
    out.became = successor(item);
    if (out.became == nullptr) {
        const bool is_unknown = leaves_.matched && leaves_.base.is_leaf(was);
        out.verdict = is_unknown || !leaves_.has_groups ? Adoption::not_judged : Adoption::declined;
        out.why = is_unknown ? "no table says what became of " + code_and_title(was)
                             : code_and_title(was) + " is gone";
        return out;
    }
    compare(plan, item, out);
    if (out.other.empty()) {
        out.verdict = Adoption::adopted;
        return out;
    }
    const auto asked = asked_to_change(item, leaves_.base);
    const auto is_other = [&](AskedAspect aspect) {
        return std::any_of(out.other.begin(), out.other.end(),
                           [&](const AskedDifference& each) { return each.aspect == aspect; });
    };
    const auto is_as_before = [&](AskedAspect aspect) {
        switch (aspect) {
            case AskedAspect::code:
                return out.became->code == was.code;
            case AskedAspect::title:
                return same_title(out.became->title, was.title);
            case AskedAspect::group: {
                const auto* const above = leaves_.base.parent(was);
                return above == nullptr ||
                       is_below(leaves_.edition, *out.became, leaves_.base, above->code);
            }
            case AskedAspect::residual:
                return out.became->residual == was.residual;
            case AskedAspect::parts:
                return leaves_.sources(*out.became) == Items{&was} &&
                       leaves_.targets(was) == Items{out.became};
            case AskedAspect::level:
                break;
        }
        return true;
    };
    const bool is_declined =
        !asked.empty() && std::all_of(asked.begin(), asked.end(), [&](AskedAspect aspect) {
            return is_other(aspect) && is_as_before(aspect);
        });
    out.verdict = is_declined ? Adoption::declined : Adoption::otherwise;
    if (is_declined) {
        out.why = fmt::format("{} did not change in what was asked", code_and_title(was));
    }
    return out;
}

ItemVerdict RequestJudge::judge_new(const Plan& plan, const ItemPlan& item) const {
    ItemVerdict out;
    if (!is_leaf_level(item) && !leaves_.has_groups) {
        out.verdict = Adoption::not_judged;
        out.why = "the edition has no groups";
        return out;
    }
    out.became = answer(plan, item);
    if (out.became == nullptr) {
        say_why_none(item, out);
        return out;
    }
    compare(plan, item, out);
    out.verdict = out.other.empty() ? Adoption::adopted : Adoption::otherwise;
    return out;
}

ItemVerdict RequestJudge::judge_retired(const Code& code) const {
    const auto& was = *leaves_.base.find(code);
    ItemVerdict out{"the end of " + code_and_title(was), Adoption::adopted, nullptr, {}, {}, ""};
    const auto* const same = leaves_.edition.find(code);
    if (same != nullptr && same_title(same->title, was.title)) {
        out.verdict = Adoption::declined;
        out.became = same;
        out.why = code_and_title(was) + " is still there";
    } else if (!leaves_.targets(was).empty()) {
        out.verdict = Adoption::otherwise;
        out.became = *leaves_.targets(was).begin();
        out.other.push_back({AskedAspect::parts, "goes to " + some_of(leaves_.targets(was))});
    } else if (!leaves_.has_groups && !leaves_.base.is_leaf(was)) {
        out.verdict = Adoption::not_judged;
        out.why = "the edition has no groups";
    }
    return out;
}

void RequestJudge::compare(const Plan& plan, const ItemPlan& item, ItemVerdict& out) const {
    const auto& asked = *item.item;
    const auto& found = *out.became;
    for (const auto* const source : leaves_.sources(found)) {
        out.from.push_back(source->code);
    }
    const auto differs = [&](AskedAspect aspect, std::string text) {
        out.other.push_back({aspect, std::move(text)});
    };
    if (asked.code && found.code != *asked.code) {
        differs(AskedAspect::code,
                fmt::format("is {}, not {}", found.code.text(), asked.code->text()));
    }
    if (!asked.title.empty() && !same_title(found.title, asked.title)) {
        differs(AskedAspect::title, fmt::format("is \"{}\", not \"{}\"", found.title, asked.title));
    }
    if (asked.under && leaves_.has_groups && !is_in_place(item, found)) {
        const auto* const above = leaves_.edition.parent(found);
        const auto* const wanted = leaves_.base.find(*asked.under);
        differs(AskedAspect::group,
                fmt::format("is in {}, not in {}",
                            above == nullptr ? "no group" : code_and_title(*above),
                            wanted == nullptr ? asked.under->text() : code_and_title(*wanted)));
    }
    const auto& level = leaves_.base.levels()[item.level];
    if (leaves_.edition.level_index(level) && found.level != level) {
        differs(AskedAspect::level, fmt::format("is at level {}, not {}", found.level, level));
    }
    if (asked.residual && found.residual != *asked.residual) {
        differs(AskedAspect::residual, found.residual ? "is a residual" : "is no residual");
    }
    if (!is_leaf_level(item)) {
        compare_members(item, out);
    } else if (!leaves_.matched) {
        compare_parts(plan, item, out);
    }
}

/// What the found leaf is made of, against what was asked for.
void RequestJudge::compare_parts(const Plan& plan, const ItemPlan& item, ItemVerdict& out) const {
    if (!asks_for_parts(*item.item)) {
        return;
    }
    const auto& found = *out.became;
    const auto& sources = leaves_.sources(found);
    const auto differs = [&](std::string text) {
        out.other.push_back({AskedAspect::parts, std::move(text)});
    };
    for (const auto& take : item.item->takes) {
        const auto taken = taken_leaves(take, leaves_.base);
        const bool any = std::any_of(taken.begin(), taken.end(),
                                     [&](const Item* leaf) { return sources.count(leaf) != 0; });
        if (take.ours || (take.part == Part::unknown && any)) {
            if (!take.ours && item.continues == nullptr && taken.size() == 1 &&
                taken.front()->code == found.code && sources.size() == 1) {
                differs(fmt::format("is all of {} under another title",
                                    code_and_title(*taken.front())));
            }
            continue;
        }
        for (const auto* const leaf : taken) {
            const bool is_all = leaves_.targets(*leaf).size() == 1;
            if (sources.count(leaf) == 0) {
                differs(fmt::format("is not made of {}", code_and_title(*leaf)));
            } else if (take.part == Part::whole && !is_all) {
                differs(fmt::format("takes a part of {}, not all of it", code_and_title(*leaf)));
            } else if (take.part == Part::part && is_all) {
                differs(fmt::format("takes all of {}, not a part of it", code_and_title(*leaf)));
            }
        }
    }
    const auto taken_from = taken(item);
    Items also;
    std::set_difference(sources.begin(), sources.end(), taken_from.begin(), taken_from.end(),
                        std::inserter(also, also.end()));
    if (!also.empty() && !plan.items.empty()) {
        differs(fmt::format("is made of {} as well", some_of(also)));
    }
}

/// Whether what was to be in a group is in it.
void RequestJudge::compare_members(const ItemPlan& item, ItemVerdict& out) const {
    if (item.continues != nullptr) {
        return;
    }
    Items outside;
    for (const auto* const leaf : taken(item)) {
        const auto& targets = leaves_.targets(*leaf);
        const bool is_in = std::all_of(targets.begin(), targets.end(), [&](const Item* target) {
            const auto path = leaves_.edition.path(*target);
            return std::find(path.begin(), path.end(), out.became) != path.end();
        });
        if (!is_in) {
            outside.insert(leaf);
        }
    }
    if (!outside.empty()) {
        out.other.push_back(
            {AskedAspect::parts, fmt::format("does not hold all of {}", some_of(outside))});
    }
}

/// What is asked to be divided without rest and goes elsewhere, too: said of the first item that
/// was taken up.
void RequestJudge::check_exhausted(const Plan& plan, RequestVerdict& out) const {
    const auto first = std::find_if(out.items.begin(), out.items.end(), is_taken_up);
    if (leaves_.matched || first == out.items.end()) {
        return;
    }
    Items answers;
    for (const auto& item : out.items) {
        answers.insert(item.became);
    }
    for (const auto& code : plan.proposal->exhausts) {
        for (const auto* const leaf : leaves_.base.leaves(*leaves_.base.find(code))) {
            const auto& targets = leaves_.targets(*leaf);
            Items elsewhere;
            std::set_difference(targets.begin(), targets.end(), answers.begin(), answers.end(),
                                std::inserter(elsewhere, elsewhere.end()));
            if (!elsewhere.empty()) {
                first->verdict = Adoption::otherwise;
                first->other.push_back(
                    {AskedAspect::parts, fmt::format("{} goes to {} as well", code_and_title(*leaf),
                                                     some_of(elsewhere))});
            }
        }
    }
}

bool RequestJudge::is_leaf_level(const ItemPlan& item) const {
    return item.continues != nullptr ? leaves_.base.is_leaf(*item.continues)
                                     : item.level + 1 == leaves_.base.levels().size();
}

RequestJudge::Items RequestJudge::taken(const ItemPlan& item) const {
    Items out;
    for (const auto& take : item.item->takes) {
        const auto leaves = taken_leaves(take, leaves_.base);
        out.insert(leaves.begin(), leaves.end());
    }
    return out;
}

bool RequestJudge::is_in_place(const ItemPlan& item, const Item& found) const {
    return item.item->under && is_below(leaves_.edition, found, leaves_.base, *item.item->under);
}

}  // namespace socshift::verdicts
