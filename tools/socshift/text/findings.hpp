#pragma once

#include "command.hpp"
#include "socshift/base/finding.hpp"
#include "text/format.hpp"

namespace socshift::cli {

/// `severity,rule,where,message`, or one sentence a line as text.
void write_findings(Context& context, const Findings& findings, Format format);

}  // namespace socshift::cli
