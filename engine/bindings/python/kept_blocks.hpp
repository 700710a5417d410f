#pragma once

// Internal: not installed. Rows of a file with columns that are handed to Python.

#include "arrow/blocks.hpp"
#include "arrow/frame.hpp"
#include "arrow/node.hpp"

#include <memory>
#include <vector>

namespace socshift::python {

/// Keeps the blocks that are written to it, all of one type.
class KeptBlocks {
public:
    /// What blocks are written to; this must outlive it. @p type: theirs.
    [[nodiscard]] std::unique_ptr<arrow::BlockSink> open(const arrow::CSchema& type);

    /// All rows as one table; without columns if nothing was opened.
    [[nodiscard]] arrow::Node table() const;

private:
    class Sink;
    class Stream;

    arrow::Node type_{"+s", ""};
    std::vector<arrow::Node> blocks_;
};

}  // namespace socshift::python
