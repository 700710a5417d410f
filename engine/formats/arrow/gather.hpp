#pragma once

// Internal: not installed. Rows of a column that came over the Arrow C interface, in another order.

#include "arrow/node.hpp"
#include "arrow/piece.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace socshift::arrow {

/// A column in parts.
struct ColumnOfPieces {
    std::string name;
    const CSchema* type = nullptr;
    std::vector<Piece> pieces;
    std::shared_ptr<const void> owner = {};  // of the buffers; none: they are not to be shared
};

/// Whether two arrays are the same values in the same place.
[[nodiscard]] bool is_same(const CArray& a, const CArray& b) noexcept;

/// An array as it stands, with the buffers that @p owner keeps.
[[nodiscard]] Node shared_node(const CSchema& type, const CArray& array,
                               const std::shared_ptr<const void>& owner);

/// See Frame::gather().
[[nodiscard]] Node gathered(const ColumnOfPieces& column, const std::vector<std::uint64_t>& rows);

}  // namespace socshift::arrow
