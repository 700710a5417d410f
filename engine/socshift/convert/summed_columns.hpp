#pragma once

#include "socshift/convert/aside.hpp"
#include "socshift/convert/carried_blocks.hpp"
#include "socshift/convert/data_columns.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/convert/summary.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// One column of figures, a text a line: exact decimals, as convert_sums() prints them. Empty where
/// nothing was added, or a mean has no weight but zero.
struct SummedColumn {
    std::string name;  // as it would stand in the header of a file:
                       /// "wage_mean_by_employment"
    std::vector<std::string> figures;
    std::vector<std::string> least = {};  // if bounds are wanted, as the next
    std::vector<std::string> most = {};
    std::vector<std::uint64_t> missing = {};  // figures of rows that added nothing for want of one
    /// If they are wanted: the parts that rest on each basis, in the order of Basis, which add up
    /// to the figure, and how many rows had no number.
    std::vector<std::vector<std::string>> by_basis = {};
    std::vector<std::uint64_t> without_number = {};

    friend bool operator==(const SummedColumn&, const SummedColumn&) = default;
};

/// Figures by target code, and by keys if there are any: a line for each target and combination of
/// keys that a row has, sorted by code, then by keys in byte order. All arrays have an entry a
/// line.
struct SummedColumns {
    /// The header of the same figures in a file: code and title; keys; of each sum its figures,
    /// and, if they are wanted, its bounds, its parts by basis and how many rows had no number;
    /// means; rows, if they are wanted; basis, unless of families.
    std::vector<std::string> names;
    std::vector<Code> codes;
    std::vector<std::string> titles;
    std::vector<std::vector<std::string>> keys;  // by column of request.by, then by line
    std::vector<SummedColumn> sums;              // in the order asked for, as the next
    std::vector<SummedColumn> means;
    std::vector<std::uint64_t> rows;          // that have a part in a line, if they are wanted
    std::vector<std::optional<Basis>> bases;  // the weakest that contributed; none of families
    RowsAside set_aside;
    ConvertSummary account;
};

/// Adds up columns in memory as convert_sums() adds up those of a file: the same figures, reasons
/// and account as for a file of these cells without header.
///
/// Errors   as convert_sums(); @throws std::invalid_argument if columns differ in length, or if
///          there are none.
[[nodiscard]] SummedColumns sum_columns(const ConvertRequest& request, const CodedEditions& sources,
                                        const std::vector<DataColumn>& columns);

/// Takes what is set aside of blocks of data: one call at a time, in the order of the data, none of
/// nothing; by one thread or another, unless the request allows one only.
using TakeAside = std::function<void(const BlockAside& block)>;

/// Adds up columns that come block by block as sum_columns() does: memory does not depend on the
/// number of rows, but on how many a block has, and as that of convert_sums(). Of the result
/// `set_aside` is empty: @p aside took it.
[[nodiscard]] SummedColumns sum_blocks(const ConvertRequest& request, const CodedEditions& sources,
                                       DataBlocks& blocks, const TakeAside& aside);

}  // namespace socshift
