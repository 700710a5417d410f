#pragma once

#include "arrow/blocks.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::test {

/// Blocks in memory, as a file with columns would give them.
class MemorySource : public arrow::BlockSource {
public:
    /// One or more tables of one type. Of each, @p skipped rows at its start are there and no part
    /// of it: as a slice has them.
    explicit MemorySource(std::vector<arrow::Node> blocks, std::int64_t skipped = 0)
        : blocks_(std::move(blocks)), skipped_(skipped) {
        arrow::export_schema(blocks_.at(0), type_.get());
    }

    [[nodiscard]] const arrow::CSchema& schema() const noexcept override { return *type_; }

    [[nodiscard]] bool next(arrow::Owned<arrow::CArray>& block) override {
        if (at_ == blocks_.size()) {
            return false;
        }
        block = {};
        arrow::export_array(blocks_[at_++], block.get());
        block.get()->offset = skipped_;
        block.get()->length -= skipped_;
        return true;
    }

private:
    std::vector<arrow::Node> blocks_;
    std::int64_t skipped_;
    arrow::Owned<arrow::CSchema> type_;
    std::size_t at_ = 0;
};

/// Keeps the blocks that are written.
class MemorySink : public arrow::BlockSink {
public:
    void write(const arrow::Node& block) override { blocks_.push_back(block); }
    void finish() override { is_finished_ = true; }

    [[nodiscard]] const std::vector<arrow::Node>& blocks() const noexcept { return blocks_; }
    [[nodiscard]] bool is_finished() const noexcept { return is_finished_; }

private:
    std::vector<arrow::Node> blocks_;
    bool is_finished_ = false;
};

}  // namespace socshift::test
