#pragma once

// Internal: not installed. Types of columns that came over the Arrow C interface.

#include "arrow/c_data.hpp"
#include "arrow/node.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace socshift::arrow {

/// The bytes of metadata, whose own numbers say how many there are; none if they make no sense.
[[nodiscard]] std::string metadata_of(const char* metadata);

/// One key and its value, as metadata holds them.
[[nodiscard]] std::string metadata_pair(std::string_view key, std::string_view value);

/// The value of @p key in metadata; none without it, or if the numbers make no sense.
[[nodiscard]] std::optional<std::string> metadata_value(const char* metadata, std::string_view key);

/// @p metadata with another value of @p key, which it has; other keys and their order stay.
[[nodiscard]] std::string with_metadata_value(const std::string& metadata, std::string_view key,
                                              std::string_view value);

/// @p metadata with one key more, behind the others, which it has not.
[[nodiscard]] std::string with_metadata_pair(const std::string& metadata, std::string_view key,
                                             std::string_view value);

/// @p metadata without @p key; empty if it has no other.
[[nodiscard]] std::string without_metadata_key(const std::string& metadata, std::string_view key);

/// A type as a node without values: names, metadata, flags, children and dictionaries are kept.
/// @throws FrameError if it is not as the interface has it, or nested deeper than 64 times.
[[nodiscard]] Node node_of(const CSchema& schema);

/// What names of columns must be in a file of some kind.
struct NameRules {
    bool may_be_empty = false;
    bool is_case_blind = false;  // "n" and "N" are one name
};

/// @throws Error for a table with two columns of one name, or a name that is no UTF-8 or empty and
/// must not be.
void check_names(const CSchema& table, NameRules rules);

/// What two types of tables differ in, as a text about the columns: "column 'occ' is utf8, expected
/// int32". Empty: they are the same, but for metadata and for whether values may be missing.
[[nodiscard]] std::string difference(const CSchema& found, const CSchema& expected);

/// The same of two columns, whatever their names.
[[nodiscard]] std::string column_difference(const CSchema& found, const CSchema& expected);

}  // namespace socshift::arrow
