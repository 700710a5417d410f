#pragma once

// Internal: not installed. Rows of data, worked on by several threads and dealt with in their
// order.

#include "socshift/convert/request.hpp"
#include "socshift/convert/row_block.hpp"
#include "socshift/convert/row_feed.hpp"
#include "socshift/io/in_order.hpp"
#include "socshift/io/table_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace socshift {

/// What one thread does with the rows of a block.
class RowWorker {
public:
    RowWorker() = default;
    RowWorker(const RowWorker&) = delete;
    RowWorker& operator=(const RowWorker&) = delete;
    virtual ~RowWorker() = default;

    /// Puts output, refused rows and firsts into @p block, which has none of them.
    virtual void work(RowBlock& block) = 0;
};

/// Finds out the lines of rows of one block, asked for in their order.
class RowLines {
public:
    RowLines(const RowBlock& block, std::uint64_t first) : block_(block), line_(first) {}

    [[nodiscard]] std::uint64_t line(std::size_t number, const BlockRow& row) {
        if (block_.rows_are_lines || !block_.index.has_quoted_feeds()) {
            return line_ + number;
        }
        const auto* const text = block_.text.text().data();
        line_ += static_cast<std::uint64_t>(std::count(text + at_, text + row.begin(), '\n'));
        at_ = row.begin();
        return line_;
    }

private:
    const RowBlock& block_;
    std::uint64_t line_;
    std::size_t at_ = 0;
};

/// One pass through all rows of data, block by block.
class RowPass {
public:
    /// Refers to both.
    RowPass(const ConvertRequest& request, RowFeed& feed)
        : request_(request), feed_(feed), line_(feed.layout().first_line) {}

    [[nodiscard]] unsigned threads() const { return thread_count(request_.threads); }

    /// @p worker is what a thread has, one of threads(); @p finish is called for one block after
    /// the other, in the order of the data. @throws FormatError if the file is no delimited text,
    /// or what is called throws.
    void run(const std::function<RowWorker&(unsigned thread)>& worker,
             const std::function<void(RowBlock& block)>& finish);

    /// The line at which the block that is finished starts; before that, the first row.
    [[nodiscard]] std::uint64_t first_line() const noexcept { return line_; }

    /// Rows that ended early and got empty cells.
    [[nodiscard]] std::uint64_t rows_padded() const noexcept { return rows_padded_; }

    /// Where a line of what is read stands.
    [[nodiscard]] TextPlace place(std::uint64_t line) const {
        return request_.place ? request_.place(line)
                              : TextPlace{request_.file, own_line(feed_.layout().sheet_rows, line)};
    }

private:
    void check(const RowBlock& block) const;

    const ConvertRequest& request_;
    RowFeed& feed_;
    std::uint64_t line_;  // of the next block
    std::uint64_t rows_padded_ = 0;
};

}  // namespace socshift
