#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// The rule by which job titles are taken apart into words, by name, for outputs that rest on it.
inline constexpr std::string_view title_words_rule = "title-words/1";

/// What is read of a title: its start, and no more.
inline constexpr std::size_t most_title_bytes = 1000;
inline constexpr std::size_t most_title_words = 32;
inline constexpr std::size_t most_word_bytes = 40;

/// Takes job titles apart into words by the rule title-words/1, docs/methods.md, "From a job title
/// to a code". It keeps its memory, so one is for many titles; not for several threads at once.
///
///     TitleReader reader;
///     reader.read("Managers, Sales (Reps)");
///     reader.outside();    // {"sale", "manager"}
///     reader.inside();   // {"rep"}: what stands in parentheses
class TitleReader {
public:
    /// The views live until the next read().
    void read(std::string_view title);

    [[nodiscard]] const std::vector<std::string_view>& outside() const noexcept { return outside_; }
    [[nodiscard]] const std::vector<std::string_view>& inside() const noexcept { return inside_; }

    /// How many words of outside() are before each slash, in order: {1} for "cashier/stocker".
    /// Empty if there is a comma as well.
    [[nodiscard]] const std::vector<std::size_t>& slashes() const noexcept { return slashes_; }

private:
    void fold(std::string_view title);
    void take_words(std::string& text, std::vector<std::string_view>& out);

    std::string outside_text_;
    std::string inside_text_;
    std::string small_;  // one character
    std::vector<std::string_view> outside_;
    std::vector<std::string_view> inside_;
    std::vector<std::size_t> slashes_;
};

/// Words, as read, that say a grade and no occupation, sorted: "iii", "senior".
[[nodiscard]] const std::vector<std::string_view>& grade_words();
[[nodiscard]] bool is_grade_word(std::string_view word);

}  // namespace socshift
