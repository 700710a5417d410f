#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/code.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace socshift {

/// What is known beforehand of a table that somebody made; all the rest is found. A column is
/// named as in the header, or by place: "#2".
struct TableRequest {
    std::optional<std::string> source;  // of source codes
    std::optional<std::string> target;
    std::optional<std::string> source_title;
    std::optional<std::string> target_title;
    std::optional<std::string> share;
    std::optional<EditionId> from;  // the edition of the source codes
    std::optional<EditionId> to;
};

/// What the columns of a table were taken for, each by its place in the header.
struct TableSides {
    struct Side {
        EditionId edition;
        std::size_t codes = 0;
        std::optional<std::size_t> titles;
    };
    Side source;
    Side target;
    std::optional<std::size_t> shares;
};

/// Finds columns and editions by the rules of docs/commands/check.md. Titles and shares need not be
/// there. @throws FormatError if a column is not there; Error if it cannot be told which columns
/// hold codes, or in which edition they are, with those that come into question; UnknownName or
/// DataError as Catalog::edition().
[[nodiscard]] TableSides find_sides(const DelimitedTable& table, const TableRequest& request,
                                    const Catalog& catalog);

/// Everything that is wrong or notable in a table between two editions; never stops early. Rules:
/// docs/formats.md, "Findings". Those of rows come in row order, then those of the whole table.
/// @p back, if there is one, is the publisher's own table in the other direction; without it, one
/// of @p catalog in that direction is used.
/// @throws FormatError for a cell in one of the columns that is not UTF-8; as find_sides() for
/// @p back.
/// Cost: near linear in the rows and the items of both editions.
[[nodiscard]] Findings lint_table(const DelimitedTable& table, const TableSides& sides,
                                  const Catalog& catalog, const DelimitedTable* back = nullptr);

}  // namespace socshift
