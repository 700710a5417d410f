#pragma once

// Internal: not installed. The tree of a scenario while it is being built.

#include "socshift/scenarios/coding_rules.hpp"
#include "socshift/scenarios/scenario_plan.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace socshift::scenario {

/// Starts as the base edition; proposals are applied one after the other, then it is finished.
class Draft {
public:
    Draft(const Edition& base, const UsedCodes& used, const Scenario& scenario,
          const CodingRules& rules);

    /// Applies all of @p plan, or nothing: then it gives why not.
    [[nodiscard]] std::optional<std::string> apply(const Plan& plan);

    /// Takes away empty groups and gives codes to what has none.
    void finish(Findings& findings);

    [[nodiscard]] EditionData edition() const;
    [[nodiscard]] CorrespondenceData table(Findings& findings) const;

private:
    using NodeId = std::size_t;

    struct Node {
        std::optional<Code> code;
        std::string title;
        std::size_t level = 0;
        std::optional<NodeId> parent;
        bool residual = false;
        bool alive = true;
        bool provisional = false;
        const Item* base = nullptr;  // what it is, or goes on being; none: it is new
        std::set<std::string> proposals;
        SourceLocation at;
    };

    /// A part of a leaf of the base that goes to a node.
    struct Flow {
        NodeId target = 0;
        std::optional<Share> share;
        SourceLocation at;
    };

    /// Where an item goes: a node, and whether a group has to be made between.
    struct Place {
        NodeId group = 0;
        std::size_t makes = 0;  // how many levels of groups
    };

    [[nodiscard]] NodeId node_of(const Item& item) const { return base_.index(item); }
    [[nodiscard]] std::optional<NodeId> find(const Code& code) const;
    [[nodiscard]] std::vector<NodeId> children(NodeId node) const;
    [[nodiscard]] std::optional<Place> place(const ItemPlan& item, std::string& why_not) const;
    void apply_item(const Plan& plan, const ItemPlan& item, const std::optional<Place>& place);
    [[nodiscard]] NodeId add(const ItemPlan& item, const std::optional<Place>& place,
                             const std::string& proposal);
    void gather_group(const ItemPlan& item, NodeId group, const std::string& proposal);
    void leave_residual(const Item& leaf, const Plan& plan);
    void change(NodeId node, const Plan& plan, const ItemPlan& item,
                const std::optional<Place>& place);
    void forget_codes(NodeId node, const std::string& proposal);
    void retire(const Item& item, const Plan& plan);
    void drop_empty_groups();
    void number(Findings& findings);
    [[nodiscard]] std::optional<Code> next_code(NodeId node) const;
    void give_group_of_its_own(NodeId node);
    void give(NodeId node, const Code& code);
    [[nodiscard]] bool is_used(const Code& code) const;
    [[nodiscard]] bool stands(NodeId node) const;
    [[nodiscard]] std::vector<Note> notes() const;
    [[nodiscard]] std::set<NodeId> speakers(const Note& note) const;
    [[nodiscard]] std::set<NodeId> targets_of(const Item& leaf) const;
    [[nodiscard]] std::vector<Link> links_of(const Item& leaf, Findings& findings) const;

    const Edition& base_;
    const UsedCodes& used_;
    const Scenario& scenario_;
    const CodingRules& rules_;
    std::vector<Node> nodes_;
    std::map<Code, NodeId> made_;  // codes given to new nodes, or anew
    std::set<Code> taken_;         // every code given or made, unmarked
    std::map<const Item*, std::vector<Flow>> flows_;
    std::set<const Item*> consumed_;
    std::vector<std::pair<NodeId, std::string>> retired_;
};

}  // namespace socshift::scenario
