#pragma once

#include "command.hpp"
#include "socshift/changes/residual_drift.hpp"
#include "text/table.hpp"

namespace socshift::cli {

/// Text under each residual item; otherwise a row for each link. @p has_counts: counts were given.
void write_residuals(const Edition& before, const Edition& after, const ResidualDrift& drift,
                     bool has_counts, Format format, Context& context);

}  // namespace socshift::cli
