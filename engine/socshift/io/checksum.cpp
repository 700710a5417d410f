#include "socshift/io/checksum.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <sha2.h>

namespace socshift {

std::string sha256(std::string_view bytes) {
    std::array<char, SHA256_DIGEST_STRING_LENGTH> digest{};
    SHA256Data(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), digest.data());
    return digest.data();
}

std::uint64_t damage_check(std::string_view bytes) noexcept {
    // Each step takes one value to one value, for a fixed word and for a fixed sum alike: two texts
    // that differ in one word cannot end alike. Four sums do not wait for one another.
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U;
    constexpr int turn = 29;
    constexpr std::size_t word_size = sizeof(std::uint64_t);
    const auto with = [](std::uint64_t sum, std::uint64_t word) {
        return std::rotl(sum ^ word, turn) * odd;
    };
    std::array<std::uint64_t, 4> sums = {1, 2, 3, 4};
    const auto block = sums.size() * word_size;
    std::array<std::uint64_t, 4> words{};
    const auto size = bytes.size();
    for (; bytes.size() >= block; bytes.remove_prefix(block)) {
        std::memcpy(words.data(), bytes.data(), block);
        for (std::size_t i = 0; i < sums.size(); ++i) {
            sums[i] = with(sums[i], words[i]);
        }
    }
    words = {};
    if (!bytes.empty()) {
        std::memcpy(words.data(), bytes.data(), bytes.size());
    }
    std::uint64_t out = size;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        out = with(out, with(sums[i], words[i]));
    }
    return out;
}

}  // namespace socshift
