#include "socshift/convert/pair_numbers.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <map>
#include <random>
#include <utility>

using namespace socshift;

namespace {

/// Asks for @p count pairs up to @p firsts and @p seconds, and holds numbers against a map.
void check_pair_numbers(PairNumbers& numbers,
                        std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t>& known,
                        unsigned count, std::uint32_t firsts, std::uint32_t seconds) {
    std::mt19937 random(count + firsts);  // the same everywhere
    bool all_right = true;
    for (unsigned i = 0; i < count; ++i) {
        const std::pair pair{static_cast<std::uint32_t>(random() % firsts),
                             static_cast<std::uint32_t>(random() % seconds)};
        const auto [entry, is_new] =
            known.try_emplace(pair, static_cast<std::uint32_t>(known.size()));
        numbers.prefetch(pair.first, pair.second);
        all_right = all_right && numbers.number(pair.first, pair.second) == entry->second &&
                    numbers.size() == known.size();
    }
    CHECK(all_right);
}

}  // namespace

TEST_CASE("pairs are numbered as they are met, few or many, near each other or far apart") {
    PairNumbers numbers;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> known;
    CHECK(numbers.size() == 0);
    check_pair_numbers(numbers, known, 100, 3, 5);
    check_pair_numbers(numbers, known, 2'000, 60, 30);         // wider and longer
    check_pair_numbers(numbers, known, 20'000, 3'000, 4'000);  // too far apart for a table
    check_pair_numbers(numbers, known, 3'000, 60, 30);         // what was there
}

TEST_CASE("a table of pairs that fills comes back") {
    PairNumbers numbers;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> known;
    check_pair_numbers(numbers, known, 1'000, 2'000, 2'000);      // a hash table
    check_pair_numbers(numbers, known, 1'200'000, 2'000, 2'000);  // a quarter of all pairs
    check_pair_numbers(numbers, known, 50'000, 2'100, 1'900);
}
