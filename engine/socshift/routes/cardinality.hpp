#pragma once

#include "socshift/base/words.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace socshift {

/// How many codes of the source edition go with how many of the target edition, where no link leads
/// out of them. `one_to_none`: no successor; `none_to_one`: no predecessor.
enum class Cardinality : std::uint8_t {
    one_to_one,
    one_to_many,
    many_to_one,
    many_to_many,
    one_to_none,
    none_to_one
};
template <>
inline constexpr auto word_table<Cardinality> =
    std::to_array<Word<Cardinality>>({{Cardinality::one_to_one, "1:1"},
                                      {Cardinality::one_to_many, "1:n"},
                                      {Cardinality::many_to_one, "n:1"},
                                      {Cardinality::many_to_many, "m:n"},
                                      {Cardinality::one_to_none, "1:0"},
                                      {Cardinality::none_to_one, "0:1"}});

inline constexpr std::size_t cardinality_count = 6;

/// Of so many codes on either side; not both zero.
[[nodiscard]] Cardinality cardinality_of(std::size_t sources, std::size_t targets) noexcept;

}  // namespace socshift
