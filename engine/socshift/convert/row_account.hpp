#pragma once

// Internal: not installed. The account of rows, whatever they are written as.

#include "socshift/convert/intake.hpp"
#include "socshift/convert/row_draws.hpp"
#include "socshift/convert/row_titles.hpp"

#include <cstdint>
#include <vector>

namespace socshift {

/// @throws std::invalid_argument for a request that its own rules do not allow.
void check_rows(const ConvertRequest& request);

/// Whether a code without known shares cannot be carried as @p request wants rows.
[[nodiscard]] bool needs_shares(const ConvertRequest& request);

/// Intake::summary() of rows that went to written_targets().
[[nodiscard]] ConvertSummary account_of_rows(const ConvertRequest& request,
                                             const CodedEditions& sources, const Intake& intake);

/// The same of rows of which each of @p lots was drawn so many @p times. @throws AccountError if
/// these are not as many as there were draws.
[[nodiscard]] ConvertSummary account_of_draws(const Lots& lots, const CodedEditions& sources,
                                              const Intake& intake,
                                              const std::vector<std::uint64_t>& times);

/// The same of rows of which titles settled some.
[[nodiscard]] ConvertSummary account_of_titles(const SettledRows& settled, const Intake& intake);

/// @throws AccountError unless as many rows came out as the plans say.
void check_rows_out(const ConvertSummary& summary, const ConvertRequest& request,
                    const CodedEditions& sources, const Intake& intake,
                    const SettledRows* settled = nullptr);

}  // namespace socshift
