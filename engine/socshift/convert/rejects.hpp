#pragma once

// Internal: not installed. Where rows that cannot be carried are written down.

#include "socshift/convert/aside.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/convert/row_feed.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/io/text_block.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace socshift {

/// A row of the block at hand, and its line in the file.
struct IntakeRow {
    const BlockRow& row;
    std::uint64_t line = 0;
};

/// Takes rows that are set aside, and parts of carried rows that go nowhere, in the order of the
/// data.
class Rejects {
public:
    Rejects() = default;
    Rejects(const Rejects&) = delete;
    Rejects& operator=(const Rejects&) = delete;
    virtual ~Rejects() = default;

    /// @p bytes: the row as it is to be written, or its part.
    virtual void add(const IntakeRow& row, const WhyAside& why, std::string_view bytes) = 0;

    /// There are no more.
    virtual void finish() = 0;
};

/// Writes them as a file like the one they are of: behind `line` and `reason`, and behind `file` if
/// several files are read as one. Nothing at all if there are none.
class RejectsText : public Rejects {
public:
    /// Refers to both.
    RejectsText(const ConvertRequest& request, const RowLayout& layout, WriteBytes write)
        : request_(request), layout_(layout), write_(std::move(write)) {}

    void add(const IntakeRow& row, const WhyAside& why, std::string_view bytes) override {
        add(row, why.text, bytes);
    }
    void add(const IntakeRow& row, std::string_view why, std::string_view bytes);
    void finish() override;

private:
    const ConvertRequest& request_;
    const RowLayout& layout_;
    WriteBytes write_;
    std::string text_;  // not yet written
    bool any_ = false;
};

/// Keeps them as values, by the number of the row.
class RejectsList : public Rejects {
public:
    void add(const IntakeRow& row, const WhyAside& why, std::string_view bytes) override;
    void finish() override {}

    /// RowsAside::figures of the last that was added.
    void add_figures(std::vector<std::string> figures) {
        rows_.figures.emplace(rows_.rows.size() - 1, std::move(figures));
    }

    [[nodiscard]] RowsAside take() { return std::move(rows_); }

private:
    RowsAside rows_;
    std::unordered_map<std::string, std::uint32_t> known_;  // of rows_.reasons, by their text
};

}  // namespace socshift
