#include "verbs/report_page.hpp"

#include <CLI/CLI.hpp>

#include <ostream>
#include <vector>

namespace socshift::cli {

void add_page_options(CLI::App& verb, ReportOptions& options) {
    verb.add_option("--svg", options.drawings, "Write each drawing to a file of DIR as well")
        ->type_name("DIR");
    verb.add_flag("--markdown", options.markdown, "Write Markdown instead of HTML");
    add_output_options(verb, options.output);
}

ExitCode write_report(const Report& report, const ReportOptions& options, Context& context) {
    const auto page =
        options.markdown ? report_markdown(report, options.drawings) : report_html(report);
    const auto& output = options.output.file;
    const bool to_stream = output.empty() || is_standard_output(output);
    std::vector<FileToWrite> files;
    if (!to_stream) {
        files.push_back({output, page});
    }
    if (!options.drawings.empty()) {
        const auto add = [&](const std::string& name, const std::string& bytes) {
            files.push_back({in_folder(options.drawings, name + ".svg"), bytes});
        };
        for (const auto& [key, extras] : report.extras) {
            for (const auto& drawing : extras.drawings) {
                add(drawing.name, drawing.file);
            }
            for (const auto& card : extras.cards) {
                add(card.id, card.file);
            }
        }
    }
    write_files(context, files, options.output.overwrite, ExitCode::ok);
    if (to_stream) {
        context.out << page;
    }
    return ExitCode::ok;
}

}  // namespace socshift::cli
