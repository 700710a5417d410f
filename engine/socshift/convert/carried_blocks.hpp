#pragma once

#include "socshift/convert/aside.hpp"
#include "socshift/convert/carried_columns.hpp"
#include "socshift/convert/data_columns.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace socshift {

/// What comes of some rows of one block of data, which follow each other; arrays as those of
/// CarriedColumns.
struct CarriedBlock {
    const DataBlock* data = nullptr;
    std::vector<std::uint64_t> rows;    // of the block, counted from 0
    std::vector<std::uint32_t> places;  // of each, its entry in the list of places
    std::vector<std::uint32_t> title_scores = {};
    std::vector<ScaledColumn> scaled = {};
    std::shared_ptr<void> made = {};  // by CarriedBlocks::make()
};

/// Rows of one block that were set aside, or of which a part was. Rows are those of the data, of
/// which the block's come behind `rows_before`.
struct BlockAside {
    const DataBlock* data = nullptr;
    std::uint64_t rows_before = 0;
    RowsAside rows;
};

/// Takes rows that are carried block by block: nobody else keeps them. What is called here may
/// throw; then no more is carried.
class CarriedBlocks {
public:
    CarriedBlocks() = default;
    CarriedBlocks(const CarriedBlocks&) = delete;
    CarriedBlocks& operator=(const CarriedBlocks&) = delete;
    virtual ~CarriedBlocks() = default;

    /// Where rows can go, before any does: see CarriedColumns::place_list.
    virtual void start(const std::vector<CarriedPlace>& places) = 0;

    /// Makes ready what a block of rows becomes, and leaves it in `made`: by several threads at
    /// once, in any order.
    virtual void make(CarriedBlock& /*block*/) {}

    /// One call at a time, in the order of the data; by one thread or another, unless the spec
    /// allows one only. Both have rows, or are not called.
    virtual void take(CarriedBlock&& block) = 0;
    virtual void set_aside(const BlockAside& block) = 0;
};

/// Carries rows of columns as carry_columns() does, block by block: memory does not depend on the
/// number of rows, but on how many a block has. The account is that of all.
///
/// Errors   as carry_columns(), but when something was handed out already: it is for nothing then.
[[nodiscard]] ConvertSummary carry_blocks(const ConvertRequest& request,
                                          const CodedEditions& sources, DataBlocks& blocks,
                                          CarriedBlocks& out);

}  // namespace socshift
