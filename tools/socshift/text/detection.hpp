#pragma once

#include "command.hpp"
#include "socshift/recognise/detect.hpp"

#include <cstddef>

namespace socshift::cli {

/// Prints what was found out about the columns of a file. Of codes and examples the first
/// @p evidence are named; 0: all.
void write_detection(Context& context, const Detection& detection, std::size_t evidence);

}  // namespace socshift::cli
