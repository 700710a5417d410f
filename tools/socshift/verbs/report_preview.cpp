#include "verbs/report_preview.hpp"

#include "socshift/base/error.hpp"
#include "socshift/numbers/decimal.hpp"
#include "socshift/report/preview_report.hpp"
#include "socshift/scenarios/open_scenario.hpp"
#include "verbs/preview_data.hpp"
#include "verbs/preview_verdicts.hpp"
#include "verbs/report_page.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace socshift::cli {

namespace {

struct ReportPreviewOptions {
    std::string scenario;
    std::vector<std::string> proposals;
    std::string counts;
    std::string threshold = "1";
    bool comment = false;
    PreviewDataOptions data;
    CompareOptions compare;
    ReportOptions page;
};

/// Percent, "2.5", in hundredths of one.
std::int64_t hundredths_of(const std::string& percent) {
    const auto number = Decimal::parse(percent);
    const auto units = number ? number->in_units(2) : std::nullopt;
    if (!units || *units < 0) {
        throw Error(fmt::format(
            "--threshold: expected percent with at most two decimals, such as 2.5, found '{}'",
            percent));
    }
    return *units;
}

OpenScenario opened(const ReportPreviewOptions& options, const Context& context) {
    if (options.scenario.empty() && options.proposals.empty()) {
        throw Error("report preview: expected a scenario, or requests with --proposal");
    }
    return open_scenario(context.catalog, {options.scenario});
}

Report briefing_of(const ReportPreviewOptions& options, const OpenScenario& open,
                   Context& context) {
    const auto threshold = hundredths_of(options.threshold);
    if (options.data.file.files.empty() != options.data.column.empty()) {
        throw Error("report preview: --data and --column go together");
    }
    const auto preview = make_preview(open.catalog, open.catalog.scenario(open.id),
                                      {options.proposals, options.counts});
    std::optional<PreviewedDataFile> data;
    if (!options.data.file.files.empty()) {
        data = previewed_file(options.data, preview, context);
    }
    return preview_report(preview, data, threshold);
}

/// The page of what an edition made of requests.
Report verdicts_of_edition(const ReportPreviewOptions& options, Context& context) {
    if (!options.compare.is_with_edition(context.catalog)) {
        throw Error(fmt::format(
            "report preview: --compare expects a scenario and an edition; '{}' is a scenario "
            "(socshift preview --compare has two)",
            options.compare.names[1]));
    }
    if (!options.scenario.empty()) {
        throw Error("report preview: --compare names its scenario itself");
    }
    return verdicts_report(verdicts_of(options.compare, context));
}

Report asked_for(const ReportPreviewOptions& options, Context& context) {
    if (!options.compare.names.empty()) {
        return verdicts_of_edition(options, context);
    }
    const auto open = opened(options, context);
    return options.comment ? comment_report(open.catalog, open.catalog.scenario(open.id),
                                            options.proposals, options.counts)
                           : briefing_of(options, open, context);
}

ExitCode run_report_preview(const ReportPreviewOptions& options, Context& context) {
    const auto report = asked_for(options, context);
    for (const auto& draft : report.page.drafts) {
        context.err << fmt::format("{} is a draft\n", draft.text());
    }
    return write_report(report, options.page, context);
}

}  // namespace

Runner add_report_preview(CLI::App& verb) {
    auto options = std::make_shared<ReportPreviewOptions>();
    auto* const app = verb.add_subcommand("preview", "What requests for a next edition would do");
    app->add_option("SCENARIO", options->scenario,
                    "A scenario of the catalog, or its file; its only one if requests are named");
    auto* const proposal =
        app->add_option("--proposal", options->proposals, "These requests alone, on the same base")
            ->type_name("ID[,ID...]")
            ->delimiter(',')
            ->take_all()
            ->allow_extra_args(false);
    auto* const comment =
        app->add_flag("--comment", options->comment,
                      "For a public comment: each request with the principles that it meets");
    auto* const counts = app->add_option("--counts", options->counts,
                                         "Figures of the catalog; the newest that fit if not given")
                             ->type_name("NAME");
    auto* const data = add_preview_data_options(*app, options->data);
    comment->excludes(data);
    auto* const compare = add_compare_options(
        *app, options->compare, "The requests of a scenario and what an edition made of them",
        "SCENARIO EDITION");
    for (auto* const other : {comment, data, proposal, counts}) {
        compare->excludes(other);
    }
    app->add_option("--threshold", options->threshold,
                    "From how much of a series on it matters, in percent")
        ->type_name("PERCENT")
        ->capture_default_str()
        ->needs(data);
    add_page_options(*app, options->page);
    app->fallthrough();
    return [options](Context& context) { return run_report_preview(*options, context); };
}

}  // namespace socshift::cli
