#include "verbs/report.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/report/conversion_report.hpp"
#include "socshift/report/revision_report.hpp"
#include "socshift/weights/weights_order.hpp"
#include "verbs/report_explorer.hpp"
#include "verbs/report_page.hpp"
#include "verbs/report_preview.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace socshift::cli {

namespace {

struct ReportConvertOptions {
    std::string summary;
    std::string methods;
    std::string figures;
    ReportOptions page;
};

struct ReportDiffOptions {
    std::string before;
    std::string after;
    std::string weights = "none";
    ReportOptions page;
};

ExitCode run_report_convert(const ReportConvertOptions& options, Context& context) {
    const auto account = read_account(read_file(options.summary), options.summary);
    ConversionFiles files;
    if (!options.methods.empty()) {
        files.methods = {options.methods, read_file(options.methods)};
    }
    if (!options.figures.empty()) {
        files.figures = read_table(std::filesystem::path{options.figures});
    }
    for (const auto& draft : account.drafts) {
        context.err << fmt::format("{} is a draft\n", draft);
    }
    return write_report(conversion_report(account, files), options.page, context);
}

Runner add_report_convert(CLI::App& verb) {
    auto options = std::make_shared<ReportConvertOptions>();
    auto* const app = verb.add_subcommand("convert", "The account of a conversion");
    app->add_option("--summary", options->summary, "The account, as convert --summary wrote it")
        ->type_name("FILE")
        ->required();
    app->add_option("--methods", options->methods, "The text of convert --methods, for the page")
        ->type_name("FILE");
    app->add_option("--figures", options->figures,
                    "The result of convert --sum --bounds, for the page")
        ->type_name("FILE");
    add_page_options(*app, options->page);
    app->fallthrough();
    return [options](Context& context) { return run_report_convert(*options, context); };
}

ExitCode run_report_diff(const ReportDiffOptions& options, Context& context) {
    const auto report = revision_report(
        context.catalog,
        {options.before, options.after, read_weights_order(options.weights), context.definitions});
    for (const auto& draft : report.page.drafts) {
        context.err << fmt::format("{} is a draft\n", draft.text());
    }
    return write_report(report, options.page, context);
}

Runner add_report_diff(CLI::App& verb) {
    auto options = std::make_shared<ReportDiffOptions>();
    auto* const app = verb.add_subcommand("diff", "What a revision did");
    app->add_option("A", options->before, "The edition before")->required();
    app->add_option("B", options->after, "The edition after")->required();
    app->add_option("--weights", options->weights,
                    "Where shares come from that no publisher gave, in order")
        ->type_name("ORDER")
        ->capture_default_str();
    add_page_options(*app, options->page);
    app->fallthrough();
    return [options](Context& context) { return run_report_diff(*options, context); };
}

}  // namespace

Runner add_report(CLI::App& verb) {
    const auto convert = add_report_convert(verb);
    const auto diff = add_report_diff(verb);
    const auto preview = add_report_preview(verb);
    const auto explorer = add_report_explorer(verb);
    verb.require_subcommand(1);
    return [&verb, convert, diff, preview, explorer](Context& context) {
        return verb.got_subcommand("diff")       ? diff(context)
               : verb.got_subcommand("preview")  ? preview(context)
               : verb.got_subcommand("explorer") ? explorer(context)
                                                 : convert(context);
    };
}

}  // namespace socshift::cli
