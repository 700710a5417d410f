#pragma once

#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace socshift {

/// What to assume where no share is known. `none`: nothing. `equal`: each of n targets gets 1/n.
enum class Weighting { none, equal };

[[nodiscard]] std::string_view to_string(Weighting weighting) noexcept;

/// One place where a source item goes. No share: nobody knows it, and nothing is assumed.
struct PlanTarget {
    const Item* item = nullptr;
    std::optional<KnownShare> share;
};

/// Where each item of an edition goes in another, ready to be applied to data. Refers to items of
/// both editions, which must outlive it.
class Plan {
public:
    /// @p table goes from @p source to @p target. @throws DataError, with all findings, if a link
    /// names a code that is not in its edition.
    static Plan make(const Edition& source, const Edition& target, const Correspondence& table,
                     Weighting weighting);

    [[nodiscard]] const Edition& source() const noexcept { return *source_; }
    [[nodiscard]] const Edition& target() const noexcept { return *target_; }

    /// Where source().items()[item] goes, in code order; empty: nowhere.
    [[nodiscard]] const std::vector<PlanTarget>& targets(std::size_t item) const {
        return targets_[item];
    }

    /// The weakest basis of the shares out of source().items()[item]; none if a share is not known
    /// or there is no target.
    [[nodiscard]] std::optional<Basis> basis(std::size_t item) const;

    /// Items of source() that changed in nothing but whom they leave out, in code order: see
    /// moved_by_exclusions_only().
    [[nodiscard]] const std::vector<const Item*>& boundary_moved() const noexcept {
        return boundary_moved_;
    }

private:
    Plan(const Edition& source, const Edition& target)
        : source_(&source), target_(&target), targets_(source.items().size()) {}
    const Edition* source_;
    const Edition* target_;
    std::vector<std::vector<PlanTarget>> targets_;
    std::vector<const Item*> boundary_moved_;
};

}  // namespace socshift
