#pragma once

// Internal: not installed.

#include <array>
#include <cstdint>

namespace socshift {

/// Philox4x32-10, a generator without state: the numbers that stand at a place of a stream. Any
/// place costs the same, so what is drawn for a row does not depend on the rows before it.
///
/// Source   J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy
///          as 1, 2, 3", SC11 (2011).
[[nodiscard]] constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                                            std::array<std::uint32_t, 2> key) {
    constexpr unsigned rounds = 10;
    constexpr unsigned word = 32;
    constexpr std::uint64_t first = 0xD2511F53;
    constexpr std::uint64_t second = 0xCD9E8D57;
    constexpr std::array<std::uint32_t, 2> steps = {0x9E3779B9, 0xBB67AE85};
    for (unsigned round = 0; round < rounds; ++round) {
        const auto a = first * counter[0];
        const auto b = second * counter[2];
        counter = {static_cast<std::uint32_t>(b >> word) ^ counter[1] ^ key[0],
                   static_cast<std::uint32_t>(b),
                   static_cast<std::uint32_t>(a >> word) ^ counter[3] ^ key[1],
                   static_cast<std::uint32_t>(a)};
        key = {key[0] + steps[0], key[1] + steps[1]};
    }
    return counter;
}

/// The number from 0 to 2^64 - 1 that is drawn for row @p row, the @p draw-th time, with @p seed:
/// counter row (low word first), draw, 0; key seed (low word first); the first two words of what
/// comes out, low word first.
[[nodiscard]] constexpr std::uint64_t drawn_number(std::uint64_t seed, std::uint64_t row,
                                                   std::uint32_t draw) {
    constexpr unsigned word = 32;
    const auto low = [](std::uint64_t number) { return static_cast<std::uint32_t>(number); };
    const auto out = philox({low(row), low(row >> word), draw, 0}, {low(seed), low(seed >> word)});
    return out[0] | std::uint64_t{out[1]} << word;
}

}  // namespace socshift
