#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

namespace socshift {

/// What became of one exclusion. Both ends are carried across first: an exclusion is not changed by
/// new codes for what it names.
enum class ExclusionFate : std::uint8_t {
    kept,        // it names just what the item that it named became
    split,       // what it named was divided, and it names a part of that
    merged,      // what it named was joined with others, and it names the whole
    retargeted,  // it names something that overlaps with what it named, and neither holds for it
    stale,       // it still names a code that the edition before has and the one after has not
    dropped,     // only the edition before has it
    added        // only the edition after has it
};
template <>
inline constexpr auto word_table<ExclusionFate> =
    std::to_array<Word<ExclusionFate>>({{ExclusionFate::kept, "kept"},
                                        {ExclusionFate::split, "split"},
                                        {ExclusionFate::merged, "merged"},
                                        {ExclusionFate::retargeted, "re-targeted"},
                                        {ExclusionFate::stale, "stale"},
                                        {ExclusionFate::dropped, "dropped"},
                                        {ExclusionFate::added, "added"}});

inline constexpr std::size_t exclusion_fate_count = 7;

/// True of what moves the boundary between two items without a word in the crosswalk: `added`,
/// `dropped`, `re-targeted`. What the crosswalk made of the item named (`split`, `merged`) and a
/// code that was overlooked (`stale`) do not.
[[nodiscard]] bool moves_boundary(ExclusionFate fate) noexcept;

/// An exclusion in both editions, or in one of them. Notes and items live as long as the editions.
struct ExclusionChange {
    ExclusionFate fate = ExclusionFate::kept;
    const Note* before = nullptr;  // none of an added one
    const Note* after = nullptr;   // none of a dropped one
    const Item* source = nullptr;  // that `before` is a note of
    const Item* target = nullptr;  // that `after` is a note of

    friend bool operator==(const ExclusionChange&, const ExclusionChange&) = default;
};

/// The exclusions of two editions beside each other.
struct ExclusionChanges {
    /// Those of @p before in the order of its notes, then the added ones in the order of notes of
    /// the edition after. One that became several stands there once for each, and so does one that
    /// several became.
    std::vector<ExclusionChange> changes;

    std::size_t before = 0;  // exclusions of codes in the edition before
    std::size_t after = 0;

    [[nodiscard]] std::size_t of(ExclusionFate fate) const noexcept;

    friend bool operator==(const ExclusionChanges&, const ExclusionChanges&) = default;
};

/// Carries the exclusions of @p before along @p leaves, a table between leaves, and compares them
/// with those of @p after.
///
/// An exclusion is from an item to the leaves that its reference stands for: a code, those at or
/// below it; a range, those of the codes in it. One before and one after are the same if a leaf of
/// the first one's item is linked to a leaf of the other's, and a leaf that the first names is
/// linked to one that the other names. Let L be the leaves named before, I what they are linked to,
/// M the leaves named after, and P what those are linked from. Then it is kept if I = M and L = P;
/// merged if I = M otherwise; split if M is a part of I, and L one of P. Otherwise it is
/// re-targeted, unless both name the same code or range, of which only the contents changed: then
/// merged if M holds I, else split.
/// What is within one that was kept, of the same two items, is kept as well; and so is one that
/// names a code that neither edition has.
///
/// References without a code are left out, and the same reference of one item counts once. An
/// edition without a single exclusion says nothing about them: then there are no changes.
///
/// Cost: near linear in exclusions and links.
[[nodiscard]] ExclusionChanges exclusion_changes(const Edition& before, const Edition& after,
                                                 const Correspondence& leaves);

/// The items whose own exclusions moved a boundary, on either side.
struct BoundaryMoves {
    std::set<const Item*> sources;
    std::set<const Item*> targets;
};

[[nodiscard]] BoundaryMoves boundary_moves(const ExclusionChanges& changes);

/// The leaves of @p before that changed in nothing but whom they leave out: each is linked to one
/// leaf of @p after, that to nothing else, both have the same code and title, and an exclusion of
/// one of them, or of an item above, moved a boundary. In code order. The crosswalk does not show
/// these changes.
[[nodiscard]] std::vector<const Item*> moved_by_exclusions_only(const Edition& before,
                                                                const Edition& after,
                                                                const Correspondence& leaves);

}  // namespace socshift
