#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/base/source_location.hpp"
#include "socshift/model/code.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/provenance.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// How large the leaves of an edition are, for dividing a group of them: by code.
using LeafSizes = std::map<Code, std::int64_t>;

/// Published counts by code, e.g. employment in May 2018. Rows are unique by code and sorted by
/// it. Codes are those of the publication: usually, not always, items of `coded_in`.
struct Counts {
    struct Row {
        Code code;
        std::int64_t count = 0;
        SourceLocation at;
        friend bool operator==(const Row&, const Row&) = default;
    };

    std::string name;  // "oews-national-2018"
    std::string title;
    EditionId coded_in;
    std::string measure;                // column name of the count: "employment"
    std::string unit;                   // "persons"
    std::string reference;              // the period counted: "2018-05"
    std::optional<std::int64_t> total;  // as published; need not be the sum of rounded rows
    Provenance provenance;
    std::vector<Row> rows;
    SourceLocation at;
    /// The edition whose employment weights take their margins from these counts, by the tables
    /// that lead there from `coded_in`; none: they are for no weights.
    std::optional<EditionId> margins_of = {};

    friend bool operator==(const Counts&, const Counts&) = default;
};

/// The most that the rows of one table may sum to, so that no sum of some of them can overflow.
inline constexpr std::int64_t most_counted = 1'000'000'000'000'000'000;

/// What is wrong in the rows alone: repeats, counts below zero or beyond most_counted.
[[nodiscard]] Findings check(const Counts& counts);

/// Every problem in @p counts against the edition they are coded in, in row order; never throws
/// for bad data. A code that the edition does not have is a warning: publications have their own.
[[nodiscard]] Findings check(const Counts& counts, const Edition& edition);

}  // namespace socshift
