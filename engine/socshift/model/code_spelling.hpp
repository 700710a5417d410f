#pragma once

#include "socshift/base/words.hpp"

#include <array>
#include <string>
#include <string_view>

namespace socshift {

/// Whether "a01" and "A01" are two codes. Of Latin letters with their accents, Greek and Cyrillic
/// ones; those of other alphabets are two.
enum class LetterCase { matters, ignored };
template <>
inline constexpr auto word_table<LetterCase> = std::to_array<Word<LetterCase>>(
    {{LetterCase::matters, "matters"}, {LetterCase::ignored, "ignored"}});

/// How the codes of an edition may be written: what of a code says nothing, so that "E119" is
/// "E11.9". By default everything does.
///
///     const CodeSpelling icd{".", LetterCase::ignored};
///     assert(icd.plain("e11.9") == "E119");
struct CodeSpelling {
    /// Characters of ASCII punctuation that may be written or left out alike, anywhere in a code.
    std::string separators = {};
    LetterCase letter_case = LetterCase::matters;

    /// Whether a code has one spelling, the printed one.
    [[nodiscard]] bool is_exact() const noexcept {
        return separators.empty() && letter_case == LetterCase::matters;
    }

    /// What all spellings of @p code have in common: without separators, in capitals where case
    /// does not matter. Codes that are nothing but separators stay.
    [[nodiscard]] std::string plain(std::string_view code) const;

    friend bool operator==(const CodeSpelling&, const CodeSpelling&) = default;
};

/// Whether @p text is some characters of ASCII punctuation, each once.
[[nodiscard]] bool are_separators(std::string_view text) noexcept;

}  // namespace socshift
