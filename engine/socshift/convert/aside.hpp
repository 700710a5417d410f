#pragma once

#include "socshift/recognise/recognise.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace socshift {

/// Why a row, or a part of it, is set aside.
struct WhyAside {
    Reason reason = Reason::unknown;
    std::string text;      // in words, with what is of this row alone: "belongs to soc2000"
    bool in_part = false;  // the row was carried, but for a part that goes nowhere

    friend bool operator==(const WhyAside&, const WhyAside&) = default;
};

/// Rows of columns in memory that were set aside, or of which a part was; in the order of the data.
struct RowsAside {
    std::vector<std::uint64_t> rows;  // counted from 0
    std::vector<std::uint32_t> why;   // of each, its place in `reasons`
    std::vector<WhyAside> reasons;    // different, in the order of the data
    /// Of entries that are parts of rows whose figures were divided: those of the part, by column
    /// in the order asked for; where one is empty, the cell stays.
    std::map<std::size_t, std::vector<std::string>> figures = {};
};

}  // namespace socshift
