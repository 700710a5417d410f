#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace socshift {

/// A value of an enumeration and the word for it in files, options and tables; "" where a value has
/// none.
template <typename Enum>
struct Word {
    Enum value;
    std::string_view word;
};

/// The words of an enumeration: every enumerator once, in the order of their declaration. Said
/// beside the enumeration, and nowhere else:
///
///     enum class Coverage { whole, part };
///     template <>
///     inline constexpr auto word_table<Coverage> =
///         std::to_array<Word<Coverage>>({{Coverage::whole, "whole"}, {Coverage::part, "part"}});
///
///     to_string(Coverage::part);        // "part"
///     value_of<Coverage>("part");       // Coverage::part
///     words<Coverage>();                // "whole, part"
template <typename Enum>
inline constexpr std::array<Word<Enum>, 0> word_table{};

/// An enumeration that has a table of words.
template <typename Enum>
concept Worded = std::is_enum_v<Enum> &&(word_table<Enum>.size() > 0);

/// Whether the value of each row of the table is the place of the row.
template <Worded Enum>
[[nodiscard]] consteval bool is_in_order() noexcept {
    for (std::size_t i = 0; i < word_table<Enum>.size(); ++i) {
        if (static_cast<std::size_t>(word_table<Enum>[i].value) != i) {
            return false;
        }
    }
    return true;
}

/// The word for @p value. Cost: none but the look-up in the table.
template <Worded Enum>
[[nodiscard]] constexpr std::string_view to_string(Enum value) noexcept {
    static_assert(is_in_order<Enum>());
    return word_table<Enum>[static_cast<std::size_t>(value)].word;
}

/// The value that @p word means; none for any other text. Letter by letter: case counts.
template <Worded Enum>
[[nodiscard]] constexpr std::optional<Enum> value_of(std::string_view word) noexcept {
    static_assert(is_in_order<Enum>());
    for (const auto& row : word_table<Enum>) {
        if (row.word == word && !word.empty()) {
            return row.value;
        }
    }
    return std::nullopt;
}

/// "whole, part": every word, for what is said to someone who wrote another one.
template <Worded Enum>
[[nodiscard]] std::string words() {
    std::string out;
    for (const auto& row : word_table<Enum>) {
        if (!row.word.empty()) {
            out.append(out.empty() ? "" : ", ").append(row.word);
        }
    }
    return out;
}

}  // namespace socshift
