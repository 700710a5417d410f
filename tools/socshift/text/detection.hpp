#pragma once

#include "command.hpp"
#include "socshift/recognise/detect.hpp"
#include "text/table.hpp"

#include <cstddef>

namespace socshift::cli {

/// Prints what was found out about the columns of a file: for people, or a row for each finding as
/// docs/commands/detect.md lists them. Of codes and examples the first @p evidence are named; 0:
/// all.
void write_detection(Context& context, const Detection& detection, Format format,
                     std::size_t evidence);

}  // namespace socshift::cli
