#include "options/import_kind.hpp"
#include "socshift/base/words.hpp"
#include "socshift/routes/route.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::cli {

namespace {

struct CrosswalkOptions {
    ImportFiles files;
    CrosswalkColumns columns;
    std::string share;
    Basis basis = Basis::official;
    std::string where;
    std::vector<std::string> also;
};

ExitCode run_crosswalk(const CrosswalkOptions& options, Context& context) {
    auto header = correspondence_header(options.files);
    auto columns = options.columns;
    const auto& source = context.catalog.edition(header.source);
    const auto& target = context.catalog.edition(header.target);
    if (columns.source.empty()) {
        columns.source = header.source.text();
    }
    if (columns.target.empty()) {
        columns.target = header.target.text();
    }
    if (!options.share.empty()) {
        columns.share = ShareColumn{options.share, options.basis};
    }
    columns.filter = table_filter(options.where);
    for (const auto& also : options.also) {
        const auto [from, to] = split_pair(also, "--also", "SOURCE=TARGET");
        columns.also.emplace_back(Code::parse(from), Code::parse(to));
    }
    const auto made = import_crosswalk(published_table(options.files), std::move(header), columns,
                                       source, target);
    const auto exit = finish_import(made.findings, made.data, options.files, context);
    const auto found = [&](std::string_view rule) {
        return std::any_of(made.findings.begin(), made.findings.end(),
                           [rule](const Finding& finding) { return finding.rule == rule; });
    };
    if (found("share-not-taken")) {
        context.err << "socshift: --share COLUMN --basis BASIS takes shares\n";
    }
    if (found("level-mix") && !columns.level) {
        context.err << "socshift: --level LEVEL takes the rows of one level\n";
    }
    return exit;
}

/// `--share` and `--basis`: neither says anything without the other.
void add_shares(CLI::App& app, CrosswalkOptions& options) {
    auto* const share =
        app.add_option("--share", options.share, "Column of shares")->type_name("COLUMN");
    auto* const basis = app.add_option_function<std::string>(
        "--basis", [&options](const std::string& word) { options.basis = *value_of<Basis>(word); },
        "Where the shares come from: official, census, employment, user or equal");
    basis
        ->check(
            CLI::IsMember({"official", "census", "employment", "user", "equal"}).description(""))
        ->type_name("BASIS");
    share->needs(basis);
    basis->needs(share);
}

struct CoverageOptions {
    ImportFiles files;
    CoverageColumns columns;
    std::string through;
};

ExitCode run_coverage(const CoverageOptions& options, Context& context) {
    auto header = correspondence_header(options.files);
    const auto& source = context.catalog.edition(header.source);
    const auto& target = context.catalog.edition(header.target);
    std::optional<CoverageThrough> through;
    if (!options.through.empty()) {
        const auto& catalog = context.catalog;
        const auto over = catalog.resolve(options.through);
        through = CoverageThrough{
            between(catalog, source.id(), over),
            composed(catalog, require_route(catalog, source.id(), target.id(), {over}))};
    }
    const auto made =
        import_coverage(published_table(options.files), std::move(header), options.columns, source,
                        target, through ? &*through : nullptr);
    return finish_import(made.findings, made.data, options.files, context);
}

struct CountsOptions {
    ImportFiles files;
    CountsColumns columns;
    std::string where;
};

ExitCode run_counts(const CountsOptions& options, Context& context) {
    auto columns = options.columns;
    columns.filter = table_filter(options.where);
    const auto made =
        import_counts(published_table(options.files), counts_header(options.files), columns);
    return finish_import(made.findings, made.data, options.files, context);
}

struct RatesOptions {
    ImportFiles files;
    RatesColumns columns;
};

ExitCode run_rates(const RatesOptions& options, Context& context) {
    auto made =
        import_rates(published_table(options.files), rates_header(options.files), options.columns);
    add_new(made.findings, check(made.data, context.catalog));
    sort_by_place(made.findings);
    return finish_import(made.findings, made.data, options.files, context);
}

}  // namespace

ImportKind add_import_crosswalk(CLI::App& verb) {
    auto options = std::make_shared<CrosswalkOptions>();
    auto& app = add_import_kind(verb, options->files, "crosswalk", "The links of two editions");
    add_sheet_options(app, options->files.choice);
    auto& columns = options->columns;
    add_column(app, "--source", columns.source, "Column of source codes (the edition)");
    add_column(app, "--target", columns.target, "Column of target codes (the edition)");
    add_column(app, "--source-title", columns.source_title, "Column of titles to compare");
    add_column(app, "--target-title", columns.target_title, "Column of titles to compare");
    add_column(app, "--source-mark", columns.source_mark, "Column that marks splits");
    add_column(app, "--target-mark", columns.target_mark, "Column that marks mergers");
    app.add_flag("--marks-in-titles", columns.marks_in_titles,
                 "A footnote mark behind a title, like * or (#), is its mark");
    app.add_flag("--repeats", columns.repeats, "Rows that repeat a pair are one link");
    app.add_flag("--skip-unknown", columns.skip_unknown,
                 "Leave out rows with a code that its edition lacks");
    add_shares(app, *options);
    app.add_option("--where", options->where, "Only rows with this value in this column")
        ->type_name("COLUMN=VALUE");
    app.add_option("--level", columns.level, "Only rows with the codes of one level")
        ->type_name("LEVEL");
    add_pairs(app, "--also", options->also, "SOURCE=TARGET", "Add a link that has no row");
    return {&app, [options](Context& context) { return run_crosswalk(*options, context); }};
}

ImportKind add_import_coverage(CLI::App& verb) {
    auto options = std::make_shared<CoverageOptions>();
    auto& app = add_import_kind(verb, options->files, "coverage",
                                "What the codes of a publication cover in a classification");
    add_sheet_options(app, options->files.choice);
    add_column(app, "--code", options->columns.code, "Column of combined codes (code)");
    add_column(app, "--title", options->columns.title, "Column of their titles (title)");
    add_column(app, "--part", options->columns.part, "Column of the codes they cover (part)");
    app.add_flag("--by-title", options->columns.by_title,
                 "A title that has one code in the table is enough");
    app.add_option("--through", options->through,
                   "What is whole codes of EDITION goes as the catalog's tables through it say")
        ->type_name("EDITION");
    return {&app, [options](Context& context) { return run_coverage(*options, context); }};
}

ImportKind add_import_counts(CLI::App& verb) {
    auto options = std::make_shared<CountsOptions>();
    auto& app = add_import_kind(verb, options->files, "counts", "Published counts by code");
    add_sheet_options(app, options->files.choice);
    add_column(app, "--code", options->columns.code, "Column of codes (code)");
    app.add_option("--count", options->columns.count, "Column of counts")
        ->required()
        ->type_name("COLUMN");
    app.add_option("--where", options->where, "Only rows with this value in this column")
        ->type_name("COLUMN=VALUE");
    app.add_option("--total-code", options->columns.total_code, "Code of the row of the total")
        ->type_name("CODE");
    return {&app, [options](Context& context) { return run_counts(*options, context); }};
}

ImportKind add_import_rates(CLI::App& verb) {
    auto options = std::make_shared<RatesOptions>();
    auto& app = add_import_kind(verb, options->files, "rates",
                                "Conversion rates between lists of combined codes");
    add_sheet_options(app, options->files.choice);
    auto& columns = options->columns;
    add_column(app, "--source", columns.source, "Column of the combined codes before (source)");
    add_column(app, "--source-codes", columns.source_codes,
               "Column of what they combine (source_codes)");
    add_column(app, "--target", columns.target, "Column of the combined codes after (target)");
    add_column(app, "--target-codes", columns.target_codes,
               "Column of what they combine (target_codes)");
    add_column(app, "--rate", columns.rate, "Column of rates (rate)");
    add_column(app, "--mark", columns.mark, "Column of remarks");
    return {&app, [options](Context& context) { return run_rates(*options, context); }};
}

}  // namespace socshift::cli
