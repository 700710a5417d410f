#pragma once

#include "arrow/blocks.hpp"
#include "arrow/frame.hpp"
#include "columns/key_columns.hpp"
#include "socshift/convert/data_columns.hpp"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::formats {

/// A block of a file with columns, and what the engine reads of it.
class FrameBlock : public DataBlock {
public:
    /// The columns at @p places are read, others have no values. Those of types that are no texts
    /// or numbers are read as CellText has them, with bytes as texts in those at @p of_texts; those
    /// that @p keys has as it has them. @p rows_before: of the file. @throws arrow::FrameError.
    FrameBlock(arrow::Frame frame, const arrow::CSchema& type,
               const std::vector<std::size_t>& places, const std::vector<std::size_t>& of_texts,
               KeyColumns* keys, std::uint64_t rows_before);

    [[nodiscard]] const arrow::Frame& frame() const noexcept { return frame_; }
    [[nodiscard]] std::uint64_t rows_before() const noexcept { return rows_before_; }
    [[nodiscard]] const std::vector<DataColumn>& columns() const noexcept override {
        return columns_;
    }

private:
    arrow::Frame frame_;
    std::uint64_t rows_before_;
    arrow::ReadColumns read_;
    std::vector<DataColumn> columns_;
    std::deque<std::vector<std::string_view>> views_;  // of columns that were made texts
    std::deque<std::string> texts_;
    KeyColumns::Texts key_texts_;
};

/// @p error of a block, whose rows are counted from its own first one.
[[nodiscard]] arrow::FrameError with_rows_before(const arrow::FrameError& error,
                                                 std::uint64_t rows_before);

/// What @p work gives; an error of a column says which file it is in.
template <typename Work>
[[nodiscard]] auto in_file(const std::string& file, const Work& work) {
    try {
        return work();
    } catch (const arrow::FrameError& error) {
        throw arrow::FrameError(file + ": " + error.what());
    }
}

/// The blocks of a file with columns, as the engine takes them.
class FrameBlocks : public DataBlocks {
public:
    /// Refers to @p source.
    explicit FrameBlocks(arrow::BlockSource& source);

    [[nodiscard]] std::vector<std::string> names() const;

    /// From now on the columns at @p places are read, and @p keys, which must outlive this, as it
    /// has them; none are before.
    void read(std::vector<std::size_t> places, KeyColumns* keys = nullptr) {
        places_ = std::move(places);
        keys_ = keys;
    }

    /// The column called @p name, or "#2" by its place, holds texts, also where @p file, for
    /// messages, says bytes. @throws FormatError if it is not there.
    void read_as_text(const std::string& file, const std::string& name);

    [[nodiscard]] const std::vector<BlockColumn>& columns() const noexcept override {
        return columns_;
    }

    /// Always a FrameBlock. @throws arrow::FrameError; what the source throws.
    [[nodiscard]] std::shared_ptr<const DataBlock> next() override;

private:
    arrow::BlockSource& source_;
    std::vector<BlockColumn> columns_;
    std::vector<std::size_t> places_;
    std::vector<std::size_t> of_texts_;
    KeyColumns* keys_ = nullptr;  // none: all as they are
    std::uint64_t rows_ = 0;      // so far
};

}  // namespace socshift::formats
