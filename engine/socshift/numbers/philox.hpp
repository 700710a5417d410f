#pragma once

// Internal: not installed.

#include <array>
#include <cstdint>

namespace socshift {

/// Philox4x32-10, a generator without state: the numbers that stand at a place of a stream. Any
/// place costs the same, so what is drawn for a row does not depend on the rows before it.
///
/// Source   J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy
///          as 1, 2, 3", SC11 (2011), by their own library, Random123.
[[nodiscard]] std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                                  std::array<std::uint32_t, 2> key) noexcept;

/// The number from 0 to 2^64 - 1 that is drawn for row @p row, the @p draw-th time, with @p seed:
/// counter row (low word first), draw, 0; key seed (low word first); the first two words of what
/// comes out, low word first.
[[nodiscard]] std::uint64_t drawn_number(std::uint64_t seed, std::uint64_t row,
                                         std::uint32_t draw) noexcept;

}  // namespace socshift
