#include "socshift/convert/pair_numbers.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace socshift {

namespace {

constexpr std::size_t always_dense = std::size_t{1} << 21U;  // places: 8 MB
constexpr std::size_t most_places_a_pair = 8;
constexpr unsigned half = 32;  // bits
constexpr std::uint64_t low_half = 0xFFFF'FFFF;

}  // namespace

bool PairNumbers::has_room(std::size_t rows, std::size_t width) const noexcept {
    return rows <= std::max(always_dense, most_places_a_pair * size_) / width;
}

/// Makes a place for the pair, or goes over to the hash table.
void PairNumbers::make_room(std::uint32_t first, std::uint32_t second) {
    const auto rows = std::max(rows_, std::size_t{first} + 1);
    const auto width = std::max(width_, std::bit_ceil(std::size_t{second} + 1));
    if (!is_sparse_ && has_room(rows, width)) {
        if (width != width_) {
            std::vector<std::uint32_t> wider(rows * width, none);
            for (std::size_t row = 0; row < rows_; ++row) {
                std::copy_n(dense_.begin() + static_cast<std::ptrdiff_t>(row * width_), width_,
                            wider.begin() + static_cast<std::ptrdiff_t>(row * width));
            }
            dense_ = std::move(wider);
        } else {
            dense_.resize(rows * width, none);
        }
    } else if (!is_sparse_) {
        make_sparse();
    }
    rows_ = rows;
    width_ = width;
}

void PairNumbers::make_sparse() {
    is_sparse_ = true;
    pairs_.resize(size_);
    for (std::size_t at = 0; at < dense_.size(); ++at) {
        if (dense_[at] != none) {
            pairs_[dense_[at]] = std::uint64_t{at / width_} << half | at % width_;
        }
    }
    for (std::uint32_t number = 0; number < size_; ++number) {
        sparse_.add({pairs_[number], 1}, number);
    }
    dense_ = {};
}

void PairNumbers::make_dense() {
    is_sparse_ = false;
    dense_.assign(rows_ * width_, none);
    for (std::uint32_t number = 0; number < size_; ++number) {
        dense_[(pairs_[number] >> half) * width_ + (pairs_[number] & low_half)] = number;
    }
    sparse_ = CellTable{1};
    pairs_ = {};
}

std::uint32_t PairNumbers::number_in_sparse(std::uint32_t first, std::uint32_t second) {
    const auto wanted = key(first, second);
    auto number = sparse_.find(wanted);
    if (number == none) {
        number = size_++;
        sparse_.add(wanted, number);
        pairs_.push_back(wanted.low);
        if (std::has_single_bit(size_) && has_room(rows_, width_)) {
            make_dense();
        }
    }
    return number;
}

}  // namespace socshift
