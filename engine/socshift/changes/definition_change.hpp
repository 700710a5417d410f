#pragma once

#include "socshift/base/words.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// The rule by which two texts of a definition are compared, by name, for outputs that rest on it.
/// Its page: docs/definition-changes.md.
inline constexpr std::string_view definition_rule = "three-words";

/// How many content words may come and go before a change of text is one of substance.
inline constexpr std::size_t editorial_words = 3;

/// How far two texts are apart: the first of these that makes them equal. Each takes away what the
/// ones before it do.
enum class DefinitionRung : std::uint8_t {
    same,       // spaces
    marks,      // typographic quotation marks, apostrophes and dashes
    verbs,      // "Include" and "Includes", "Exclude" and "Excludes"
    wording,    // case, punctuation, hyphens, function words, endings, order, cross references
    few_words,  // at most `editorial_words` content words
    substance   // nothing of all this
};
template <>
inline constexpr auto word_table<DefinitionRung> =
    std::to_array<Word<DefinitionRung>>({{DefinitionRung::same, "same"},
                                         {DefinitionRung::marks, "marks"},
                                         {DefinitionRung::verbs, "verbs"},
                                         {DefinitionRung::wording, "wording"},
                                         {DefinitionRung::few_words, "few-words"},
                                         {DefinitionRung::substance, "substance"}});

inline constexpr std::size_t definition_rung_count = 6;

enum class DefinitionGrade : std::uint8_t { same, editorial, substantive };
template <>
inline constexpr auto word_table<DefinitionGrade> =
    std::to_array<Word<DefinitionGrade>>({{DefinitionGrade::same, "same"},
                                          {DefinitionGrade::editorial, "editorial"},
                                          {DefinitionGrade::substantive, "substantive"}});

/// `same` is the same, `substance` is substantive, what lies between is editorial.
[[nodiscard]] DefinitionGrade grade_of(DefinitionRung rung) noexcept;

/// Words that stand in one of two texts, or in both: a piece of a comparison.
struct TextPiece {
    enum class Kind : std::uint8_t { kept, removed, added };

    Kind kind = Kind::kept;
    std::string words;  // as printed, with single spaces; never empty

    friend bool operator==(const TextPiece&, const TextPiece&) = default;
};

struct DefinitionChange {
    DefinitionRung rung = DefinitionRung::same;
    std::size_t words_removed = 0;  // content words outside cross references
    std::size_t words_added = 0;

    [[nodiscard]] DefinitionGrade grade() const noexcept { return grade_of(rung); }

    friend bool operator==(const DefinitionChange&, const DefinitionChange&) = default;
};

/// Compares two texts by `definition_rule`. No text on one side only is `substance`.
///
/// Content words are what is left of a text without its cross references, once it is in lower case,
/// hyphens are taken out and other punctuation is a space: words that are no function words
/// (articles, prepositions, conjunctions, "may", "use" and the like), without the endings "ing",
/// "ed", "es" and "s" where three letters remain. They are counted with repetition, without order.
/// A cross reference is a sentence that begins with "Exclude" or "Excludes", or that holds a code
/// of the form 00-0000: exclusion_changes() compares those. Sentences end with a full stop and a
/// space.
[[nodiscard]] DefinitionChange compare_definitions(std::string_view before, std::string_view after);

/// What was taken out of a text and what was put in, word by word: the fewest words that lead from
/// one to the other. Words are what stands between spaces. Where something is replaced, what was
/// removed comes first. Cost: |before| x |after|.
[[nodiscard]] std::vector<TextPiece> text_difference(std::string_view before,
                                                     std::string_view after);

}  // namespace socshift
