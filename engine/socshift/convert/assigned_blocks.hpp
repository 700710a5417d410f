#pragma once

#include "socshift/convert/assigned_title.hpp"
#include "socshift/convert/carried_blocks.hpp"
#include "socshift/convert/data_columns.hpp"

#include <cstdint>
#include <vector>

namespace socshift {

/// Some rows of one block of data, which follow each other but for those that are left out, and the
/// codes that their titles got; without an item where a row is kept that got none.
struct AssignedBlock {
    const DataBlock* data = nullptr;
    std::vector<std::uint64_t> rows;    // of the block, counted from 0
    std::vector<AssignedTitle> titles;  // of each
};

/// Takes rows whose titles were judged, block by block: nobody else keeps them. What is called here
/// may throw; then no more is judged.
class AssignedBlocks {
public:
    AssignedBlocks() = default;
    AssignedBlocks(const AssignedBlocks&) = delete;
    AssignedBlocks& operator=(const AssignedBlocks&) = delete;
    virtual ~AssignedBlocks() = default;

    /// Before any row, once nothing is wrong with the columns.
    virtual void start() = 0;

    /// One call at a time, in the order of the data. Both have rows, or are not called.
    virtual void take(AssignedBlock&& block) = 0;
    virtual void set_aside(const BlockAside& block) = 0;
};

}  // namespace socshift
