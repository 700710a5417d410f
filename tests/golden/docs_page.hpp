#pragma once

#include "sandbox.hpp"

#include <filesystem>

namespace socshift::golden {

/// Runs the sessions of one Markdown page, so that documentation cannot go stale.
///
/// A fenced block marked `console` is a session. A line that starts with "$ " is a command, and
/// goes on in the next line when it ends in a backslash and in lines that start with "> ", as a
/// shell prompts inside quotes and here-documents; the lines under it are what it prints, standard
/// output and standard error together. A line `...` stands for any number of lines. Each
/// command is a shell of its own; all blocks of a page run in one temporary folder, in order.
/// The last command of a block must exit with the code in `console exit=1`, the others with 0;
/// without `exit=`, all with 0. A block marked `console needs-sources` is left out when
/// SOCSHIFT_SOURCES is not set.
///
/// A comment anywhere in the page copies a file of @p repository into the folder first:
///
///     <!-- input: path/to/file -->
///
/// When updating, rewrites what each block prints, but leaves alone blocks with a `...` line.
/// @throws std::runtime_error if the page cannot be read or an input is missing.
Outcome run_docs_page(const std::filesystem::path& program, const std::filesystem::path& repository,
                      const std::filesystem::path& page);

}  // namespace socshift::golden
