#pragma once

// Internal: not installed. Types of columns, as they are read and written.

#include "arrow/c_data.hpp"
#include "arrow/node.hpp"

#include <string>
#include <vector>

namespace socshift::formats {

/// Whether a column is none of the file: see arrow::hidden_key.
[[nodiscard]] bool is_hidden(const arrow::CSchema& column);

/// A table or a column of this type without rows. @throws arrow::FrameError for a type that is not
/// read here.
[[nodiscard]] arrow::Node empty_of(const arrow::CSchema& type);

/// @p type as somebody may take it over who does not own it: releasing it does nothing.
[[nodiscard]] arrow::CSchema borrowed(const arrow::CSchema& type) noexcept;

/// The names of the columns of a table.
[[nodiscard]] std::vector<std::string> names_of(const arrow::CSchema& type);

}  // namespace socshift::formats
