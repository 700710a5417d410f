#pragma once

#include "sandbox.hpp"

#include <filesystem>

namespace socshift::golden {

/// Runs one case folder and compares what the program did with what the folder expects:
///
///     cmd              shell lines, run by `sh -e` in a fresh folder
///     input/           files copied into that folder first
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
/// @throws std::runtime_error if the folder holds no `cmd`.
Outcome run_folder_case(const std::filesystem::path& program, const std::filesystem::path& folder);

}  // namespace socshift::golden
