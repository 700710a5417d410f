#pragma once

#include "socshift/convert/aside.hpp"
#include "socshift/convert/data_columns.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/convert/summary.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// Where rows of one code go: one of its targets.
struct CarriedPlace {
    std::optional<Code> target;  // none: nowhere, as drawn, or of a row that is kept without one
    std::string title;           // of the target
    std::optional<Share> share;  // of the row that goes there, exact; none: not known
    std::optional<Basis> basis;  // of the share; of a draw, the weakest of the code
    std::size_t candidates = 0;  // places where a row of the code can belong
    bool by_title = false;       // rows went there, whole, because their title settled it

    friend bool operator==(const CarriedPlace&, const CarriedPlace&) = default;
};

/// A column of figures that were divided over the places of their rows, an exact decimal for each
/// row of the result: the parts of one figure add up to it. What is no figure stays as its cell.
struct ScaledColumn {
    std::string name;
    std::vector<std::string> figures;

    friend bool operator==(const ScaledColumn&, const ScaledColumn&) = default;
};

/// What comes of columns of codes in memory: for each row of the result the row that it came from,
/// and where it went. All arrays have one entry for each row of the result, in the order of the
/// data, and of one row in the order of targets (of draws, in that of draws). Rows that are left
/// out by a filter are in none, rows that are set aside in `set_aside`; see ConvertSummary.
struct CarriedColumns {
    std::vector<std::uint64_t> rows;    // counted from 0
    std::vector<std::uint32_t> places;  // of each, its entry in `place_list`
    /// With Split::title, of each the score in thousandths by which its title settled it; 0: none
    /// did.
    std::vector<std::uint32_t> title_scores;
    std::vector<ScaledColumn> scaled;  // in the order asked for
    std::vector<CarriedPlace> place_list;
    RowsAside set_aside;
    ConvertSummary account;  // lines: rows counted from 1; rows_out: of draws, rows that drew

    // The entries of `place_list` for each row of the result.
    [[nodiscard]] std::vector<std::string> targets() const;  // "" for none
    [[nodiscard]] std::vector<double> shares() const;        // NaN: not known
    [[nodiscard]] std::vector<std::optional<Basis>> bases() const;
};

/// Carries rows of columns in memory as convert_rows() carries those of a file: the same targets,
/// reasons and account as for a file of these cells without header.
///
/// Errors   as convert_rows(); @throws std::invalid_argument if columns differ in length, or if
///          there are none. Of a column that nothing asks for, no cell is looked at.
/// Cost     as convert_rows(), but nothing is written. Memory: twelve bytes for each row of the
///          result, and a text for each figure that is divided.
[[nodiscard]] CarriedColumns carry_columns(const ConvertRequest& request,
                                           const CodedEditions& sources,
                                           const std::vector<DataColumn>& columns);

}  // namespace socshift
