#pragma once

// Internal: not installed. Several threads, one order.

#include <cstddef>
#include <functional>

namespace socshift {

/// The three things that happen to each piece of a file. The caller has pieces_under_way() places
/// for them, and each call says at which place its piece is. What one of them throws ends
/// everything, once all pieces before that one are finished, and is thrown on.
struct PieceStages {
    /// Fills a place; false at the end. One thread at a time, in the order of the file.
    std::function<bool(std::size_t place)> read;
    /// Any number of threads at once; no two have the same number, which counts from 0.
    std::function<void(unsigned thread, std::size_t place)> work;
    /// One thread at a time, in the order of the file.
    std::function<void(std::size_t place)> finish;
};

/// How many pieces are under way at most: twice as many as threads, one if there is one thread.
[[nodiscard]] std::size_t pieces_under_way(unsigned threads) noexcept;

/// Runs the stages on @p threads threads, the caller's among them.
void run_in_order(unsigned threads, const PieceStages& stages);

/// Calls @p work once with each number below @p count, on @p threads threads. What it throws is
/// thrown on, of several the one with the least number.
void run_each(unsigned threads, std::size_t count, const std::function<void(std::size_t)>& work);

/// As many threads as the machine has for 0, as many as asked else, but not more than reading one
/// file can keep busy and a bounded amount of memory allows.
[[nodiscard]] unsigned thread_count(unsigned asked);

}  // namespace socshift
