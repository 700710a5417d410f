#pragma once

#include "socshift/convert/carried_blocks.hpp"
#include "socshift/convert/data_columns.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::test {

/// Columns cut into blocks of so many rows, with an empty block in front. Of CodedTexts each block
/// has values of its own, in an order of its own: those that its rows have. Refers to the columns.
class CutColumns : public DataBlocks {
public:
    CutColumns(const std::vector<DataColumn>& columns, std::size_t rows);

    [[nodiscard]] const std::vector<BlockColumn>& columns() const noexcept override {
        return names_;
    }
    [[nodiscard]] std::shared_ptr<const DataBlock> next() override;

    /// Rows of the data before one of its blocks.
    [[nodiscard]] static std::uint64_t rows_before(const DataBlock& block);

private:
    class Block;

    const std::vector<DataColumn>& columns_;
    std::size_t rows_;
    std::size_t at_ = 0;
    bool has_begun_ = false;
    std::vector<BlockColumn> names_;
};

/// Puts blocks together again.
class JoinedBlocks : public CarriedBlocks {
public:
    void start(const std::vector<CarriedPlace>& places) override { all_.place_list = places; }
    void make(CarriedBlock& block) override;
    void take(CarriedBlock&& block) override;
    void set_aside(const BlockAside& block) override;

    /// As carry_columns() would have it, but for the account.
    [[nodiscard]] const CarriedColumns& all() const noexcept { return all_; }

private:
    CarriedColumns all_;
};

/// Adds what one block has to @p all, as if all were one.
void add_aside(RowsAside& all, const RowsAside& block);

}  // namespace socshift::test
