#include "text/drawings.hpp"

#include "text/output.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace socshift::cli {

void add_drawing_options(CLI::App& verb, DrawingOptions& options, CLI::Option* drawn) {
    verb.add_flag("--ascii", options.ascii, "Draw with characters of ASCII only")->needs(drawn);
    auto* const folder =
        verb.add_option("--svg", options.folder, "Write each drawing to a file of DIR as well")
            ->type_name("DIR")
            ->needs(drawn);
    verb.add_flag("--overwrite", options.overwrite, "Replace files that are there already")
        ->needs(folder);
}

void write_drawing_files(const std::vector<FamilyDrawing>& drawings, const DrawingOptions& options,
                         ExitCode code, Context& context) {
    if (options.folder.empty()) {
        return;
    }
    std::vector<std::string> files;
    files.reserve(drawings.size());
    for (const auto& drawing : drawings) {
        files.push_back(family_svg(drawing, SvgForm::file));
    }
    std::vector<FileToWrite> written;
    for (std::size_t i = 0; i < files.size(); ++i) {
        written.push_back({in_folder(options.folder, drawings[i].name + ".svg"), files[i]});
    }
    write_files(context, written, options.overwrite, code);
}

void print_drawings(const std::vector<FamilyDrawing>& drawings, const DrawingOptions& options,
                    Context& context, std::string_view remedy) {
    bool is_first = true;
    bool any_unknown = false;
    for (const auto& drawing : drawings) {
        context.out << (is_first ? "" : "\n")
                    << family_text(drawing, {context.width, options.ascii});
        is_first = false;
        any_unknown = any_unknown ||
                      std::any_of(drawing.ribbons.begin(), drawing.ribbons.end(),
                                  [](const auto& ribbon) { return !ribbon.share.has_value(); });
    }
    if (any_unknown) {
        context.out << "\n? is a share that no publisher gave" << remedy << '\n';
    }
}

}  // namespace socshift::cli
