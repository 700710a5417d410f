#pragma once

// Internal: not installed.

#include "formats.hpp"
#include "socshift/exchange/relation.hpp"

#include <string>
#include <string_view>

namespace socshift::formats {

/// @p relation as a file of @p kind, called @p file in messages: each column with the type of its
/// field (text, int64, double, bool, date32) and, as metadata, what it says. @p status is that of
/// the whole: "final", or "draft" where one of its editions is. @throws as open_sink(), with how to
/// get what is missing.
[[nodiscard]] std::string relation_file(const Relation& relation, const Kind& kind,
                                        const std::string& file, std::string_view status);

}  // namespace socshift::formats
