#include "columns/frame_blocks.hpp"

#include "arrow/gather.hpp"
#include "columns/cell_text.hpp"
#include "columns/types.hpp"
#include "socshift/io/columns.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace socshift::formats {

namespace {

std::vector<std::size_t> readable(const arrow::Frame& frame,
                                  const std::vector<std::size_t>& places) {
    std::vector<std::size_t> out;
    for (const auto place : places) {
        if (frame.is_readable(place)) {
            out.push_back(place);
        }
    }
    return out;
}

}  // namespace

FrameBlock::FrameBlock(arrow::Frame frame, const arrow::CSchema& type,
                       const std::vector<std::size_t>& places,
                       const std::vector<std::size_t>& of_texts, KeyColumns* keys,
                       std::uint64_t rows_before)
    : frame_(std::move(frame)),
      rows_before_(rows_before),
      read_(frame_.read(readable(frame_, places))),
      columns_(read_.columns()) {
    for (const auto place : places) {
        if (frame_.is_readable(place)) {
            continue;
        }
        const bool is_text = std::find(of_texts.begin(), of_texts.end(), place) != of_texts.end();
        const CellText cells(frame_.pieces(place),
                             is_text ? CellText::Bytes::texts : CellText::Bytes::hexadecimal);
        auto& views = views_.emplace_back();
        for (std::uint64_t row = 0; row < frame_.rows(); ++row) {
            auto& text = texts_.emplace_back();
            cells.append(text, static_cast<std::int64_t>(row));
            views.push_back(text);
        }
        columns_[place].values = std::span<const std::string_view>{views};
    }
    if (keys != nullptr) {
        keys->read(frame_, type, columns_, key_texts_);
    }
}

FrameBlocks::FrameBlocks(arrow::BlockSource& source) : source_(source) {
    const auto& type = source.schema();
    for (std::int64_t i = 0; i < type.n_children; ++i) {
        const auto& column = *type.children[i];
        columns_.push_back({column.name == nullptr ? "" : column.name,
                            arrow::Frame::values_of(column) != arrow::Frame::Values::texts});
    }
}

std::vector<std::string> FrameBlocks::names() const {
    std::vector<std::string> out;
    for (const auto& column : columns_) {
        out.push_back(column.name);
    }
    return out;
}

void FrameBlocks::read_as_text(const std::string& file, const std::string& name) {
    of_texts_.push_back(Columns(file, names()).place(name));
}

std::shared_ptr<const DataBlock> FrameBlocks::next() {
    arrow::Owned<arrow::CArray> array;
    if (!source_.next(array)) {
        return nullptr;
    }
    auto type = borrowed(source_.schema());
    try {
        auto out =
            std::make_shared<const FrameBlock>(arrow::Frame::of_array(&type, array.get()),
                                               source_.schema(), places_, of_texts_, keys_, rows_);
        rows_ += out->frame().rows();
        return out;
    } catch (const arrow::FrameError& error) {
        throw with_rows_before(error, rows_);
    }
}

arrow::FrameError with_rows_before(const arrow::FrameError& error, std::uint64_t rows_before) {
    return arrow::FrameError(
        rows_before == 0 ? std::string{error.what()}
                         : fmt::format("{} of the block behind row {}", error.what(), rows_before));
}

}  // namespace socshift::formats
