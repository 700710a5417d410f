#include "socshift/numbers/philox.hpp"

#include <Random123/philox.h>

namespace socshift {

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key) noexcept {
    using Generator = r123::Philox4x32;
    const Generator::ctr_type place = {{counter[0], counter[1], counter[2], counter[3]}};
    const auto out = Generator{}(place, Generator::key_type{{key[0], key[1]}});
    return {out[0], out[1], out[2], out[3]};
}

std::uint64_t drawn_number(std::uint64_t seed, std::uint64_t row, std::uint32_t draw) noexcept {
    constexpr unsigned word = 32;
    const auto low = [](std::uint64_t number) { return static_cast<std::uint32_t>(number); };
    const auto out = philox({low(row), low(row >> word), draw, 0}, {low(seed), low(seed >> word)});
    return out[0] | std::uint64_t{out[1]} << word;
}

}  // namespace socshift
