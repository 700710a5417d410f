#include "socshift/base/title.hpp"
#include "socshift/scenarios/scenario_plan.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <tuple>

namespace socshift::scenario {

namespace {

/// Looks for claims that clash, one rule a function. Every plan of a clash is left out, not the
/// later one, so that nothing depends on an order.
class Conflicts {
public:
    Conflicts(const std::vector<Plan>& plans, const Edition& base, const UsedCodes& used)
        : base_(base), used_(used) {
        for (const auto& plan : plans) {
            plans_.push_back(&plan);
        }
        std::sort(plans_.begin(), plans_.end(),
                  [](const Plan* a, const Plan* b) { return a->id() < b->id(); });
        for (const auto* const plan : plans_) {
            for (const auto* const leaf : plan->consumed) {
                consumers_[leaf].push_back(plan);
            }
            for (const auto* const leaf : plan->drawn) {
                drawers_[leaf].push_back(plan);
            }
            if (plan->simple) {
                changers_[plan->items.front().continues].push_back(plan);
            }
            for (const auto& code : plan->proposal->retires) {
                if (const auto* const item = base.find(code)) {
                    retirers_[item].push_back(plan);
                }
            }
        }
    }

    std::set<std::string> run(Findings& findings) {
        find_taken_twice();
        find_codes();
        find_titles();
        find_retired_places();
        find_wide_mergers();
        findings.insert(findings.end(), findings_.begin(), findings_.end());
        return std::move(involved_);
    }

private:
    void clash(std::string rule, const SourceLocation& at, std::vector<const Plan*> plans,
               std::string message) {
        findings_.push_back({Severity::error, std::move(rule), at, std::move(message)});
        for (const auto* const plan : plans) {
            involved_.insert(plan->id());
        }
    }

    void clash_over(const Item& item, std::string rule, const Plan& first, const Plan& second,
                    std::string_view what) {
        clash(std::move(rule), second.proposal->at, {&first, &second},
              fmt::format("'{}' and '{}' {} '{}' ({})", first.id(), second.id(), what,
                          item.code.text(), item.title));
    }

    void find_taken_twice() {
        std::map<const Item*, std::vector<const Plan*>> whole = consumers_;
        for (const auto& [item, plans] : whole) {
            for (std::size_t i = 1; i < plans.size(); ++i) {
                clash_over(*item, "taken-twice", *plans[0], *plans[i], "both take the whole of");
            }
            for (const auto* const plan : others(drawers_, item, plans)) {
                clash_over(*item, "part-of-taken", *plans.front(), *plan,
                           "take the whole and a part of");
            }
        }
        for (const auto& [item, plans] : changers_) {
            for (const auto* const plan : others(consumers_, item, plans)) {
                clash_over(*item, "taken-twice", *plans.front(), *plan, "both take the whole of");
            }
            for (std::size_t i = 0; i < plans.size(); ++i) {
                for (std::size_t j = i + 1; j < plans.size(); ++j) {
                    if (differ(*plans[i], *plans[j])) {
                        clash_over(*item, "taken-twice", *plans[i], *plans[j],
                                   "ask different things of the whole of");
                    }
                }
            }
        }
    }

    static std::vector<const Plan*> others(
        const std::map<const Item*, std::vector<const Plan*>>& claims, const Item* item,
        const std::vector<const Plan*>& but) {
        std::vector<const Plan*> out;
        if (const auto found = claims.find(item); found != claims.end()) {
            std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(out),
                         [&](const Plan* plan) {
                             return std::find(but.begin(), but.end(), plan) == but.end();
                         });
        }
        return out;
    }

    /// Whether two simple changes of one item ask for two values of the same thing.
    static bool differ(const Plan& a, const Plan& b) {
        const auto& x = *a.items.front().item;
        const auto& y = *b.items.front().item;
        const auto both = [](const auto& p, const auto& q) { return p && q && *p != *q; };
        const auto title = [](const ProposedItem& item) {
            return item.title.empty() ? std::nullopt : std::optional{item.title};
        };
        return both(title(x), title(y)) || both(x.code, y.code) || both(x.residual, y.residual) ||
               both(a.items.front().place(), b.items.front().place());
    }

    /// Whether nothing of @p item is left under its own code.
    [[nodiscard]] bool gives_up_code(const Item& item) const {
        if (retirers_.count(&item) != 0) {
            return true;
        }
        if (const auto found = changers_.find(&item); found != changers_.end()) {
            return std::any_of(found->second.begin(), found->second.end(), [](const Plan* plan) {
                return plan->items.front().item->code.has_value() ||
                       plan->proposal->kind != ProposalKind::retitle;
            });
        }
        return consumers_.count(&item) != 0;
    }

    void find_codes() {
        std::map<Code, const Plan*> given;
        for (const auto* const plan : plans_) {
            for (const auto& item : plan->items) {
                if (!item.item->code) {
                    continue;
                }
                const auto& code = *item.item->code;
                const auto [first, is_new] = given.emplace(code, plan);
                if (!is_new && !(first->second->simple && plan->simple &&
                                 first->second->items.front().continues == item.continues)) {
                    clash("code-in-use", item.item->at, {first->second, plan},
                          fmt::format("'{}' and '{}' both give the code '{}'", first->second->id(),
                                      plan->id(), code.text()));
                }
                if (item.continues == nullptr || item.continues->code != code) {
                    find_code(*plan, item, code);
                }
            }
        }
    }

    /// The rules for a code that its item did not have before.
    void find_code(const Plan& plan, const ItemPlan& item, const Code& code) {
        if (const auto* const holder = base_.find(code)) {
            const bool is_free = gives_up_code(*holder);
            clash(is_free ? "kept-code-unlinked" : "code-in-use", item.item->at, {&plan},
                  is_free ? fmt::format("'{}' gives the code '{}' of {} ({}) to something that "
                                        "takes nothing from it",
                                        plan.id(), code.text(), base_.id().text(), holder->title)
                          : fmt::format("'{}' gives the code '{}', which {} has ({})", plan.id(),
                                        code.text(), base_.id().text(), holder->title));
        } else if (const auto before = used_.find(code); before != used_.end()) {
            clash("returning-code", item.item->at, {&plan},
                  fmt::format("'{}' gives the code '{}', which stood for something else in {}",
                              plan.id(), code.text(), before->second.text()));
        }
    }

    void find_titles() {
        std::map<std::pair<std::size_t, std::string>, std::pair<const Plan*, const Item*>> asked;
        for (const auto* const plan : plans_) {
            for (const auto& item : plan->items) {
                if (item.item->title.empty()) {
                    continue;
                }
                const auto key = std::pair{item.level, fold_title(item.item->title)};
                const auto [first, is_new] = asked.emplace(key, std::pair{plan, item.continues});
                const bool is_same =
                    item.continues != nullptr && first->second.second == item.continues;
                if (!is_new && !is_same) {
                    clash("title-in-use", item.item->at, {first->second.first, plan},
                          fmt::format("'{}' and '{}' both ask for the title '{}'",
                                      first->second.first->id(), plan->id(), item.item->title));
                }
            }
        }
        for (const auto& item : base_.items()) {
            const auto found = asked.find({*base_.level_index(item.level), fold_title(item.title)});
            if (found != asked.end() && found->second.second != &item && !gives_up_title(item)) {
                const auto* const plan = found->second.first;
                clash("title-in-use", plan->proposal->at, {plan},
                      fmt::format("'{}' asks for the title '{}', which '{}' of {} has", plan->id(),
                                  item.title, item.code.text(), base_.id().text()));
            }
        }
    }

    [[nodiscard]] bool gives_up_title(const Item& item) const {
        if (retirers_.count(&item) != 0 || consumers_.count(&item) != 0) {
            return true;
        }
        const auto found = changers_.find(&item);
        return found != changers_.end() &&
               std::any_of(found->second.begin(), found->second.end(), [](const Plan* plan) {
                   return !plan->items.front().item->title.empty();
               });
    }

    void find_retired_places() {
        for (const auto* const plan : plans_) {
            for (const auto& item : plan->items) {
                const auto* const place = item.place() ? base_.find(*item.place()) : nullptr;
                const auto retirer = retirers_.find(place);
                if (retirer != retirers_.end()) {
                    clash("retired-place", item.item->at, {plan, retirer->second.front()},
                          fmt::format("'{}' puts something into '{}' ({}), which '{}' retires",
                                      plan->id(), place->code.text(), place->title,
                                      retirer->second.front()->id()));
                }
            }
        }
    }

    /// No clash: it can be built, and someone should look.
    void find_wide_mergers() {
        for (const auto* const plan : plans_) {
            for (const auto& item : plan->items) {
                std::set<const Item*> roots;
                std::size_t sources = 0;
                for (const auto& take : item.item->takes) {
                    for (const auto* const leaf : taken_leaves(take, base_)) {
                        roots.insert(&base_.root(*leaf));
                        ++sources;
                    }
                }
                if (plan->proposal->kind == ProposalKind::merge && sources > 1 &&
                    roots.size() > 1) {
                    findings_.push_back(
                        {Severity::warning, "merge-across-groups", item.item->at,
                         fmt::format("'{}' merges items of {} {} groups", plan->id(), roots.size(),
                                     base_.levels().front())});
                }
            }
        }
    }

    const Edition& base_;
    const UsedCodes& used_;
    std::vector<const Plan*> plans_;
    std::map<const Item*, std::vector<const Plan*>> consumers_;
    std::map<const Item*, std::vector<const Plan*>> drawers_;
    std::map<const Item*, std::vector<const Plan*>> changers_;
    std::map<const Item*, std::vector<const Plan*>> retirers_;
    std::set<std::string> involved_;
    Findings findings_;
};

}  // namespace

std::set<std::string> conflicts(const std::vector<Plan>& plans, const Edition& base,
                                const UsedCodes& used, Findings& findings) {
    return Conflicts{plans, base, used}.run(findings);
}

}  // namespace socshift::scenario
