#pragma once

// Internal: not installed.

#include "socshift/io/cell_table.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace socshift {

/// Numbers of pairs of small numbers: 0 to the first that is met, 1 to the second. A table with a
/// place for each pair that could be, which is quick, while there are few places or many of them
/// are taken; else a hash table. So memory grows with the pairs that were met.
class PairNumbers {
public:
    /// The number of a pair; size() before the call if it is new.
    [[nodiscard]] std::uint32_t number(std::uint32_t first, std::uint32_t second) {
        if (first >= rows_ || second >= width_) {
            make_room(first, second);
        }
        if (is_sparse_) {
            return number_in_sparse(first, second);
        }
        auto& number = dense_[first * width_ + second];
        if (number == none) {
            number = size_++;
        }
        return number;
    }

    /// Has number() meet the pair in the processor's cache.
    void prefetch(std::uint32_t first, std::uint32_t second) const noexcept {
        if (is_sparse_) {
            sparse_.prefetch(key(first, second));
        } else if (first < rows_ && second < width_) {
            __builtin_prefetch(&dense_[first * width_ + second]);
        }
    }

    [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

private:
    static constexpr std::uint32_t none = CellTable::none;

    [[nodiscard]] static CellTable::Key key(std::uint32_t first, std::uint32_t second) noexcept {
        constexpr unsigned half = 32;
        return {std::uint64_t{first} << half | second, 1};
    }
    [[nodiscard]] bool has_room(std::size_t rows, std::size_t width) const noexcept;
    void make_room(std::uint32_t first, std::uint32_t second);
    void make_sparse();
    void make_dense();
    [[nodiscard]] std::uint32_t number_in_sparse(std::uint32_t first, std::uint32_t second);

    std::vector<std::uint32_t> dense_;  // by first, then by second
    std::size_t rows_ = 0;              // one more than the greatest first
    std::size_t width_ = 0;             // the same of second, or more
    bool is_sparse_ = false;
    CellTable sparse_{1};
    std::vector<std::uint64_t> pairs_;  // by number, if is_sparse_
    std::uint32_t size_ = 0;
};

}  // namespace socshift
