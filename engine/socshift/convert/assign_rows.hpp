#pragma once

// Internal: not installed. Titles of rows in, codes out.

#include "socshift/convert/assign_spec.hpp"
#include "socshift/convert/assign_summary.hpp"
#include "socshift/convert/assigned_blocks.hpp"
#include "socshift/convert/data_columns.hpp"
#include "socshift/convert/last_rows.hpp"
#include "socshift/convert/title_assigner.hpp"
#include "socshift/io/byte_source.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace socshift {

/// The rows of @p read that the filters of @p spec let through, by person, period and order.
/// @throws FormatError as assign_rows(), and for an order in a form of its own.
[[nodiscard]] PersonRows read_person_rows(const AssignSpec& spec, ReadBytes read,
                                          const std::function<TextPlace(std::uint64_t)>& place);

/// The same of columns that come block by block.
[[nodiscard]] PersonRows read_person_rows(const AssignSpec& spec, DataBlocks& blocks);

/// Adds its code and what speaks for it to each row of @p read; rows without one go to
/// outputs.rejects, or as AssignSpec::on_unknown says. @p place: where a line stands, if several
/// files are read as one. @p persons: of the same bytes, if @p spec wants last rows.
/// @throws FormatError as convert_rows(); Error if it is of other bytes.
[[nodiscard]] AssignSummary assign_rows(const AssignSpec& spec, const TitleRules& rules,
                                        ReadBytes read, const ConvertOutputs& outputs,
                                        const std::function<TextPlace(std::uint64_t)>& place,
                                        const PersonRows& persons);

/// The same of columns in memory. Calls @p take with each row that no filter leaves out, counted
/// from 0, in their order.
[[nodiscard]] AssignSummary assign_columns(
    const AssignSpec& spec, const TitleRules& rules, const std::vector<DataColumn>& columns,
    const std::function<void(std::uint64_t row, AssignedTitle&& title)>& take);

/// The same of columns that come block by block, into @p out. @throws FormatError if one of them
/// has the name of a column that rows get.
[[nodiscard]] AssignSummary assign_blocks(const AssignSpec& spec, const TitleRules& rules,
                                          DataBlocks& blocks, const PersonRows& persons,
                                          AssignedBlocks& out);

/// The names of the columns that are added to each row.
[[nodiscard]] std::vector<std::string> assigned_names(const AssignSpec& spec,
                                                      const TitleRules& rules);

}  // namespace socshift
