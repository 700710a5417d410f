#include "render/output.hpp"

#include "socshift/catalog/directory.hpp"
#include "socshift/model/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <filesystem>
#include <ostream>

namespace socshift::cli {

void add_output_options(CLI::App& verb, OutputOptions& options) {
    verb.add_option("-o,--output", options.file, "Write to FILE instead of standard output")
        ->type_name("FILE");
    verb.add_flag("--overwrite", options.overwrite, "Replace files that are there already");
}

void refuse_to_replace(const std::string& file, bool overwrite) {
    // What is no ordinary file (a pipe, a device) is written to, not replaced.
    if (!overwrite &&
        (std::filesystem::is_regular_file(file) || std::filesystem::is_directory(file))) {
        throw FileError(fmt::format("'{}' is there already; give --overwrite to replace it", file));
    }
}

void write_output(std::ostream& out, const OutputOptions& options, std::string_view bytes) {
    if (options.file.empty() || options.file == "-") {
        out << bytes;
        return;
    }
    refuse_to_replace(options.file, options.overwrite);
    write_file(options.file, bytes);
}

}  // namespace socshift::cli
