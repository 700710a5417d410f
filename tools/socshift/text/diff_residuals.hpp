#pragma once

#include "command.hpp"
#include "socshift/changes/residual_drift.hpp"

namespace socshift::cli {

/// Prints what left and entered, under each residual item. @p has_counts: counts were given.
void write_residuals(const Edition& before, const Edition& after, const ResidualDrift& drift,
                     bool has_counts, Context& context);

}  // namespace socshift::cli
