#pragma once

#include "socshift/catalog/byte_source.hpp"
#include "socshift/convert/decimal.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/history/impact.hpp"
#include "socshift/model/catalog.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// Which column of a file holds codes, and which a figure to add up.
struct TallyRequest {
    std::string file;  // for messages
    std::string column;
    std::string sum;  // empty: only rows are counted
    std::optional<char> delimiter;
    bool has_header = true;
    std::vector<RowFilter> where;
};

/// The rows of a data file by the item of an edition that each names.
struct Tally {
    struct Of {
        std::uint64_t rows = 0;
        DecimalSum sum;
    };
    std::map<const Item*, Of> items;  // groups, too
    std::uint64_t rows = 0;
    std::uint64_t unknown = 0;     // cells that are no item of the edition
    std::uint64_t not_number = 0;  // rows of `items` without a number to add
    std::uint64_t ragged = 0;      // rows with another number of columns
    std::string first_unknown;     // the first such cell
};

/// Reads a file once. Cells are read as CodeRecogniser does. @p edition, of @p catalog, must
/// outlive the answer. @throws FormatError if the file is not delimited text or lacks a column.
[[nodiscard]] Tally tally(const TallyRequest& request, const Catalog& catalog,
                          const Edition& edition, ReadBytes read);

/// What surely leaves its code, and what at most does: "12.5".
struct DecimalBounds {
    std::string low;
    std::string high;
};

/// touched_sum() of a user's own figures.
[[nodiscard]] DecimalBounds touched_sum(const Tally& tally,
                                        const std::vector<TouchedCode>& touched);

}  // namespace socshift
