#include "verbs/preview.hpp"

#include "options/format_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/previews/preview.hpp"
#include "socshift/publish/preview_page.hpp"
#include "socshift/publish/verdicts_page.hpp"
#include "socshift/scenarios/open_scenario.hpp"
#include "text/print.hpp"
#include "verbs/preview_data.hpp"
#include "verbs/preview_verdicts.hpp"

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
    CompareOptions compare;
    std::vector<std::string> proposals;
    std::string counts;
    PreviewDataOptions data;
    bool all = false;
    Format format = Format::text;
};

/// On a page for people a long table is cut; a script gets all of it.
void shorten(Page& page) {
    constexpr std::size_t most = 15;
    for (auto& section : page.sections) {
        const auto rows = section.table.rows().size();
        if (section.key != "proposals" && section.key != "codes" && section.key != "verdicts" &&
            rows > most) {
            section.lines.push_back(
                fmt::format("The first {} of {}; --all shows them all.", most, rows));
            section.table.keep_first(most);
        }
    }
}

/// The format of a page. @throws Error for one that only has room for a table.
PageFormat page_format(Format format) {
    switch (format) {
        case Format::text:
            return PageFormat::text;
        case Format::md:
            return PageFormat::md;
        case Format::json:
            return PageFormat::json;
        case Format::csv:
        case Format::tsv:
            break;
    }
    throw Error(fmt::format(
        "--format {}: a preview has several tables; it is for --compare SCENARIO EDITION",
        to_string(format)));
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

/// What the edition that is named second made of the requests of the scenario.
ExitCode run_verdicts(const PreviewVerbOptions& options, Context& context) {
    if (!options.counts.empty()) {
        throw Error("--counts: a comparison with an edition has no figures");
    }
    const auto verdicts = verdicts_of(options.compare, context);
    if (options.format == Format::csv || options.format == Format::tsv) {
        print(verdicts_answer(verdicts), options.format, context);
    } else {
        auto page = verdicts_page(verdicts);
        if (!options.all && options.format != Format::json) {
            shorten(page);
        }
        print(page, page_format(options.format), context);
    }
    return verdicts.agrees() ? ExitCode::ok : ExitCode::differs;
}

ExitCode run_comparison(const PreviewVerbOptions& options, Context& context) {
    if (options.compare.is_with_edition(context.catalog)) {
        return run_verdicts(options, context);
    }
    if (options.compare.files.are_said()) {
        throw Error(
            fmt::format("'{}' is a scenario: nothing joins it with the base but its requests",
                        options.compare.names[1]));
    }
    const auto& names = options.compare.names;
    const auto first = preview_of(context.catalog, names[0], {}, options.counts);
    const auto second = preview_of(context.catalog, names[1], {}, options.counts);
    const auto comparison = side_by_side(first, second);
    print(preview_comparison_page(first, second, comparison), page_format(options.format), context);
    return comparison.agrees() ? ExitCode::ok : ExitCode::differs;
}

ExitCode run_preview(const PreviewVerbOptions& options, Context& context) {
    if (!options.compare.names.empty()) {
        if (!options.scenario.empty() || !options.proposals.empty()) {
            throw Error("preview: --compare names its scenarios itself, with all their requests");
        }
        return run_comparison(options, context);
    }
    if (options.scenario.empty()) {
        throw Error("preview: expected a scenario, or two with --compare");
    }
    if (options.data.file.files.empty() != options.data.column.empty()) {
        throw Error("preview: --data and --column go together");
    }
    const auto format = page_format(options.format);
    const auto preview =
        preview_of(context.catalog, options.scenario, options.proposals, options.counts);
    auto page = preview_page(preview);
    bool sets_aside = false;
    if (!options.data.file.files.empty()) {
        sets_aside = add_data(options.data, preview, page, context);
    }
    if (!options.all && format != PageFormat::json) {
        shorten(page);
    }
    print(page, format, context);
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
    auto* const compare = add_compare_options(
        verb, options->compare,
        "Two scenarios, side by side; or the requests of S and what EDITION made of them",
        "S1 S2|EDITION");
    compare->excludes(add_preview_data_options(verb, options->data));
    verb.add_flag("--all", options->all, "Show long lists whole in text and Markdown, too");
    verb.add_option("--counts", options->counts,
                    "Figures of the catalog; the newest that fit if not given")
        ->type_name("NAME");
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_preview(*options, context); };
}

}  // namespace socshift::cli
