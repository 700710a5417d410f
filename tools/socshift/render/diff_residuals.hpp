#pragma once

#include "command.hpp"
#include "render/table.hpp"
#include "socshift/history/residual_drift.hpp"

namespace socshift::cli {

/// Text under each residual item; otherwise a row for each link. @p has_counts: counts were given.
void write_residuals(const Edition& before, const Edition& after, const ResidualDrift& drift,
                     bool has_counts, Format format, Context& context);

}  // namespace socshift::cli
