#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/edition.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What can be said of a reference that a definition makes. In this order, problems first.
///
/// The *members* of a reference are the items that it names (the one of its code; all from the
/// first to the last code of a range) and every item below them.
enum class ReferenceFinding : std::uint8_t {
    /// A code it names is not in this edition, nor in an earlier one.
    dangling,
    /// A code it names is not in this edition but in an earlier one.
    stale,
    /// The title that the definition gives the code is not the item's (rule `folded-title`).
    title_differs,
    /// The item itself is the code, or in the range.
    self,
    /// The code is of an item above the item itself.
    ancestor,
    /// It excludes, no member excludes the item, and none is in a cycle with it.
    one_way,
    /// It is one-way, and a member of it excludes other items one-way in its turn.
    chain,
    /// It excludes, no member excludes the item directly, but one leads back to it over others.
    cycle,
    /// It excludes, and a member excludes the item as well.
    mutual
};
template <>
inline constexpr auto word_table<ReferenceFinding> =
    std::to_array<Word<ReferenceFinding>>({{ReferenceFinding::dangling, "dangling"},
                                           {ReferenceFinding::stale, "stale"},
                                           {ReferenceFinding::title_differs, "title-differs"},
                                           {ReferenceFinding::self, "self"},
                                           {ReferenceFinding::ancestor, "ancestor"},
                                           {ReferenceFinding::one_way, "one-way"},
                                           {ReferenceFinding::chain, "chain"},
                                           {ReferenceFinding::cycle, "cycle"},
                                           {ReferenceFinding::mutual, "mutual"}});

inline constexpr std::size_t reference_finding_count = 9;

/// Whether somebody should mend the definition: true up to `ancestor`. That only one of two items
/// excludes the other is how most definitions are written.
[[nodiscard]] bool is_problem(ReferenceFinding finding) noexcept;

/// A finding, and what is known beside: where a stale code is from and what became of it
/// ("soc2000:15-1071 became 15-1142"); the title that is given; the level of the ancestor; the
/// codes on the way ("11-1011 > 11-2022 > 11-1011"); the first member that excludes in return,
/// unless the reference names it; the dangling end of a range.
struct ReferenceResult {
    ReferenceFinding finding = ReferenceFinding::dangling;
    std::string detail;

    friend bool operator==(const ReferenceResult&, const ReferenceResult&) = default;
};

/// One note of an edition, with its ends. Pointers lead into the edition.
struct Reference {
    const Note* note = nullptr;
    const Item* item = nullptr;
    const Item* ref = nullptr;                // nullptr: no code, or a code that is not there
    std::vector<const Item*> members;         // in code order; empty for a bare phrase
    std::vector<ReferenceResult> findings{};  // in the order of the enumerators

    [[nodiscard]] bool has(ReferenceFinding finding) const noexcept;
};

/// Every note of one edition, held against its items and against each other.
class ReferenceGraph {
public:
    /// Stale codes are looked for in the editions that @p edition, or the one it extends, follows,
    /// the latest first; what became of them is read from the best route.
    ///
    /// Needs    @p edition to be an edition of @p catalog.
    /// Cost     near linear in members; loads earlier editions only if a code is not there.
    static ReferenceGraph make(const Catalog& catalog, const Edition& edition);

    /// In the order of Edition::notes().
    [[nodiscard]] const std::vector<Reference>& references() const noexcept { return all_; }

    /// Those that items at or below @p item make.
    [[nodiscard]] std::vector<const Reference*> made_by(const Item& item) const;

    /// Those of other items that have @p item, or an item below it, among their members.
    [[nodiscard]] std::vector<const Reference*> made_to(const Item& item) const;

    /// Items that exclude each other around: the strongly connected components, of two items or
    /// more, of the graph that leads from each item to all members of what it excludes. Items in
    /// code order, components by their first item.
    [[nodiscard]] const std::vector<std::vector<const Item*>>& circles() const noexcept {
        return circles_;
    }

    [[nodiscard]] const Edition& edition() const noexcept { return *edition_; }

private:
    friend class ReferenceReader;
    explicit ReferenceGraph(const Edition& edition) : edition_(&edition) {}
    [[nodiscard]] std::vector<bool> at_or_below(const Item& item) const;

    const Edition* edition_;
    std::vector<Reference> all_;
    std::vector<std::vector<const Item*>> circles_;
};

/// All references of an edition, or what one item says and what others say of it. They live as long
/// as the graph.
struct SelectedReferences {
    const Item* item = nullptr;  // nullptr: all are in `made_by`
    std::vector<const Reference*> made_by;
    std::vector<const Reference*> made_to;

    [[nodiscard]] std::vector<const Reference*> both() const;

    /// Whether any has a finding that is_problem().
    [[nodiscard]] bool has_problem() const;
};

/// @p code: empty: all. @throws UnknownName for a code that the edition does not have.
[[nodiscard]] SelectedReferences select_references(const ReferenceGraph& graph,
                                                   const Catalog& catalog, std::string_view code);

/// How many references there are of each sort.
struct ReferenceCounts {
    std::size_t items = 0;  // that make any
    std::size_t excludes = 0;
    std::size_t included_in = 0;
    std::size_t phrases = 0;  // without a code, of either relation
    std::array<std::size_t, reference_finding_count> findings{};

    [[nodiscard]] std::size_t of(ReferenceFinding finding) const {
        return findings.at(static_cast<std::size_t>(finding));
    }
};

[[nodiscard]] ReferenceCounts count(const std::vector<const Reference*>& references);

}  // namespace socshift
