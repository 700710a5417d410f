#include "verbs/report_explorer.hpp"

#include "process.hpp"
#include "socshift/base/counted.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "socshift/io/whole_folder.hpp"
#include "socshift/report/explorer.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace socshift::cli {

namespace {

struct ReportExplorerOptions {
    std::string folder;
    bool overwrite = false;
    std::vector<std::string> formats;
    ExplorerRequest request;
};

std::vector<ExportFormat> formats_of(const std::vector<std::string>& asked) {
    if (asked == std::vector<std::string>{"none"}) {
        return {};
    }
    std::vector<ExportFormat> out;
    for (const auto& word : asked) {
        const auto format = value_of<ExportFormat>(word);
        if (!format) {
            throw Error(fmt::format("--downloads: expected none, or of {}, found '{}'",
                                    words<ExportFormat>(), word));
        }
        out.push_back(*format);
    }
    return out;
}

ExitCode run_report_explorer(const ReportExplorerOptions& options, Context& context) {
    auto request = options.request;
    request.drafts = context.scenario_asked;
    if (!options.formats.empty()) {
        request.formats = formats_of(options.formats);
    }
    WholeFolder site(options.folder,
                     {"socshift-explorer.sha256", "# Files that socshift report explorer wrote\n"},
                     options.overwrite);
    for (const auto& left : site.left_over()) {
        context.err << fmt::format(
            "socshift: left over by an earlier run, and can be removed: "
            "'{}'\n",
            left.string());
    }
    Explorer made;
    try {
        made = write_explorer(
            context.catalog, request,
            [&](const std::string& name, std::string_view bytes) { site.write(name, bytes); });
    } catch (const NoBase& error) {
        throw Error(fmt::format("{}; --base URI says it", error.what()));
    }
    site.commit([] { output_is_complete(ExitCode::ok); });
    for (const auto& notice : made.notices) {
        context.err << notice << '\n';
    }
    for (const auto& draft : made.drafts) {
        context.err << draft.text() << " is a draft\n";
    }
    if (!site.kept().empty()) {
        context.err << fmt::format(
            "socshift: what others put into the folder meanwhile is in '{}'\n",
            site.kept().string());
    }
    context.err << fmt::format("{} of {} in {}: {}\n", count_of(made.code_pages, "code", "codes"),
                               count_of(made.editions.size(), "edition", "editions"),
                               options.folder, count_of(site.files(), "file", "files"));
    return ExitCode::ok;
}

}  // namespace

Runner add_report_explorer(CLI::App& verb) {
    auto options = std::make_shared<ReportExplorerOptions>();
    auto* const app =
        verb.add_subcommand("explorer", "A static site of the catalog, for any web server");
    app->add_option("-o,--output", options->folder, "The folder that the site is to be")
        ->type_name("DIR")
        ->required();
    app->add_flag("--overwrite", options->overwrite, "Replace a site that is there");
    const auto add_list = [app](const char* name, std::vector<std::string>& list, const char* says,
                                const char* type) {
        app->add_option(name, list, says)
            ->type_name(type)
            ->delimiter(',')
            ->take_all()
            ->allow_extra_args(false);
    };
    add_list("--edition", options->request.editions,
             "These editions alone; else all that are final", "EDITION[,EDITION...]");
    add_list("--code", options->request.codes, "Pages of these codes alone", "CODE[,CODE...]");
    add_list("--downloads", options->formats,
             "Formats of export that can be downloaded, or none; else all that can be had",
             "FORMAT[,FORMAT...]");
    app->add_option("--base", options->request.base, "What addresses in downloads begin with")
        ->type_name("URI");
    app->fallthrough();
    return [options](Context& context) { return run_report_explorer(*options, context); };
}

}  // namespace socshift::cli
