#pragma once

#include "command.hpp"
#include "socshift/report/family_drawing.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace socshift::cli {

/// How drawings are shown, and where else they go.
struct DrawingOptions {
    bool ascii = false;
    std::string folder;  // for each of them as SVG; empty: none
    bool overwrite = false;
};

/// Adds `--ascii`, `--svg DIR` and `--overwrite`, which say nothing without @p drawn.
void add_drawing_options(CLI::App& verb, DrawingOptions& options, CLI::Option* drawn);

/// Writes each drawing to a file of the folder that was asked for, all of them or none. The run
/// will end with @p code.
void write_drawing_files(const std::vector<FamilyDrawing>& drawings, const DrawingOptions& options,
                         ExitCode code, Context& context);

/// Prints each drawing, an empty line between them. If one has a share that nobody knows, a
/// sentence says so once, at the end, with @p remedy behind it: where shares can be had.
void print_drawings(const std::vector<FamilyDrawing>& drawings, const DrawingOptions& options,
                    Context& context, std::string_view remedy = {});

}  // namespace socshift::cli
