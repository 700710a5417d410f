#pragma once

#include "command.hpp"

namespace socshift::cli {

/// Opens standard input, output and error that are closed on the null device, so that no file gets
/// their numbers: what is read from or written to such a one fails, but messages, which are lost.
void open_closed_streams() noexcept;

/// Signals that end the process remove unfinished files first, say so, and end it with exit code 2;
/// but when output_is_complete(), with the code that was given there. A reader that has gone and a
/// file that grows too large show as failed writes, not as signals.
void handle_signals() noexcept;

/// From now on nothing can be undone, and nothing more has to be done: a signal ends the process
/// with this code.
void output_is_complete(ExitCode code) noexcept;

}  // namespace socshift::cli
