#pragma once

// Internal: not installed. How an index of titles is kept.

#include "socshift/titles/title_index.hpp"
#include "socshift/titles/title_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace socshift::detail {

/// The numbers of the formula; docs/methods.md says how they were chosen.
namespace model {
inline constexpr std::int32_t word = 10;  // tenths
inline constexpr std::int32_t last_word = 10;
inline constexpr std::int32_t pair = 8;
inline constexpr std::int32_t letters = 4;
inline constexpr std::int32_t grade_tenths = 3;  // of all these, for a word that says a grade
inline constexpr std::int32_t smoothing_tenths = 1;
inline constexpr std::int64_t size_tenths = 12;  // of what the size of a code takes away
inline constexpr std::int64_t nearest = 20;      // bits that an equal title adds
inline constexpr std::int64_t exact = 29;        // bits that an exact one adds besides
inline constexpr std::int64_t own = 20;      // bits that the title of the code itself adds to these
inline constexpr std::int64_t residual = 2;  // bits that a code for the rest has less
inline constexpr std::size_t looked_at = 12;     // codes whose titles are compared
inline constexpr std::uint64_t temperature = 6;  // bits for which belief halves
}  // namespace model

/// Scores are in parts of a tenth of a bit, weighed: 10 tenths x 2^8 (rarity) x 2^10 (logarithm).
inline constexpr std::int64_t one_bit = std::int64_t{10} << 18U;

using WordId = std::uint32_t;     // 0: none
using FeatureId = std::uint32_t;  // 0: none

[[nodiscard]] inline std::uint64_t mixed(std::uint64_t key) noexcept {
    const auto x = key * 0x9E3779B97F4A7C15U;
    return x ^ x >> 32U;
}

/// FNV-1a, over bytes or over numbers.
template <typename Range>
[[nodiscard]] std::uint64_t hash_of(const Range& range) noexcept {
    std::uint64_t out = 0xCBF29CE484222325U;
    for (const auto one : range) {
        out = (out ^ static_cast<std::make_unsigned_t<std::decay_t<decltype(one)>>>(one)) *
              0x100000001B3U;
    }
    return mixed(out);
}

/// Where of @p slots what has @p hash is, by @p is, or would be put: open addressing. Their number
/// is a power of two, and one at least is empty.
template <typename Slots, typename Is>
[[nodiscard]] std::size_t slot_of(const Slots& slots, std::uint64_t hash, Is is) noexcept {
    const auto mask = slots.size() - 1;
    auto at = hash & mask;
    while (!slots[at].is_empty() && !is(slots[at])) {
        at = (at + 1) & mask;
    }
    return at;
}

struct WordSlot {
    WordId id = 0;
    [[nodiscard]] bool is_empty() const noexcept { return id == 0; }
};

struct LettersSlot {
    std::uint32_t group = 0;  // as each_group() gives it
    FeatureId id = 0;
    [[nodiscard]] bool is_empty() const noexcept { return id == 0; }
};

struct PairSlot {
    WordId first = 0;
    WordId second = 0;
    FeatureId id = 0;
    [[nodiscard]] bool is_empty() const noexcept { return id == 0; }
};

struct FormSlot {
    std::uint32_t behind = 0;  // the first form of its words, plus 1
    [[nodiscard]] bool is_empty() const noexcept { return behind == 0; }
};

/// A word of titles, with the features that it brings.
struct IndexWord {
    std::uint32_t text = 0;  // place in word_text
    std::uint32_t size = 0;
    FeatureId word = 0;
    FeatureId last = 0;         // as the last word of a title
    std::uint32_t letters = 0;  // place of its groups of letters
    std::uint32_t letters_end = 0;
    std::uint32_t spelled = 0;  // place of the words that it stands for, if it is an abbreviation
    std::uint32_t spelled_end = 0;
    std::int32_t rarity = 0;   // for nearness, 2^-8 bits
    std::uint32_t titles = 0;  // forms that hold it
    std::uint32_t forms = 0;   // place of them
    std::uint32_t grade = 0;   // 1 if it says one
};

struct Posting {
    std::uint16_t code;
    std::uint16_t gain;  // 2^-10 bits
};

/// One form of a listed title: what is outside its parentheses, or inside.
struct Form {
    std::uint32_t title = 0;  // place in the list
    std::uint32_t words = 0;
    std::uint32_t words_end = 0;  // of its different words, in order, without those of a grade
    std::int32_t rarity = 0;      // summed over them
    std::uint32_t next = 0;       // form of the same words; none is before this one
};

struct KeptTitle {
    std::uint32_t text = 0;
    std::uint32_t size = 0;
    std::uint32_t source = 0;
    std::uint32_t is_own = 0;  // 1 if it is
};

/// All that an index is made of: arrays of plain numbers, so that a finished one can be a constant
/// of the program.
template <template <typename> typename Many>
struct TitleArrays {
    Many<char> code_text;
    Many<std::uint32_t> code_ends;
    Many<char> text;  // of all titles
    Many<KeptTitle> titles;

    Many<IndexWord> words;  // the first is none
    Many<char> word_text;
    Many<WordSlot> word_slots;
    Many<WordId> spelled;     // of all abbreviations
    Many<FeatureId> letters;  // of all words

    Many<LettersSlot> letters_slots;
    Many<PairSlot> pair_slots;
    Many<std::uint32_t> posting_ends;  // of each feature; the first is none
    Many<Posting> postings;
    Many<std::int32_t> pulls;      // of each feature: kind times rarity, tenths x 2^8
    Many<std::int32_t> sizes;      // of each code: 2^-10 bits, times model::size_tenths / 10
    Many<std::uint32_t> residual;  // of each code: 1 if it is for the rest

    Many<Form> forms;                // by code, then in the order of the list
    Many<std::uint32_t> forms_ends;  // of each code
    Many<WordId> form_words;         // of all forms
    Many<std::uint32_t> word_forms;  // of all words: the forms that have them, in order
    Many<FormSlot> form_slots;

    /// Calls @p take with each array of @p all, TitleArrays of any kind, in this order.
    template <typename All, typename Take>
    static void each(All& all, Take take) {
        take(all.code_text);
        take(all.code_ends);
        take(all.text);
        take(all.titles);
        take(all.words);
        take(all.word_text);
        take(all.word_slots);
        take(all.spelled);
        take(all.letters);
        take(all.letters_slots);
        take(all.pair_slots);
        take(all.posting_ends);
        take(all.postings);
        take(all.pulls);
        take(all.sizes);
        take(all.residual);
        take(all.forms);
        take(all.forms_ends);
        take(all.form_words);
        take(all.word_forms);
        take(all.form_slots);
    }

    [[nodiscard]] std::string_view word_text_of(WordId id) const {
        return {word_text.data() + words[id].text, words[id].size};
    }

    [[nodiscard]] WordId word(std::string_view wanted) const {
        return word_slots[word_slot(wanted)].id;
    }
    [[nodiscard]] std::size_t word_slot(std::string_view wanted) const {
        return slot_of(word_slots, hash_of(wanted),
                       [&](const WordSlot& slot) { return word_text_of(slot.id) == wanted; });
    }
    [[nodiscard]] std::size_t letters_slot(std::uint32_t group) const {
        return slot_of(letters_slots, mixed(group),
                       [&](const LettersSlot& slot) { return slot.group == group; });
    }
    [[nodiscard]] std::size_t pair_slot(WordId first, WordId second) const {
        return slot_of(
            pair_slots, mixed(std::uint64_t{first} << 32U | second),
            [&](const PairSlot& slot) { return slot.first == first && slot.second == second; });
    }
    [[nodiscard]] std::size_t form_slot(std::span<const WordId> core) const {
        return slot_of(form_slots, hash_of(core), [&](const FormSlot& slot) {
            return std::ranges::equal(words_of(forms[slot.behind - 1]), core);
        });
    }

    [[nodiscard]] std::span<const WordId> words_of(const Form& form) const {
        return {form_words.data() + form.words, form.words_end - form.words};
    }
};

template <typename T>
using Made = std::vector<T>;
template <typename T>
using Seen = std::span<const T>;

}  // namespace socshift::detail

namespace socshift {

class TitleIndex::Body : public detail::TitleArrays<detail::Seen> {
public:
    explicit Body(const std::vector<ListedTitle>& titles);

    /// What pack() made of another, and other bytes behind it. @throws Error if it is cut short.
    explicit Body(std::string packed);

    Body(const Body&) = delete;  // what is seen would be the other's
    Body& operator=(const Body&) = delete;
    ~Body() = default;

    std::vector<Code> codes;

    [[nodiscard]] std::string_view title(const detail::Form& form) const {
        const auto& kept = titles[form.title];
        return {text.data() + kept.text, kept.size};
    }

    /// All of it, as bytes in the order of this machine.
    [[nodiscard]] std::string pack() const;

    /// Bytes that were behind it in a pack.
    [[nodiscard]] std::string_view behind() const noexcept { return behind_; }

private:
    class Builder;

    void see_made();
    void read_codes();

    detail::TitleArrays<detail::Made> made_;
    std::string packed_;  // what is seen is either of these two
    std::string_view behind_;
};

namespace detail {

/// The way of title_pack.hpp into an index.
struct TitlePack {
    [[nodiscard]] static const TitleIndex::Body& body(const TitleIndex& index) {
        return *index.body_;
    }
    [[nodiscard]] static TitleIndex index(std::string packed) {
        return TitleIndex{std::make_shared<const TitleIndex::Body>(std::move(packed))};
    }
};

/// The groups of @p size letters of "^word$", each as a number.
template <typename Take>
void each_group(std::string_view word, std::size_t size, Take take) {
    std::array<char, most_word_bytes + 2> framed{};
    framed[0] = '^';
    std::copy(word.begin(), word.end(), framed.begin() + 1);
    framed[word.size() + 1] = '$';
    for (std::size_t i = 0; i + size <= word.size() + 2; ++i) {
        std::uint32_t key = 0;
        for (std::size_t k = 0; k < size; ++k) {
            key = key << 8U | static_cast<unsigned char>(framed[i + k]);
        }
        take(key);
    }
}

/// Different words of a title without those of a grade, unless these are all; in order. One that
/// no title has is 0, each time, and none of a grade.
void take_core(std::span<const IndexWord> words, const std::vector<WordId>& all,
               std::vector<WordId>& core);

}  // namespace detail

}  // namespace socshift
