#pragma once

// Internal: not installed. Rows of a column that came over the Arrow C interface, in another order.

#include "arrow/node.hpp"
#include "arrow/piece.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace socshift::arrow {

/// A column in parts.
struct ColumnOfPieces {
    std::string name;
    const CSchema* type = nullptr;
    std::vector<Piece> pieces;
};

/// Whether values of a type are texts.
[[nodiscard]] bool is_text(const Type& type) noexcept;

/// See Frame::gather().
[[nodiscard]] Node gathered(const ColumnOfPieces& column, const std::vector<std::uint64_t>& rows);

}  // namespace socshift::arrow
