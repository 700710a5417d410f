#pragma once

#include "arrow/blocks.hpp"
#include "arrow/frame.hpp"
#include "arrow/node.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace socshift::formats {

/// What rows are written to.
struct RowSink {
    /// Opens it, for the type that they have.
    std::function<std::unique_ptr<arrow::BlockSink>(const arrow::CSchema& type)> open;
    bool takes_hidden = false;  // else hidden columns are left out
    bool is_text = false;       // figures that are divided come as their exact texts
};

/// Opens @p sink for rows as @p table has them, which became of a table of the type @p before and
/// get its metadata.
[[nodiscard]] std::unique_ptr<arrow::BlockSink> open_for(const RowSink& sink,
                                                         const arrow::CSchema& before,
                                                         arrow::Node table);

/// A table of a type, without rows.
[[nodiscard]] arrow::Frame empty_frame(const arrow::CSchema& type);

/// These rows of @p frame; none of them is copied if they follow each other.
[[nodiscard]] arrow::Node rows_of(const arrow::Frame& frame,
                                  const std::vector<std::uint64_t>& rows);

/// Leaves hidden columns of a table that begins with those of @p type out, unless @p sink takes
/// them.
void leave_hidden_out(const RowSink& sink, const arrow::CSchema& type, arrow::Node& table);

}  // namespace socshift::formats
