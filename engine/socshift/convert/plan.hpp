#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/counts.hpp"
#include "socshift/model/edition.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace socshift {

/// What to assume where no share is known. `none`: nothing. `equal`: each of n places gets 1/n,
/// nowhere among them.
enum class Weighting { none, equal };

/// What to do with a code that has others under it, of data for which no detail was published.
/// `set_aside`: it is not carried. `carry`: it goes where its leaves go, as the largest items of
/// the target that hold nothing else: one group where the target keeps them together, without
/// shares where it does not. `spread`: it is divided over its leaves, and these over their targets,
/// by the shares that they have.
enum class Groups : std::uint8_t { set_aside, carry, spread };
template <>
inline constexpr auto word_table<Groups> = std::to_array<Word<Groups>>(
    {{Groups::set_aside, "set-aside"}, {Groups::carry, "carry"}, {Groups::spread, "spread"}});

/// What a plan assumes, beside its table.
struct PlanOptions {
    /// How a group is divided over its leaves, for `spread`. Shares of leaves are the table's.
    Weighting weighting = Weighting::none;
    Groups groups = Groups::set_aside;
    /// The table as it was before anybody's weights were put into it: what bounds() go by, and what
    /// may be said to be the same as before. None: the table itself.
    const Correspondence* known = nullptr;
    /// For `spread`: a group whose leaves all have a size is divided in proportion, on this basis.
    /// Another is divided equally if `weighting` is equal; else it goes nowhere.
    const LeafSizes* sizes = nullptr;
    Basis sizes_basis = Basis::employment;
    /// Of the target: its members at this level (Edition::cut()) stand for what is below them.
    /// Shares of leaves in one member add up, and what is all in one needs none. Empty: leaves.
    std::string level = {};
    /// Sets of leaves of the source of which a row can have any, beside its groups. They are dealt
    /// with as `groups` says: a set is a group that nobody gave a code.
    std::vector<std::vector<Code>> sets = {};
};

/// What part of a source item can be in one place, whatever the unknown shares are.
struct PlanBound {
    const Item* item = nullptr;  // nullptr: nowhere
    Share least;
    Share most;
};

/// One place where a source item goes. No share: nobody knows it, and nothing is assumed.
struct PlanTarget {
    const Item* item = nullptr;  // nullptr: nowhere, which is last among several
    std::optional<KnownShare> share;
};

/// The place in @p targets of the one with the largest share; of equal ones the first, which in a
/// plan is the smallest code, nowhere behind all. Needs one or more, all with shares.
[[nodiscard]] std::size_t likeliest(const std::vector<PlanTarget>& targets);

/// Where each item of an edition goes in another, ready to be applied to data. Refers to items of
/// both editions, which must outlive it.
class Plan {
public:
    /// @p table goes from @p source to @p target. @throws DataError, with all findings, if a link
    /// names a code that is not in its edition; UnknownName if the target lacks options.level.
    /// Needs options.known, if it is there, between the same editions.
    static Plan make(const Edition& source, const Edition& target, const Correspondence& table,
                     const PlanOptions& options);

    [[nodiscard]] const Edition& source() const noexcept { return *source_; }
    [[nodiscard]] const Edition& target() const noexcept { return *target_; }

    /// How many items there are to ask for: those of source(), then the sets.
    [[nodiscard]] std::size_t size() const noexcept { return targets_.size(); }

    /// The sets of leaves, each in code order.
    [[nodiscard]] const std::vector<std::vector<const Item*>>& sets() const noexcept {
        return sets_;
    }

    /// Where source().items()[item] goes, in code order, nowhere last; empty: nobody said, or it is
    /// a group that is set aside. What the weights give nothing is not among them.
    [[nodiscard]] const std::vector<PlanTarget>& targets(std::size_t item) const {
        return targets_[item];
    }

    /// Whether a part of source().items()[item], or all of it, goes nowhere.
    [[nodiscard]] bool ends(std::size_t item) const {
        return !targets_[item].empty() && targets_[item].back().item == nullptr;
    }

    /// Whether source().items()[item] goes nowhere and to no target.
    [[nodiscard]] bool only_ends(std::size_t item) const {
        return targets_[item].size() == 1 && ends(item);
    }

    /// Whether of a part of source().items()[item], or of all of it, nobody says where it goes.
    [[nodiscard]] bool is_astray(std::size_t item) const { return astray_[item]; }

    /// Where a row of source().items()[item] can belong, in code order: its targets, and those that
    /// the weights give nothing. Nowhere, if it can, is nullptr and last.
    [[nodiscard]] std::vector<const Item*> candidates(std::size_t item) const;

    /// The weakest basis of the shares out of source().items()[item]; none if a share is not known
    /// or there is no target.
    [[nodiscard]] std::optional<Basis> basis(std::size_t item) const;

    /// How much of source().items()[item] each target can have, by options.known alone: the share
    /// twice where it is known, 0 and 1 where it is not; of a group, what any division of it over
    /// its leaves allows. In the order of candidates(); empty for an item without any.
    [[nodiscard]] std::vector<PlanBound> bounds(std::size_t item) const;

    /// Items of source() that changed in nothing but whom they leave out, in code order: see
    /// moved_by_exclusions_only().
    [[nodiscard]] const std::vector<const Item*>& boundary_moved() const noexcept {
        return boundary_moved_;
    }

private:
    Plan(const Edition& source, const Edition& target) : source_(&source), target_(&target) {}

    [[nodiscard]] bool is_group(std::size_t item) const;
    [[nodiscard]] std::vector<const Item*> leaves(std::size_t item) const;
    void add_sets(const PlanOptions& options);
    void read_astray(const Correspondence& table);

    const Edition* source_;
    const Edition* target_;
    std::vector<std::vector<const Item*>> sets_;
    std::vector<std::vector<PlanTarget>> targets_;
    std::vector<std::vector<PlanTarget>> known_;  // of leaves, before any weights
    std::vector<bool> partial_;                   // by item, as the next
    std::vector<bool> astray_;
    Groups groups_ = Groups::set_aside;
    std::vector<const Item*> boundary_moved_;
};

}  // namespace socshift
