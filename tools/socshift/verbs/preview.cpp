#include "verbs/preview.hpp"

#include "options/format_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/previews/preview.hpp"
#include "socshift/publish/preview_page.hpp"
#include "socshift/scenarios/open_scenario.hpp"
#include "text/print.hpp"
#include "verbs/preview_data.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace socshift::cli {

namespace {

struct PreviewVerbOptions {
    std::string scenario;
    std::vector<std::string> compare;
    std::vector<std::string> proposals;
    std::string counts;
    PreviewDataOptions data;
    bool all = false;
    PageFormat format = PageFormat::text;
};

/// On a page for people a long table is cut; a script gets all of it.
void shorten(Page& page) {
    constexpr std::size_t most = 15;
    for (auto& section : page.sections) {
        const auto rows = section.table.rows().size();
        if (section.key != "proposals" && section.key != "codes" && rows > most) {
            section.lines.push_back(
                fmt::format("The first {} of {}; --all shows them all.", most, rows));
            section.table.keep_first(most);
        }
    }
}

/// The preview of a scenario by its name in the catalog or by its file.
Preview preview_of(const Catalog& catalog, const std::string& name,
                   const std::vector<std::string>& only, const std::string& counts) {
    const auto open = open_scenario(catalog, {name});
    return make_preview(open.catalog, open.catalog.scenario(open.id), {only, counts});
}

/// @throws Error, naming the option, for scenarios that cannot be compared.
PreviewComparison side_by_side(const Preview& first, const Preview& second) {
    try {
        return compare(first, second);
    } catch (const Error& error) {
        throw Error(fmt::format("--compare: {}", error.what()));
    }
}

ExitCode run_comparison(const PreviewVerbOptions& options, Context& context) {
    const auto first = preview_of(context.catalog, options.compare[0], {}, options.counts);
    const auto second = preview_of(context.catalog, options.compare[1], {}, options.counts);
    const auto comparison = side_by_side(first, second);
    print(preview_comparison_page(first, second, comparison), options.format, context);
    return comparison.agrees() ? ExitCode::ok : ExitCode::differs;
}

ExitCode run_preview(const PreviewVerbOptions& options, Context& context) {
    if (!options.compare.empty()) {
        return run_comparison(options, context);
    }
    if (options.scenario.empty()) {
        throw Error("preview: expected a scenario, or two with --compare");
    }
    if (options.data.file.files.empty() != options.data.column.empty()) {
        throw Error("preview: --data and --column go together");
    }
    const auto preview =
        preview_of(context.catalog, options.scenario, options.proposals, options.counts);
    auto page = preview_page(preview);
    bool sets_aside = false;
    if (!options.data.file.files.empty()) {
        sets_aside = add_data(options.data, preview, page, context);
    }
    if (!options.all && options.format != PageFormat::json) {
        shorten(page);
    }
    print(page, options.format, context);
    return changes_nothing(preview) && !sets_aside ? ExitCode::ok : ExitCode::differs;
}

}  // namespace

Runner add_preview(CLI::App& verb) {
    auto options = std::make_shared<PreviewVerbOptions>();
    verb.add_option("SCENARIO", options->scenario, "A scenario of the catalog, or its file");
    verb.add_option("--proposal", options->proposals, "These requests alone, on the same base")
        ->type_name("ID[,ID...]")
        ->delimiter(',')
        ->take_all()
        ->allow_extra_args(false);
    auto* const compare =
        verb.add_option("--compare", options->compare, "Two scenarios, side by side")
            ->expected(2)
            ->type_name("S1 S2");
    compare->excludes(add_preview_data_options(verb, options->data));
    verb.add_flag("--all", options->all, "Show long lists whole in text and Markdown, too");
    verb.add_option("--counts", options->counts,
                    "Figures of the catalog; the newest that fit if not given")
        ->type_name("NAME");
    add_page_format_option(verb, options->format);
    return [options](Context& context) { return run_preview(*options, context); };
}

}  // namespace socshift::cli
