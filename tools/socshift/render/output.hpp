#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

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

/// @throws FileError, with a hint, if @p file is there and @p overwrite is not set. For every file
/// a verb is about to write, before it does anything else.
void refuse_to_replace(const std::string& file, bool overwrite);

/// @throws FileError if the file is there and may not be replaced, or cannot be written.
void write_output(std::ostream& out, const OutputOptions& options, std::string_view bytes);

}  // namespace socshift::cli
