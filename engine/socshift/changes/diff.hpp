#pragma once

#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "socshift/changes/exclusion_changes.hpp"
#include "socshift/changes/family.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/routes/level.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What happened to one family. Titles are compared by the rule of title.hpp (`title_rule`).
enum class ChangeKind : std::uint8_t {
    unchanged,         // 1:1, same code and title
    retitled,          // 1:1, same code
    recoded,           // 1:1, same title
    recoded_retitled,  // 1:1, neither
    split,             // 1:n
    merged,            // n:1
    restructured,      // m:n
    added,             // no predecessor
    removed            // no successor
};
template <>
inline constexpr auto word_table<ChangeKind> =
    std::to_array<Word<ChangeKind>>({{ChangeKind::unchanged, "unchanged"},
                                     {ChangeKind::retitled, "retitled"},
                                     {ChangeKind::recoded, "recoded"},
                                     {ChangeKind::recoded_retitled, "recoded+retitled"},
                                     {ChangeKind::split, "split"},
                                     {ChangeKind::merged, "merged"},
                                     {ChangeKind::restructured, "restructured"},
                                     {ChangeKind::added, "added"},
                                     {ChangeKind::removed, "removed"}});

inline constexpr std::size_t change_kind_count = 9;

/// How a split or a merger was made. Split-off: the source code survives among the targets, else a
/// breakdown. Take-over: the target code existed among the sources, else a merger.
enum class ChangeForm : std::uint8_t { plain, split_off, breakdown, take_over, merger };
template <>
inline constexpr auto word_table<ChangeForm> =
    std::to_array<Word<ChangeForm>>({{ChangeForm::plain, ""},
                                     {ChangeForm::split_off, "split-off"},
                                     {ChangeForm::breakdown, "breakdown"},
                                     {ChangeForm::take_over, "take-over"},
                                     {ChangeForm::merger, "merger"}});

/// `moved`: something went to another root, one that differs in code and in title both.
/// `residual`: an "All Other" is involved on either side. `exclusions`: an item of the family, or
/// one above or below it, leaves out others than before: see moves_boundary(). `reused`: the family
/// has, or has below it, one of reused_codes(): a code that stands for something else in the other
/// edition.
enum class ChangeFlag : std::uint8_t { moved, residual, exclusions, reused };
template <>
inline constexpr auto word_table<ChangeFlag> =
    std::to_array<Word<ChangeFlag>>({{ChangeFlag::moved, "moved"},
                                     {ChangeFlag::residual, "residual"},
                                     {ChangeFlag::exclusions, "exclusions"},
                                     {ChangeFlag::reused, "reused"}});

/// One family and what happened to it. Items belong to the editions that were compared and live
/// as long as those; each list is in code order, and at least one is not empty.
struct Change {
    ChangeKind kind = ChangeKind::unchanged;
    ChangeForm form = ChangeForm::plain;
    Cardinality cardinality = Cardinality::one_to_one;
    std::vector<const Item*> sources;
    std::vector<const Item*> targets;
    std::vector<ChangeFlag> flags;  // sorted, each once

    /// The root above the first source; above the first target of something added.
    const Item* group = nullptr;

    [[nodiscard]] bool has(ChangeFlag flag) const noexcept;

    /// Sources and targets together.
    [[nodiscard]] std::size_t size() const noexcept { return sources.size() + targets.size(); }

    friend bool operator==(const Change&, const Change&) = default;
};

/// "moved", "residual": the flags of @p change in words, in their order.
[[nodiscard]] std::vector<std::string> flag_names(const Change& change);

/// The name of a change among the types of GSIM's statistical classification model: "VC1"
/// (recoded), "VC2" (retitled), "VC1+VC2", "RC1" (removed), "RC2" (added) to "RC5"
/// (restructured); empty for what is unchanged. Source: UNECE, "GSIM: Statistical Classifications
/// Model", version 1.1, appendix 3.
[[nodiscard]] std::string_view gsim_type(const Change& change) noexcept;

/// A code of another level than the one that is compared.
class OtherLevel : public UnknownName {
public:
    OtherLevel(const std::string& code, std::string level);
    [[nodiscard]] const std::string& level() const noexcept { return level_; }

private:
    std::string level_;
};

/// Numbers about changes. Codes are compared as strings here, and only counted.
struct DiffCounts {
    std::size_t sources = 0;
    std::size_t targets = 0;
    std::size_t links = 0;
    std::size_t families = 0;
    std::array<std::size_t, cardinality_count> by_cardinality{};
    std::array<std::size_t, change_kind_count> by_kind{};
    std::size_t sources_with_several_targets = 0;
    std::size_t targets_with_several_sources = 0;
    std::size_t codes_kept = 0;
    std::size_t codes_dropped = 0;
    std::size_t codes_new = 0;
    std::size_t kept_retitled = 0;    // codes kept whose titles differ
    std::size_t only_exclusions = 0;  // unchanged families with the flag `exclusions`
    std::size_t largest_sources = 0;
    std::size_t largest_targets = 0;

    [[nodiscard]] std::size_t of(Cardinality cardinality) const {
        return by_cardinality.at(static_cast<std::size_t>(cardinality));
    }
    [[nodiscard]] std::size_t of(ChangeKind kind) const {
        return by_kind.at(static_cast<std::size_t>(kind));
    }

    friend bool operator==(const DiffCounts&, const DiffCounts&) = default;
};

/// The numbers about @p changes, which are some or all of those between the ends of @p table.
[[nodiscard]] DiffCounts count(const std::vector<Change>& changes, const Correspondence& table);

/// What changed between two editions, at one level of each: data, not text. Every item of both
/// cuts is in exactly one change; those that stayed as they were are there as `unchanged`.
/// In the order of families().
struct Diff {
    EditionId before;
    EditionId after;
    LevelPair levels;
    Correspondence table;  // at these levels
    std::vector<Change> changes;
    DiffCounts counts;  // of all changes

    /// Nothing but `unchanged`.
    [[nodiscard]] bool empty() const noexcept {
        return counts.families == counts.of(ChangeKind::unchanged);
    }
};

/// Compares two editions at @p levels along @p table, their leaf table (see between()).
/// The flag `exclusions` goes by @p moves; by those of exclusion_changes() if none are given. With
/// @p moves, which those give who look at several levels, reused codes are not looked for.
/// Errors as at_level(). Cost: near linear in items and links.
[[nodiscard]] Diff diff(const Edition& before, const Edition& after, const Correspondence& table,
                        const LevelPair& levels, const BoundaryMoves* moves = nullptr);

/// The two editions at every level coarser than @p levels that both have, coarsest first; without
/// the flag `exclusions`. Errors and cost as diff().
[[nodiscard]] std::vector<Diff> diffs_above(const Edition& before, const Edition& after,
                                            const Correspondence& table, const LevelPair& levels);

/// Compares two editions of a catalog at their leaves, along the best route between them.
/// @throws UnknownName for an edition that is not there, or when no route joins them.
[[nodiscard]] Diff diff(const Catalog& catalog, const EditionId& before, const EditionId& after);

}  // namespace socshift
