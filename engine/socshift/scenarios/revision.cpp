#include "socshift/scenarios/revision.hpp"

#include "socshift/base/title.hpp"
#include "socshift/changes/diff.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/scenarios/coding_rules.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

namespace {

/// Writes down one difference after the other.
class Replay {
public:
    Replay(const Edition& before, const Edition& after, const Correspondence& table,
           RevisionCodes codes)
        : before_(before), after_(after), table_(table), codes_(codes) {}

    std::vector<Proposal> run() {
        const auto differences = diff(before_, after_, table_, leaf_levels(before_, after_));
        for (const auto& change : differences.changes) {
            if (change.sources.size() == 1 && change.targets.size() == 1) {
                add_simple(*change.sources.front(), *change.targets.front());
            } else {
                add_family(change);
            }
        }
        for (const auto& item : after_.items()) {
            if (!after_.is_leaf(item)) {
                add_group(item);
            }
        }
        for (const auto& item : before_.items()) {
            if (!before_.is_leaf(item) && after_.find(item.code) == nullptr) {
                retire_group(item);
            }
        }
        return std::move(proposals_);
    }

private:
    Proposal& add(const std::string& id, const std::string& title, ProposalKind kind) {
        proposals_.push_back({id,
                              before_.id(),
                              title,
                              kind,
                              ProposalStatus::adopted,
                              {},
                              {},
                              {},
                              {{after_.header().provenance.publisher,
                                after_.header().provenance.date,
                                "",
                                "",
                                {},
                                {}}},
                              {}});
        return proposals_.back();
    }

    [[nodiscard]] static std::string id_of(std::string_view what, const Item& item) {
        std::string out = fmt::format("{}-{}", what, lower_case(item.code.text()));
        std::replace_if(
            out.begin(), out.end(),
            [](char c) { return (c < 'a' || c > 'z') && (c < '0' || c > '9'); }, '-');
        return out;
    }

    [[nodiscard]] Take take(const Item& source) const {
        const bool is_whole = table_.links_from(source.code).size() == 1;
        return {source.code, is_whole ? Part::whole : Part::part, std::nullopt, "", {}, false, {}};
    }

    /// @p target as an item that is asked for; @p kept is the item of before with its code.
    [[nodiscard]] ProposedItem asked(const Item& target, const Item* kept) const {
        ProposedItem out;
        out.title = target.title;
        if (kept != nullptr || codes_ == RevisionCodes::given) {
            out.code = target.code;
        }
        if (target.level != before_.finest_level()) {
            out.level = target.level;
        }
        if (kept == nullptr || kept->parent != target.parent) {
            out.under = target.parent;
        }
        if (target.residual || (kept != nullptr && kept->residual)) {
            out.residual = target.residual;
        }
        return out;
    }

    void add_simple(const Item& source, const Item& target) {
        const bool same_code = source.code == target.code;
        const bool same_place = source.parent == target.parent;
        if (same_code && same_place && source.title == target.title &&
            source.residual == target.residual) {
            return;
        }
        const auto kind = !same_place  ? ProposalKind::move
                          : !same_code ? ProposalKind::recode
                                       : ProposalKind::retitle;
        auto& proposal = add(id_of(to_string(kind), source), target.title, kind);
        auto item = asked(target, same_code ? &source : nullptr);
        item.title = source.title == target.title ? "" : target.title;
        item.code =
            same_code || codes_ == RevisionCodes::given ? std::optional{target.code} : std::nullopt;
        if (source.residual != target.residual) {
            item.residual = target.residual;
        }
        item.takes = {take(source)};
        proposal.items = {item};
    }

    void add_family(const Change& change) {
        const auto several = change.sources.size() > 1;
        const auto kind = change.sources.empty()       ? ProposalKind::fresh
                          : change.targets.empty()     ? ProposalKind::retire
                          : !several                   ? ProposalKind::split
                          : change.targets.size() == 1 ? ProposalKind::merge
                                                       : ProposalKind::restructure;
        const auto& first =
            change.sources.empty() ? *change.targets.front() : *change.sources.front();
        auto& proposal = add(id_of(to_string(kind), first), first.title, kind);
        for (const auto* const target : change.targets) {
            const auto* const same = before_.find(target->code);
            const bool is_kept =
                same != nullptr && std::find(change.sources.begin(), change.sources.end(), same) !=
                                       change.sources.end();
            auto item = asked(*target, is_kept ? same : nullptr);
            for (const auto* const source : change.sources) {
                for (const auto& link : table_.links_from(source->code)) {
                    if (link.target == target->code) {
                        item.takes.push_back(take(*source));
                    }
                }
            }
            proposal.items.push_back(std::move(item));
        }
        for (const auto* const source : change.sources) {
            if (change.targets.empty()) {
                proposal.retires.push_back(source->code);
            } else {
                proposal.exhausts.push_back(source->code);
            }
        }
    }

    void add_group(const Item& target) {
        const auto* const source = before_.find(target.code);
        if (source == nullptr) {
            auto& proposal = add(id_of("new", target), target.title, ProposalKind::fresh);
            proposal.items = {asked(target, nullptr)};
            proposal.items.front().code = target.code;
        } else if (source->title != target.title || source->parent != target.parent ||
                   source->residual != target.residual) {
            const auto kind =
                source->parent != target.parent ? ProposalKind::move : ProposalKind::retitle;
            auto& proposal = add(id_of(to_string(kind), target), target.title, kind);
            auto item = asked(target, source);
            item.level.clear();
            item.takes = {{source->code, Part::whole, std::nullopt, "", {}, false, {}}};
            proposal.items = {item};
        }
    }

    void retire_group(const Item& source) {
        auto& proposal = add(id_of("retire", source), source.title, ProposalKind::retire);
        proposal.retires = {source.code};
    }

    const Edition& before_;
    const Edition& after_;
    const Correspondence& table_;
    RevisionCodes codes_;
    std::vector<Proposal> proposals_;
};

}  // namespace

Revision revision(const Catalog& catalog, const EditionId& before, const EditionId& after,
                  RevisionCodes codes, const std::string& coding) {
    const auto& source = catalog.edition(before);
    const auto& target = catalog.edition(after);
    const auto table = between(catalog, before, after);
    Revision out{{EditionId::parse(after.text() + "-replayed"),
                  before,
                  target.header().title + ", as proposals for " + source.header().title,
                  target.header().validity.from,
                  coding.empty() ? std::string{usual_coding_rules(target).name()} : coding,
                  {},
                  target.header().provenance,
                  {}},
                 Replay{source, target, table, codes}.run()};
    out.scenario.provenance.made_by = "socshift export proposals";
    std::sort(out.proposals.begin(), out.proposals.end(),
              [](const Proposal& a, const Proposal& b) { return a.id < b.id; });
    for (const auto& proposal : out.proposals) {
        out.scenario.proposals.push_back(proposal.id);
    }
    return out;
}

}  // namespace socshift
