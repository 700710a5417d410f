#pragma once

// Answers of the engine as R has them.

#include "socshift/model/edition.hpp"
#include "socshift/publish/answer.hpp"
#include "values.hpp"

#include <string>
#include <vector>

namespace socshift::r {

/// A vector for each column of a table, by its name; of an interval two. Shares, measures and
/// amounts are doubles, the nearest to them; nothing is NA.
[[nodiscard]] cpp11::list columns_of(const Table& table);

/// `columns`, `rows` (how many), `schema`, `notices` and `drafts`.
[[nodiscard]] cpp11::list list_of(const Answer& answer);

[[nodiscard]] Texts names_of(const std::vector<EditionId>& editions);

/// A document of JSON as lists; an array of texts alone, or of numbers alone, is a vector.
[[nodiscard]] cpp11::sexp list_of_json(const std::string& document);

}  // namespace socshift::r
