#pragma once

// Internal: not installed. A job title as an index reads it.

#include "socshift/titles/title_index_body.hpp"
#include "socshift/titles/title_words.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace socshift {

/// The words of a job title, and the codes under which it stands, word by word. Keeps its memory
/// between titles.
class TitleSearch::Reading {
public:
    explicit Reading(TitleIndex index) : index_(std::move(index)), body_(*index_.body_) {}

    [[nodiscard]] const TitleIndex::Body& body() const noexcept { return body_; }

    /// Reads @p title. Typing errors that were put right go to @p corrected.
    void read(std::string_view title, std::vector<ReadWord>& corrected);

    /// Of the title that was read last, until the next. A word that no title has is 0, and stands
    /// in unknown(). core(): without grades.
    [[nodiscard]] const std::vector<detail::WordId>& words() const noexcept { return words_; }
    [[nodiscard]] const std::vector<std::string_view>& unknown() const noexcept { return unknown_; }
    [[nodiscard]] const std::vector<detail::WordId>& core() const noexcept { return core_; }
    [[nodiscard]] std::int64_t rarity() const noexcept { return rarity_; }  // of its core

    /// Places of codes, sorted: where the title stands; if it does nowhere, where its parts between
    /// slashes do, if each does.
    [[nodiscard]] const std::vector<std::uint32_t>& exact_codes() const noexcept {
        return exact_codes_;
    }
    [[nodiscard]] const std::vector<std::uint32_t>& part_codes() const noexcept {
        return part_codes_;
    }
    [[nodiscard]] bool is_part(std::uint32_t code) const {
        return std::binary_search(part_codes_.begin(), part_codes_.end(), code);
    }
    [[nodiscard]] bool is_exact(std::uint32_t code) const {
        return std::binary_search(exact_codes_.begin(), exact_codes_.end(), code);
    }

    /// The listed title itself, under one of exact_codes().
    [[nodiscard]] const detail::Form& exact_form(std::uint32_t code) const {
        return body_.forms[exact_forms_[exact_place(code)]];
    }

    /// Bits for the title of a code itself, one of exact_codes().
    [[nodiscard]] std::int64_t own_bits(std::uint32_t code) const {
        return body_.titles[exact_form(code).title].is_own != 0 ? detail::model::own : 0;
    }

    /// What titles that @p title is are compared by: with typing errors put right and as they are.
    std::vector<std::string> forms_of(std::string_view title);

    /// Whether @p title is one of @p asked, outside of its parentheses or inside.
    bool has_form(std::string_view title, const std::vector<std::string>& asked);

private:
    void start_words();
    /// Takes the core of words_: its words, parted by a blank.
    std::string text_of_core();

    /// Without @p corrected typing errors stay. @p slashes: how many words are before each; parts_
    /// gets the place of it in words_.
    void add_words(const std::vector<std::string_view>& read, std::vector<ReadWord>* corrected,
                   const std::vector<std::size_t>& slashes = {});

    /// The word that @p text was meant to be: of those one letter away the one of most titles, of
    /// several the first by its letters. 0 if there is none.
    detail::WordId misspelt(std::string_view text);
    void find_exact();

    /// "Cashier/Stocker", which is not listed, where "Cashier" and "Stocker" are: the codes of all.
    void find_parts();
    void take_exact(std::uint32_t at);

    /// Among exact_codes_, of which @p code is one.
    [[nodiscard]] std::size_t exact_place(std::uint32_t code) const {
        return static_cast<std::size_t>(
            std::lower_bound(exact_codes_.begin(), exact_codes_.end(), code) -
            exact_codes_.begin());
    }

    TitleIndex index_;
    const TitleIndex::Body& body_;
    TitleReader reader_;
    std::vector<detail::WordId> words_;
    std::vector<std::string_view> unknown_;
    std::vector<detail::WordId> core_;
    std::vector<std::size_t> parts_;  // between slashes: where each ends in words_
    std::vector<detail::WordId> part_;
    std::vector<std::uint32_t> part_codes_;
    std::vector<std::uint32_t> exact_codes_;
    std::vector<std::uint32_t> exact_forms_;  // of each
    std::string neighbour_;
    std::unordered_map<std::string, detail::WordId> meant_;  // words in no title come again, too
    std::int64_t rarity_ = 0;
};

}  // namespace socshift
