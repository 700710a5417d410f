#pragma once

// Internal: not installed. Several threads, one order.

#include "socshift/convert/text_block.hpp"

#include <functional>

namespace socshift {

/// The three things that happen to each block of a file. What one of them throws ends everything,
/// once all blocks before that one are finished, and is thrown on.
struct BlockStages {
    /// Fills a block; false at the end. One thread at a time, in the order of the file.
    std::function<bool(TextBlock& block)> read;
    /// Any number of threads at once; no two have the same number, which counts from 0.
    std::function<void(unsigned thread, TextBlock& block)> work;
    /// One thread at a time, in the order of the file.
    std::function<void(TextBlock& block)> finish;
};

/// Runs the stages on @p threads threads, the caller's among them. Twice as many blocks as threads
/// are under way at most, one if there is one thread.
void run_in_order(unsigned threads, const BlockStages& stages);

/// As many threads as the machine has for 0, as many as asked else, but not more than reading one
/// file can keep busy and a bounded amount of memory allows.
[[nodiscard]] unsigned thread_count(unsigned asked);

}  // namespace socshift
