#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/recognise/detect.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace socshift::test {

/// Editions that are easily mistaken for each other:
///
///     old    1-00 group: 1-01 1-02 1-03
///     new    1-00 group: 1-01 1-02 1-04
///     more   extends new by 1-01.00 and 1-02.51
///     paper  a publication with a table to new: 1-01 1-98
///     zeros  010 020 0301
///     idea   a draft: 1-99
[[nodiscard]] const Catalog& detection_catalog();

/// Detects in @p text; all columns unless @p request names one.
[[nodiscard]] Detection detect_text(const std::string& text, DetectRequest request = {},
                                    const Catalog& catalog = detection_catalog());

/// A file of one column, `code`, with a row for each of @p codes.
[[nodiscard]] std::string column_text(const std::vector<std::string>& codes);

/// The same, of that file: its only column.
[[nodiscard]] ColumnDetection detect_codes(const std::vector<std::string>& codes,
                                           const Catalog& catalog = detection_catalog());

/// A second opinion: how many of @p codes each edition of @p catalog has, letter for letter,
/// drafts, leaves that an extension divides, and editions that have none of them left out.
[[nodiscard]] std::map<std::string, std::uint64_t> naive_explained(
    const std::vector<std::string>& codes, const Catalog& catalog);

/// How many rows @p edition explains in @p column; 0 for one that is not named there.
[[nodiscard]] std::uint64_t rows_of(const ColumnDetection& column, const std::string& edition);

[[nodiscard]] std::vector<std::string> texts(const std::vector<EditionId>& editions);

}  // namespace socshift::test
