#pragma once

#include "command.hpp"

#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {
class FileSet;
struct Recovery;
}  // namespace socshift

namespace CLI {
class App;
}

namespace socshift::cli {

/// Where a verb puts its one result: standard output, or a file that is written whole or not at
/// all and never replaces another unless told to.
struct OutputOptions {
    std::string file;  // empty or "-": standard output
    bool overwrite = false;
};

/// Adds `-o, --output FILE` and `--overwrite`.
void add_output_options(CLI::App& verb, OutputOptions& options);

/// "-", and what else means standard output: /dev/stdout.
[[nodiscard]] bool is_standard_output(const std::string& file);

/// Writes the result of a verb that will end with @p code. @throws FileError if the file is there
/// and may not be replaced, or cannot be written.
void write_output(Context& context, const OutputOptions& options, std::string_view bytes,
                  ExitCode code = ExitCode::ok);

/// A file and what is to be in it.
struct FileToWrite {
    std::filesystem::path file;
    std::string_view bytes;
};

/// The name of a file in @p folder, which is made if it is not there. @throws FileError if it
/// cannot be made.
[[nodiscard]] std::filesystem::path in_folder(const std::string& folder, const std::string& name);

/// Writes @p files for a verb that will end with @p code, all of them or none; nothing if there are
/// none. Errors as write_output().
void write_files(Context& context, const std::vector<FileToWrite>& files, bool overwrite,
                 ExitCode code);

/// Says what earlier runs have left under the names of @p files.
void say_what_was_left(const FileSet& files, std::ostream& err);

/// Says what became of a set that an earlier run had left; nothing if there was none.
void say_recovery(const Recovery& recovery, std::ostream& err);

}  // namespace socshift::cli
