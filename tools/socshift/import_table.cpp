#include "import_kind.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace socshift::cli {

namespace {

struct CrosswalkOptions {
    ImportFiles files;
    CrosswalkColumns columns;
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
    const auto made = import_crosswalk(published_table(options.files), std::move(header), columns,
                                       source, target);
    return finish_import(made.findings, made.data, options.files, context);
}

struct CoverageOptions {
    ImportFiles files;
    CoverageColumns columns;
};

ExitCode run_coverage(const CoverageOptions& options, Context& context) {
    auto header = correspondence_header(options.files);
    const auto& source = context.catalog.edition(header.source);
    const auto& target = context.catalog.edition(header.target);
    const auto made = import_coverage(published_table(options.files), std::move(header),
                                      options.columns, source, target);
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
    for (const auto& finding : check(made.data, context.catalog)) {
        if (std::find(made.findings.begin(), made.findings.end(), finding) == made.findings.end()) {
            made.findings.push_back(finding);
        }
    }
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
