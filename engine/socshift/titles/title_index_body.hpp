#pragma once

// Internal: not installed. How an index of titles is kept.

#include "socshift/titles/title_index.hpp"
#include "socshift/titles/title_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace socshift::detail {

/// The numbers of the formula; docs/methods.md says how they were chosen.
namespace model {
inline constexpr std::int32_t word = 10;  // tenths
inline constexpr std::int32_t last_word = 10;
inline constexpr std::int32_t pair = 5;
inline constexpr std::int32_t letters = 4;
inline constexpr std::int32_t grade_tenths = 3;  // of all these, for a word that says a grade
inline constexpr std::int32_t smoothing_tenths = 1;
inline constexpr std::int64_t size_tenths = 12;  // of what the size of a code takes away
inline constexpr std::int64_t nearest = 20;      // bits that an equal title adds
inline constexpr std::int64_t exact = 29;        // bits that an exact one adds besides
inline constexpr std::int64_t own = 20;  // bits that the title of the code itself adds to these
inline constexpr std::size_t looked_at = 12;     // codes whose titles are compared
inline constexpr std::uint64_t temperature = 6;  // bits for which belief halves
}  // namespace model

/// Scores are in parts of a tenth of a bit, weighed: 10 tenths x 2^8 (rarity) x 2^10 (logarithm).
inline constexpr std::int64_t one_bit = std::int64_t{10} << 18U;

/// Keys without their own place for 0, and values: open addressing, never shrinking.
template <typename Key>
class FlatIds {
public:
    FlatIds() : slots_(1U << 14U) {}

    [[nodiscard]] std::uint32_t find(Key key) const noexcept {
        const auto mask = slots_.size() - 1;
        for (auto i = mix(key) & mask;; i = (i + 1) & mask) {
            if (slots_[i].id == 0 || slots_[i].key == key) {
                return slots_[i].id;
            }
        }
    }

    /// The id of @p key, which becomes @p next if there is none. Ids are not 0.
    std::uint32_t put(Key key, std::uint32_t next) {
        if (used_ * 2 >= slots_.size()) {
            grow();
        }
        const auto mask = slots_.size() - 1;
        auto i = mix(key) & mask;
        while (slots_[i].id != 0 && slots_[i].key != key) {
            i = (i + 1) & mask;
        }
        if (slots_[i].id == 0) {
            slots_[i] = {key, next};
            ++used_;
        }
        return slots_[i].id;
    }

private:
    struct Slot {
        Key key = 0;
        std::uint32_t id = 0;
    };

    static std::size_t mix(Key key) noexcept {
        auto x = static_cast<std::uint64_t>(key) * 0x9E3779B97F4A7C15U;
        return static_cast<std::size_t>(x ^ x >> 32U);
    }

    void grow() {
        std::vector<Slot> old(slots_.size() * 2);
        old.swap(slots_);
        used_ = 0;
        for (const auto& slot : old) {
            if (slot.id != 0) {
                put(slot.key, slot.id);
            }
        }
    }

    std::vector<Slot> slots_;
    std::size_t used_ = 0;
};

using WordId = std::uint32_t;     // 0: none
using FeatureId = std::uint32_t;  // 0: none

[[nodiscard]] inline std::uint64_t text_hash(std::string_view text) noexcept {
    std::uint64_t out = 0xCBF29CE484222325U;
    for (const char c : text) {
        out = (out ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    }
    return out;
}

/// A word of titles, with the features that it brings.
struct IndexWord {
    std::string_view text;
    FeatureId word = 0;
    FeatureId last = 0;         // as the last word of a title
    std::uint32_t letters = 0;  // place of its groups of letters
    std::uint32_t letters_end = 0;
    std::int32_t rarity = 0;   // for nearness, 2^-8 bits
    std::uint32_t titles = 0;  // forms that hold it
    std::uint32_t forms = 0;   // place of them
    bool grade = false;
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
    std::uint32_t next = 0;       // form of the same hash; none is before this one
};

struct KeptTitle {
    std::uint32_t text = 0;
    std::uint32_t size = 0;
    std::uint32_t source = 0;
    bool is_own = false;
};

}  // namespace socshift::detail

namespace socshift {

class TitleIndex::Body {
public:
    explicit Body(const std::vector<ListedTitle>& titles);

    std::vector<Code> codes;
    std::string text;  // of all titles
    std::vector<detail::KeptTitle> titles;

    std::vector<detail::IndexWord> words;     // the first is none
    std::deque<std::string> word_texts;       // which do not move
    detail::FlatIds<std::uint64_t> word_ids;  // by text_hash()
    std::unordered_map<detail::WordId, std::vector<detail::WordId>> abbreviations;
    std::vector<detail::FeatureId> letters;  // of all words

    detail::FlatIds<std::uint32_t> letter_ids;
    detail::FlatIds<std::uint64_t> pair_ids;
    std::vector<std::uint32_t> posting_ends;  // of each feature; the first is none
    std::vector<detail::Posting> postings;
    std::vector<std::int32_t> pulls;  // of each feature: kind times rarity, tenths x 2^8
    std::vector<std::int32_t> sizes;  // of each code: 2^-10 bits, times model::size_tenths / 10

    std::vector<detail::Form> forms;           // by code, then in the order of the list
    std::vector<std::uint32_t> forms_ends;     // of each code
    std::vector<detail::WordId> form_words;    // of all forms
    std::vector<std::uint32_t> word_forms;     // of all words: the forms that have them, in order
    detail::FlatIds<std::uint64_t> exact_ids;  // by hash_of() the words of a form
    std::vector<std::uint32_t> exact_forms;    // of each id, which start at 1: the first form

    [[nodiscard]] detail::WordId word(std::string_view wanted) const {
        const auto id = word_ids.find(detail::text_hash(wanted));
        return words[id].text == wanted ? id : 0;
    }

    [[nodiscard]] std::string_view title(const detail::Form& form) const {
        const auto& kept = titles[form.title];
        return std::string_view{text}.substr(kept.text, kept.size);
    }

private:
    class Builder;
};

namespace detail {

[[nodiscard]] inline std::uint64_t hash_of(const WordId* begin, const WordId* end) noexcept {
    std::uint64_t out = 0xCBF29CE484222325U;
    for (; begin != end; ++begin) {
        out = (out ^ *begin) * 0x100000001B3U;
        out ^= out >> 29U;
    }
    return out;
}

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
void take_core(const std::vector<IndexWord>& words, const std::vector<WordId>& all,
               std::vector<WordId>& core);

}  // namespace detail

}  // namespace socshift
