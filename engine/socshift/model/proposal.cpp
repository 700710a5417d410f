#include "socshift/model/proposal.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace socshift {

namespace {

bool is_identifier(std::string_view text) {
    const auto is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    return !text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), is_plain);
}

/// Looks at one proposal, alone or with its base, one rule a function.
class ProposalCheck {
public:
    ProposalCheck(const Proposal& proposal, const Edition* base)
        : proposal_(proposal), base_(base) {}

    Findings run() {
        check_header();
        check_shape();
        for (const auto& item : proposal_.items) {
            check_item(item);
        }
        for (const auto& code : proposal_.exhausts) {
            check_exhausted(code);
        }
        for (const auto& code : proposal_.retires) {
            need_code(code, proposal_.at);
        }
        for (const auto& supporter : proposal_.supporters) {
            if (supporter.name.empty()) {
                add(Severity::error, "empty-supporter", supporter.at, "a supporter without a name");
            }
        }
        sort_by_place(findings_);
        return std::move(findings_);
    }

private:
    void add(Severity severity, std::string rule, const SourceLocation& at, std::string message) {
        findings_.push_back({severity, std::move(rule), at, std::move(message)});
    }

    void check_header() {
        if (!is_identifier(proposal_.id)) {
            add(Severity::error, "proposal-id", proposal_.at,
                fmt::format("'{}' must be lower-case letters, digits and '-'", proposal_.id));
        }
        if (proposal_.title.empty()) {
            add(Severity::error, "empty-title", proposal_.at, "the proposal has no title");
        }
        if (proposal_.supporters.empty()) {
            add(Severity::warning, "no-supporter", proposal_.at,
                fmt::format("nobody is named who asks for '{}'", proposal_.id));
        }
    }

    /// What each kind needs. A request that says too little is no error: it is kept as it was made,
    /// and a scenario says that it could not be built.
    void check_shape() {
        const auto takes = [&] {
            std::size_t count = 0;
            for (const auto& item : proposal_.items) {
                count += item.takes.size();
            }
            return count;
        }();
        const auto expect = [&](bool holds, std::string_view what) {
            if (!holds) {
                add(Severity::error, "proposal-shape", proposal_.at,
                    fmt::format("a proposal of kind '{}' must have {}", to_string(proposal_.kind),
                                what));
            }
        };
        const auto items = proposal_.items.size();
        switch (proposal_.kind) {
            case ProposalKind::definition:
                expect(items == 0, "no items");
                break;
            case ProposalKind::move:
            case ProposalKind::retitle:
            case ProposalKind::recode:
                expect(items == 1 && takes == 1, "one item that takes one code");
                break;
            case ProposalKind::merge:
                expect(items <= 1, "at most one item");
                break;
            case ProposalKind::split:
                expect(items >= 2, "two items or more");
                break;
            case ProposalKind::fresh:
                expect(items >= 1, "an item");
                break;
            case ProposalKind::retire:
            case ProposalKind::restructure:
                break;
        }
    }

    void check_item(const ProposedItem& item) {
        const bool keeps_title = proposal_.kind == ProposalKind::move ||
                                 proposal_.kind == ProposalKind::recode || item.code.has_value();
        if (item.title.empty() && !keeps_title && !item.takes.empty()) {
            add(Severity::error, "empty-title", item.at,
                fmt::format("an item of '{}' has no title", proposal_.id));
        }
        if (base_ != nullptr) {
            check_place(item);
        }
        std::set<Code> seen;
        for (const auto& take : item.takes) {
            if (!seen.insert(take.code).second) {
                add(Severity::error, "duplicate-take", take.at,
                    fmt::format("'{}' is taken from twice by one item", take.code.text()));
            }
            check_take(take);
        }
    }

    void check_place(const ProposedItem& item) {
        if (!item.level.empty() && !base_->level_index(item.level)) {
            add(Severity::error, "unknown-level", item.at,
                fmt::format("'{}' is not a level of {}", item.level, base_->id().text()));
        }
        const auto* const under = item.under ? base_->find(*item.under) : nullptr;
        const auto* const reading = item.reading ? base_->find(*item.reading) : nullptr;
        if (item.reading && reading == nullptr) {
            add(Severity::error, "unknown-place", item.at,
                fmt::format("'{}' is not an item of {}", item.reading->text(), base_->id().text()));
        }
        if (under != nullptr && reading != nullptr) {
            const auto path = base_->path(*reading);
            if (std::find(path.begin(), path.end(), under) == path.end()) {
                add(Severity::error, "reading-elsewhere", item.at,
                    fmt::format("our reading '{}' is not in '{}', which was asked for",
                                reading->code.text(), under->code.text()));
            }
        }
    }

    void check_take(const Take& take) {
        if (take.share && take.part != Part::part) {
            add(Severity::error, "take-share", take.at,
                fmt::format("'{}' has a share and is taken '{}'; expected 'part'", take.code.text(),
                            to_string(take.part)));
        }
        if (take.share && (take.share->is_zero() || take.share->is_one())) {
            add(Severity::error, "take-share", take.at,
                fmt::format("a share of {} of '{}' is no part of it", take.share->text(),
                            take.code.text()));
        }
        if (take.share.has_value() == take.share_source.empty()) {
            add(Severity::error, "take-share", take.at,
                fmt::format("'{}' must have both a share and its source, or neither",
                            take.code.text()));
        }
        need_code(take.code, take.at);
        for (const auto& code : take.except) {
            need_code(code, take.at);
        }
    }

    void check_exhausted(const Code& code) {
        need_code(code, proposal_.at);
        const auto takes = [&](const ProposedItem& item) {
            return std::any_of(item.takes.begin(), item.takes.end(),
                               [&](const Take& take) { return take.code == code; });
        };
        if (std::none_of(proposal_.items.begin(), proposal_.items.end(), takes)) {
            add(Severity::error, "exhausts-untaken", proposal_.at,
                fmt::format("nothing is taken from '{}', so it cannot be exhausted", code.text()));
        }
    }

    void need_code(const Code& code, const SourceLocation& at) {
        if (base_ != nullptr && base_->find(code) == nullptr) {
            add(Severity::error, "unknown-base-code", at,
                fmt::format("'{}' is not a code of {}", code.text(), base_->id().text()));
        }
    }

    const Proposal& proposal_;
    const Edition* base_;
    Findings findings_;
};

}  // namespace

Findings check(const Proposal& proposal) {
    return ProposalCheck{proposal, nullptr}.run();
}

Findings check(const Proposal& proposal, const Edition& base) {
    return ProposalCheck{proposal, &base}.run();
}

std::vector<const Item*> taken_leaves(const Take& take, const Edition& base) {
    const auto* const item = base.find(take.code);
    if (item == nullptr) {
        return {};
    }
    std::set<const Item*> left_out;
    for (const auto& code : take.except) {
        if (const auto* const except = base.find(code)) {
            const auto leaves = base.leaves(*except);
            left_out.insert(leaves.begin(), leaves.end());
        }
    }
    auto out = base.leaves(*item);
    out.erase(std::remove_if(out.begin(), out.end(),
                             [&](const Item* leaf) { return left_out.count(leaf) != 0; }),
              out.end());
    return out;
}

Findings check(const Scenario& scenario) {
    Findings out;
    std::set<std::string_view> seen;
    for (const auto& id : scenario.proposals) {
        if (!seen.insert(id).second) {
            out.push_back(
                {Severity::error, "duplicate-proposal", scenario.at,
                 fmt::format("scenario '{}' names proposal '{}' twice", scenario.id.text(), id)});
        }
    }
    return out;
}

}  // namespace socshift
