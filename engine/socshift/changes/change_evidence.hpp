#pragma once

#include "socshift/catalog/definitions.hpp"
#include "socshift/changes/diff.hpp"
#include "socshift/changes/edition_pair.hpp"
#include "socshift/changes/exclusion_changes.hpp"
#include "socshift/routes/explain.hpp"
#include "socshift/routes/route.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// What happened to one code between two editions, with all that can prove it.
struct EvidenceView {
    const Edition& before;
    const Edition& after;
    const Route& route;
    const Diff& whole;
    const ExclusionChanges& exclusions;
    std::optional<Definitions> definitions_before;  // when the user has imported them
    std::optional<Definitions> definitions_after;
    std::string code;                    // of either edition, or of both
    std::vector<const Change*> changes;  // those that have it
};

/// The changes of @p whole, a diff of @p pair, that have @p code, with the definitions that @p
/// store has. Refers to all of them but the store.
/// @throws UnknownName for a code of neither edition, OtherLevel for one of another level.
[[nodiscard]] EvidenceView evidence_view(const Catalog& catalog, const EditionPair& pair,
                                         const Diff& whole, const ExclusionChanges& exclusions,
                                         const std::string& code, const DefinitionStore& store);

/// One piece of evidence, in words.
struct Evidence {
    std::string kind;  // "link", "title", "exclusion", "excluded_by", "definition"
    std::string source;
    std::string target;
    std::string finding;
    std::string before;
    std::string after;
    std::string where;
};

/// What a change rests on, as far as EvidenceView::code goes: the rows of the links from and to the
/// code, the titles at their ends, the exclusions of these items and those that name the code, and
/// the definitions of both.
class ChangeEvidence {
public:
    /// @p view and what it refers to must outlive the evidence; @p proof is of its route.
    ChangeEvidence(const EvidenceView& view, const Change& change, const RouteProof& proof);

    /// Links first, then titles, exclusions and definitions; empty for a code that nothing leads
    /// to or from.
    [[nodiscard]] const std::vector<Evidence>& pieces() const noexcept { return pieces_; }

    /// The linked items of the family of which one has the code, source first.
    using Pair = std::pair<const Item*, const Item*>;
    [[nodiscard]] const std::vector<Pair>& pairs() const noexcept { return pairs_; }

    /// Of both editions.
    [[nodiscard]] bool has_definitions() const noexcept;

    /// The definition of an item; empty if none is known.
    [[nodiscard]] std::string_view text_before(const Item& item) const;
    [[nodiscard]] std::string_view text_after(const Item& item) const;

private:
    void add_pairs();
    void add_links(const RouteProof& proof);
    void add_titles();
    void add_exclusions();
    void add_definitions();
    [[nodiscard]] bool is_own(const ExclusionChange& change) const;
    [[nodiscard]] bool is_named(const ExclusionChange& change) const;

    const EvidenceView& view_;
    const Change& change_;
    std::vector<Pair> pairs_;
    std::vector<Evidence> pieces_;
};

}  // namespace socshift
