#pragma once

// Internal: not installed. One type for the columns of several files.

#include "arrow/c_data.hpp"
#include "arrow/node.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace socshift::arrow {

/// The type that holds each value of both types exactly: the wider of two of whole numbers or of
/// reals, whole numbers of up to 32 bits as float64, texts in any form as utf8, and of a column in
/// which all is null the other. Nothing: there is none, or none of these. Name and metadata are
/// those of @p first, whether values may be missing that of either.
[[nodiscard]] std::optional<Node> wider_type(const Node& first, const CSchema& other);

/// The first @p rows rows of a column as one of the type @p to, which wider_type() gave for it.
/// @throws FrameError for what is not as the Arrow format has it.
[[nodiscard]] Node widened(const CSchema& type, const CArray* array, std::int64_t rows,
                           const Node& to);

/// Whether the value of @p row is what @p text says, as a text or as a number; nothing: the column
/// has no texts and no numbers. No text: no value.
[[nodiscard]] std::optional<bool> is_value(const CSchema& type, const CArray* array,
                                           std::int64_t row,
                                           const std::optional<std::string_view>& text);

}  // namespace socshift::arrow
