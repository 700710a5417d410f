#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/edition.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace socshift {

/// Why two leaves of two editions are taken for one though no table says so. `same`: code and
/// title. `same_title`: the title, which no other leaf of either edition has; the code is another.
/// `same_code`: the code; the title is another, and near.
enum class MatchReason : std::uint8_t { same, same_title, same_code };
template <>
inline constexpr auto word_table<MatchReason> =
    std::to_array<Word<MatchReason>>({{MatchReason::same, "same code and title"},
                                      {MatchReason::same_title, "same title"},
                                      {MatchReason::same_code, "same code"}});

/// Two leaves that are taken for one.
struct MatchedPair {
    const Item* before = nullptr;
    const Item* after = nullptr;
    MatchReason reason = MatchReason::same;
    std::uint32_t nearness = 1000;  // of their titles, thousandths
};

/// A leaf of the other edition that could be meant.
struct MatchCandidate {
    const Item* item = nullptr;
    std::uint32_t nearness = 0;  // of the titles, thousandths
    bool has_code = false;       // it has the same code
    bool has_parent = false;     // what is above it has the same code, or the same title
    bool is_matched = false;     // it is in a pair already

    friend bool operator==(const MatchCandidate&, const MatchCandidate&) = default;
};

/// A leaf that is in no pair.
struct UnmatchedItem {
    const Item* item = nullptr;
    std::vector<MatchCandidate> candidates;  // the likeliest first; most_candidates at most
};

/// Two leaves with one code that are not taken for one: it may stand for something else now.
struct ReusableCode {
    const Item* before = nullptr;
    const Item* after = nullptr;
    std::uint32_t nearness = 0;  // of their titles, thousandths
};

/// What two editions have in common by their codes and titles. Items live as long as the editions;
/// all in code order.
struct EditionMatch {
    std::vector<MatchedPair> pairs;  // of each leaf one at most
    std::vector<UnmatchedItem> removed;
    std::vector<UnmatchedItem> added;
    std::vector<ReusableCode> reusable;
};

/// How near the titles of one code have to be, in thousandths.
inline constexpr std::uint32_t least_nearness = 500;

/// How many candidates are named.
inline constexpr std::size_t most_candidates = 3;

/// Pairs the leaves of two editions: first those of one code and title, then those of a title that
/// one leaf of either edition has, then those of one code whose titles are least_nearness or more.
/// Titles are compared by `title_rule`, and are near by `nearness_rule`. Candidates of what is left
/// are leaves with the same code, with the same parent or with a word in common that few titles
/// have; in the order of their nearness, to which the same code adds 300 and the same parent 100.
///
/// No split and no merger comes of this, and nothing about shares: a pair says that what was there
/// before goes on, not that all of it does.
[[nodiscard]] EditionMatch match(const Edition& before, const Edition& after);

}  // namespace socshift
