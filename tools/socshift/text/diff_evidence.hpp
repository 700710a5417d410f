#pragma once

#include "command.hpp"
#include "socshift/changes/change_evidence.hpp"

namespace socshift::cli {

/// Prints what each change rests on, a paragraph each: its GSIM type, its items, and the pieces of
/// evidence.
void write_evidence(const EvidenceView& view, Context& context);

}  // namespace socshift::cli
