#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/counts.hpp"
#include "socshift/scenarios/scenario.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What a figure can be: at least `low`, at most `high`; equal when it is known.
struct Bounds {
    std::int64_t low = 0;
    std::int64_t high = 0;

    friend bool operator==(const Bounds&, const Bounds&) = default;
};

/// The proposals that made or changed @p item of a draft; empty: it is as it was in the base.
[[nodiscard]] std::set<std::string> proposals_of(const Item& item);

/// What a draft does to a leaf of its base. `moves`: all of it gets another code. `ends`: it is
/// divided, and its code goes. `loses`: its code stays for what is left. `gains`: it takes in parts
/// of others. `retitled`: only its title or place changes.
enum class Effect : std::uint8_t { moves, ends, loses, gains, retitled };
template <>
inline constexpr auto word_table<Effect> =
    std::to_array<Word<Effect>>({{Effect::moves, "moves"},
                                 {Effect::ends, "ends"},
                                 {Effect::loses, "loses a part"},
                                 {Effect::gains, "gains"},
                                 {Effect::retitled, "retitled"}});

/// A leaf of the base that does not stay as it was.
struct TouchedCode {
    const Item* item = nullptr;  // of the base
    Effect effect = Effect::moves;
    std::vector<Code> targets;
    std::vector<std::string> proposals;  // sorted
    std::optional<Share> leaves;         // the part of it that leaves, where proposals state it
};

/// Every leaf that a draft touches, in code order. Items belong to @p base.
[[nodiscard]] std::vector<TouchedCode> touched_codes(const Edition& base, const Edition& draft,
                                                     const Correspondence& table);

/// Figures of a classification's leaves, of which some are only known together.
class Figures {
public:
    /// What is counted, in groups of leaves of @p base: of a code that covers several leaves, only
    /// the sum of them is known. Codes with no route to the base are left out.
    /// @throws UnknownName if @p counts are coded in an edition that no route joins with @p base.
    Figures(const Catalog& catalog, const Counts& counts, const EditionId& base);

    /// Bounds of the sum over leaves: all of those in @p whole, and of each of @p parts as much as
    /// its share says, rounded, or anything between none and all.
    [[nodiscard]] Bounds sum(const std::set<Code>& whole,
                             const std::map<Code, std::optional<Share>>& parts) const;

    [[nodiscard]] std::int64_t total() const noexcept { return total_; }

private:
    struct Known {
        std::set<Code> leaves;
        std::int64_t count = 0;
    };
    std::vector<Known> known_;
    std::int64_t total_ = 0;
};

/// What moves or may move, of what @p touched names: all of what moves or ends, and a part of what
/// loses. What gains or is only retitled stays where it is.
[[nodiscard]] Bounds touched_sum(const Figures& figures, const std::vector<TouchedCode>& touched);

/// How many items of a level can be compared between an earlier edition and the base, and how many
/// of them still can with the draft: those that alone make up a family on both sides.
struct Comparability {
    EditionId edition;
    std::string level;
    std::size_t before = 0;
    std::size_t after = 0;
};

/// An item of the base whose series breaks with the draft.
struct BrokenSeries {
    const Item* item = nullptr;
    EditionId since;  // the earliest edition with which it could be compared
};

struct Breaks {
    std::vector<Comparability> comparable;  // by edition, nearest first, then level
    std::vector<BrokenSeries> broken;       // by level, coarsest first, then code
    std::size_t families_before = 0;        // over all these editions, at the leaves
    std::size_t families_after = 0;         // and the draft
};

/// What the draft @p draft makes incomparable: with its base, and with each final edition of the
/// series before it. @throws UnknownName if the catalog has no such editions or no route.
[[nodiscard]] Breaks breaks(const Catalog& catalog, const EditionId& base, const EditionId& draft);

/// The notes of @p base that are made by, or name, an item that the draft moves, ends or divides.
/// Of a range: if it spans one.
[[nodiscard]] std::vector<Note> touched_notes(const Edition& base,
                                              const std::vector<TouchedCode>& touched);

}  // namespace socshift
