#pragma once

#include "sandbox.hpp"

#include <filesystem>

namespace socshift::golden {

/// Runs one case folder and compares what the program did with what the folder expects:
///
///     cmd              shell lines, run by `sh -e` in a fresh folder
///     input/           files copied into that folder first
///     world            names of worlds, one a line, whose files are copied there as well: folders
///     of
///                      files that several cases share, in `worlds/` beside or above the case
///     expected.out     standard output; missing means empty
///     expected.err     standard error; missing means empty
///     expected.exit    exit code; missing means 0
///     expected/        files that the command must leave behind
///     needs-sources    skip the case when SOCSHIFT_SOURCES is not set
///
/// In `cmd`, $SOCSHIFT_ROOT is the repository and $SOCSHIFT_SOURCES the publishers' tables: link
/// to what a case needs of them (`ln -s "$SOCSHIFT_ROOT/crosswalks" .`), so that no message names
/// a folder of this machine.
///
/// All comparisons are byte for byte. When updating, rewrites the expectations instead; of
/// expected/ only the files that are already there, so create an empty one to begin with.
/// @throws std::runtime_error if the folder holds no `cmd`, or if there is no such world; an error
/// of the file system if two of them, or the case, have a file of the same name.
Outcome run_folder_case(const std::filesystem::path& program, const std::filesystem::path& folder);

}  // namespace socshift::golden
