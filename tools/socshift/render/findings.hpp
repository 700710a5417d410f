#pragma once

#include "command.hpp"
#include "render/table.hpp"
#include "socshift/model/finding.hpp"

namespace socshift::cli {

/// `severity,rule,where,message`, or one sentence a line as text.
void write_findings(Context& context, const Findings& findings, Format format);

}  // namespace socshift::cli
