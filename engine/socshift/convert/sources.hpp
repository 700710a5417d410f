#pragma once

#include "socshift/convert/plan.hpp"
#include "socshift/recognise/recognise.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace socshift {

/// One edition that rows are coded in, and where its items go. Both must outlive what refers to
/// them, and `recogniser->edition()` is `plan->source()`.
struct CodedEdition {
    const CodeRecogniser* recogniser = nullptr;
    const Plan* plan = nullptr;
};

/// Several things out of a few: bit i stands for the i-th.
using EditionSet = std::uint32_t;

/// The sources that rows can go by: one, or several, of which a row goes by the one that has its
/// code. Where several have it and carry it to different places, it is ambiguous, unless `decided`
/// says which of them it is: by the set of those that have it, places in `sources`.
struct SourceChoice {
    std::vector<std::size_t> sources;
    std::map<EditionSet, std::size_t> decided;
};

/// The editions that the rows of one file are coded in: one, or several that all go to one target.
/// Their items are counted through: equal codes of two editions are two items.
class CodedEditions {
public:
    explicit CodedEditions(const CodedEdition& source)
        : CodedEditions(std::vector<CodedEdition>{source}) {}

    /// Each source is a choice of its own, if there are no @p choices. @throws
    /// std::invalid_argument unless there is one source or more, all with one target, and every
    /// choice has one or more of them.
    explicit CodedEditions(std::vector<CodedEdition> sources,
                           std::vector<SourceChoice> choices = {});

    [[nodiscard]] std::size_t size() const noexcept { return sources_.size(); }
    [[nodiscard]] const std::vector<SourceChoice>& choices() const noexcept { return choices_; }
    [[nodiscard]] const CodeRecogniser& recogniser(std::size_t source) const {
        return *sources_[source].recogniser;
    }
    [[nodiscard]] const Edition& edition(std::size_t source) const {
        return sources_[source].plan->source();
    }
    [[nodiscard]] const Edition& target() const noexcept { return sources_.front().plan->target(); }

    /// Items of all editions, and sets of plans.
    [[nodiscard]] std::size_t items() const noexcept { return source_of_.size(); }

    /// The number of @p item of edition @p source, among all.
    [[nodiscard]] std::size_t index(std::size_t source, const Item& item) const {
        return first_[source] + edition(source).index(item);
    }
    [[nodiscard]] std::size_t source_of(std::size_t item) const { return source_of_[item]; }

    /// The first source of the same edition as @p source: there may be one for each group of rows.
    [[nodiscard]] std::size_t first_of_edition(std::size_t source) const {
        return first_of_edition_[source];
    }

    /// The number that @p item has in the first source of its edition: one for what is one code.
    [[nodiscard]] std::size_t one_of_edition(std::size_t item) const {
        const auto source = source_of(item);
        return first_[first_of_edition(source)] + (item - first_[source]);
    }

    /// The number of a set of the plan of @p source, among all; none if it has no such set.
    [[nodiscard]] std::optional<std::size_t> index_of_set(
        std::size_t source, const std::vector<const Item*>& leaves) const;

    /// Of a set, its codes with a bar between.
    [[nodiscard]] CodeRef code(std::size_t item) const;

    /// Whether the edition of an item is a publication that does not publish it.
    [[nodiscard]] bool is_unpublished(std::size_t item) const {
        const auto& from = edition(source_of(item));
        return from.header().kind == EditionKind::publication &&
               from.items()[item - first_[source_of(item)]].inherited;
    }

    /// As the functions of Plan.
    [[nodiscard]] const std::vector<PlanTarget>& targets(std::size_t item) const {
        return plan_of(item).targets(item - first_[source_of_[item]]);
    }
    [[nodiscard]] std::vector<const Item*> candidates(std::size_t item) const {
        return plan_of(item).candidates(item - first_[source_of_[item]]);
    }
    [[nodiscard]] bool ends(std::size_t item) const {
        return plan_of(item).ends(item - first_[source_of_[item]]);
    }
    [[nodiscard]] bool only_ends(std::size_t item) const {
        return plan_of(item).only_ends(item - first_[source_of_[item]]);
    }
    [[nodiscard]] bool is_astray(std::size_t item) const {
        return plan_of(item).is_astray(item - first_[source_of_[item]]);
    }
    [[nodiscard]] std::optional<Basis> basis(std::size_t item) const {
        return plan_of(item).basis(item - first_[source_of_[item]]);
    }

    [[nodiscard]] std::vector<PlanBound> bounds(std::size_t item) const {
        return plan_of(item).bounds(item - first_[source_of_[item]]);
    }

    /// As Plan::boundary_moved(), of edition @p source.
    [[nodiscard]] const std::vector<const Item*>& boundary_moved(std::size_t source) const {
        return sources_[source].plan->boundary_moved();
    }

private:
    [[nodiscard]] const Plan& plan_of(std::size_t item) const {
        return *sources_[source_of_[item]].plan;
    }

    std::vector<CodedEdition> sources_;
    std::vector<SourceChoice> choices_;
    std::vector<std::size_t> first_;             // item of each source
    std::vector<std::size_t> first_of_edition_;  // by source
    std::vector<std::size_t> source_of_;         // by item
};

}  // namespace socshift
