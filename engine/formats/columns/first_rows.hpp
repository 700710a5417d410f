#pragma once

#include "arrow/blocks.hpp"

#include <cstdint>

namespace socshift::formats {

/// The first blocks of a source, until they have so many rows.
class FirstRows : public arrow::BlockSource {
public:
    /// Refers to @p source.
    FirstRows(arrow::BlockSource& source, std::uint64_t rows) : source_(source), rows_(rows) {}

    [[nodiscard]] const arrow::CSchema& schema() const noexcept override {
        return source_.schema();
    }

    [[nodiscard]] bool next(arrow::Owned<arrow::CArray>& block) override {
        if (given_ >= rows_ || !source_.next(block)) {
            return false;
        }
        given_ += static_cast<std::uint64_t>((*block).length);
        return true;
    }

    /// Whether there are more than were given out; reads on for it.
    [[nodiscard]] bool has_more() {
        arrow::Owned<arrow::CArray> block;
        while (given_ >= rows_ && source_.next(block)) {
            if ((*block).length > 0) {
                return true;
            }
        }
        return false;
    }

private:
    arrow::BlockSource& source_;
    std::uint64_t rows_;
    std::uint64_t given_ = 0;
};

}  // namespace socshift::formats
