#include "options/import_kind.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/routes/lookup.hpp"
#include "socshift/routes/route.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
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
    std::string instead;
    std::string instead_share;
    std::vector<std::string> fill_over;
};

/// The table between the same editions over those that `--fill-over` names.
std::optional<CrosswalkFill> fill_of(const CrosswalkOptions& options,
                                     const CorrespondenceData& header, const Context& context) {
    if (options.fill_over.empty()) {
        return std::nullopt;
    }
    const auto over = context.catalog.resolve(options.fill_over);
    const auto route = require_route(context.catalog, header.source, header.target, over);
    std::vector<std::string> names;
    for (const auto& id : over) {
        names.push_back(id.text());
    }
    return CrosswalkFill{composed(context.catalog, route),
                         fmt::format("{}", fmt::join(names, " and "))};
}

/// The column that nobody has named: it is called like the edition, or else like its side.
std::string column_of(const DelimitedTable& table, const EditionId& edition,
                      std::string_view side) {
    const bool is_called_so = !table.find_column(edition.text()) && table.find_column(side);
    return is_called_so ? std::string{side} : edition.text();
}

/// Columns that nobody has named are called like the editions, or `source` and `target`.
/// @throws Error, with the options that name them, if they are not.
void need_columns(const DelimitedTable& table, const CrosswalkColumns& said,
                  const CrosswalkColumns& columns) {
    try {
        static_cast<void>(table.column(columns.source));
        static_cast<void>(table.column(columns.target));
    } catch (const FormatError& error) {
        if (!said.source.empty() && !said.target.empty()) {
            throw;
        }
        throw Error(
            fmt::format("{}\nsocshift: --source COLUMN names the column of the codes that "
                        "lead to others, --target COLUMN that of these",
                        error.what()));
    }
}

ExitCode run_crosswalk(const CrosswalkOptions& options, Context& context) {
    auto header = correspondence_header(options.files);
    auto columns = options.columns;
    const auto& source = context.catalog.edition(header.source);
    const auto& target = context.catalog.edition(header.target);
    const auto table = published_table(options.files);
    if (columns.source.empty()) {
        columns.source = column_of(table, header.source, "source");
    }
    if (columns.target.empty()) {
        columns.target = column_of(table, header.target, "target");
    }
    if (!options.share.empty()) {
        columns.share = ShareColumn{options.share, options.basis};
    }
    columns.filter = table_filter(options.where);
    for (const auto& also : options.also) {
        const auto [from, to] = split_pair(also, "--also", "SOURCE=TARGET");
        columns.also.emplace_back(Code::parse(from), Code::parse(to));
    }
    const auto fill = fill_of(options, header, context);
    std::optional<CrosswalkInstead> instead;
    if (!options.instead.empty()) {
        instead.emplace(CrosswalkInstead{read_table(std::filesystem::path{options.instead}),
                                         options.instead_share});
    }
    need_columns(table, options.columns, columns);
    const auto made = import_crosswalk(table, std::move(header), columns, source, target,
                                       instead ? &*instead : nullptr, fill ? &*fill : nullptr);
    const auto exit = finish_import(made.findings, made.data, options.files, context);
    const auto found = [&](std::string_view rule) {
        return std::any_of(made.findings.begin(), made.findings.end(),
                           [rule](const Finding& finding) { return finding.rule == rule; });
    };
    if (found("share-not-taken")) {
        context.err << "socshift: --share COLUMN --basis BASIS takes shares\n";
    }
    if (found("unknown-target")) {
        context.err
            << "socshift: --nowhere WORD says that a word in the place of a target is none; "
               "--skip-unknown leaves such rows out\n";
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
    std::vector<std::string> settled;
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
    auto columns = options.columns;
    for (const auto& text : options.settled) {
        const auto [part, code] = split_pair(text, "--settle", "PART=CODE");
        const auto* const item = source.find_by_any_code(code);
        columns.settled.emplace(
            require_item(context.catalog, target, part).code,
            item == nullptr ? require_item(context.catalog, source, code).code : item->code);
    }
    const auto made = import_coverage(published_table(options.files), std::move(header), columns,
                                      source, target, through ? &*through : nullptr);
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
    auto header = counts_header(options.files);
    const auto& catalog = context.catalog;
    const auto* const edition =
        catalog.has_edition(header.coded_in) ? &catalog.edition(header.coded_in) : nullptr;
    const auto made =
        import_counts(published_table(options.files), std::move(header), columns, edition);
    return finish_import(made.findings, made.data, options.files, context);
}

struct RatesOptions {
    ImportFiles files;
    RatesColumns columns;
    std::vector<std::string> groups;
};

ExitCode run_rates(const RatesOptions& options, Context& context) {
    auto columns = options.columns;
    for (const auto& text : options.groups) {
        const auto [column, values] = split_pair(text, "--group", "COLUMN=VALUE[,VALUE...]");
        columns.groups.push_back({column, CLI::detail::split(values, ',')});
    }
    auto made = import_rates(published_table(options.files), rates_header(options.files), columns);
    add_new(made.findings, check(made.data, context.catalog));
    sort_by_place(made.findings);
    return finish_import(made.findings, made.data, options.files, context);
}

struct TitlesOptions {
    ImportFiles files;
    TitleColumns columns;
    std::string where;
};

ExitCode run_titles(const TitlesOptions& options, Context& context) {
    auto header = titles_header(options.files);
    const auto& edition = context.catalog.edition(header.coded_in);
    const auto table = published_table(options.files);
    auto columns = title_columns(table, edition.id(), options.columns);
    columns.filter = table_filter(options.where);
    const auto made = import_titles(table, std::move(header), columns, edition);
    return finish_import(made.findings, made.data, options.files, context);
}

}  // namespace

ImportKind add_import_crosswalk(CLI::App& verb) {
    auto options = std::make_shared<CrosswalkOptions>();
    auto& app = add_import_kind(verb, options->files, "crosswalk", "The links of two editions");
    add_said_table(app, options->files);
    add_sheet_options(app, options->files);
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
                 "Leave out rows with a code that its edition lacks, or without one");
    app.add_option("--nowhere", columns.nowhere,
                   "A word for no target, such as NoDx; an empty cell is none as well")
        ->type_name("WORD[,WORD...]")
        ->delimiter(',');
    add_shares(app, *options);
    app.add_option("--where", options->where, "Only rows with this value in this column")
        ->type_name("COLUMN=VALUE");
    app.add_option("--level", columns.level, "Only rows with the codes of one level")
        ->type_name("LEVEL");
    add_pairs(app, "--also", options->also, "SOURCE=TARGET", "Add a link that has no row");
    app.add_flag("--rounded", columns.rounded,
                 "Shares are rounded: put right those that miss one, in the largest");
    add_column(app, "--remark", columns.remark, "Column of remarks on links");
    auto* const instead = app.add_option("--instead", options->instead,
                                         "Table whose rows stand for those of its sources")
                              ->type_name("FILE");
    app.add_option("--instead-share", options->instead_share, "Its column of shares")
        ->type_name("COLUMN")
        ->needs(instead);
    app.add_option("--fill-over", options->fill_over,
                   "Fill in blank codes by the route over these editions")
        ->type_name("EDITION[,EDITION...]")
        ->delimiter(',');
    return {&app, [options](Context& context) { return run_crosswalk(*options, context); }};
}

ImportKind add_import_coverage(CLI::App& verb) {
    auto options = std::make_shared<CoverageOptions>();
    auto& app = add_import_kind(verb, options->files, "coverage",
                                "What the codes of a publication cover in a classification");
    add_sheet_options(app, options->files);
    add_column(app, "--code", options->columns.code, "Column of combined codes (code)");
    add_column(app, "--title", options->columns.title, "Column of their titles (title)");
    add_column(app, "--part", options->columns.part, "Column of the codes they cover (part)");
    app.add_flag("--by-title", options->columns.by_title,
                 "A title that has one code in the table is enough");
    app.add_option("--through", options->through,
                   "What is whole codes of EDITION goes as the catalog's tables through it say")
        ->type_name("EDITION");
    app.add_flag("--combined", options->columns.combined,
                 "A part may be a group, or a pattern with X or Y for digits");
    add_pairs(app, "--settle", options->settled, "PART=CODE", "Under which code a part is");
    return {&app, [options](Context& context) { return run_coverage(*options, context); }};
}

ImportKind add_import_counts(CLI::App& verb) {
    auto options = std::make_shared<CountsOptions>();
    auto& app = add_import_kind(verb, options->files, "counts", "Published counts by code");
    add_sheet_options(app, options->files);
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

ImportKind add_import_titles(CLI::App& verb) {
    auto options = std::make_shared<TitlesOptions>();
    auto& app = add_import_kind(verb, options->files, "titles", "Job titles by code");
    add_sheet_options(app, options->files);
    add_column(app, "--code", options->columns.code, "Column of codes; found if not given");
    add_column(app, "--title", options->columns.title, "Column of job titles; found if not given");
    app.add_option("--where", options->where, "Only rows with this value in this column")
        ->type_name("COLUMN=VALUE");
    return {&app, [options](Context& context) { return run_titles(*options, context); }};
}

ImportKind add_import_rates(CLI::App& verb) {
    auto options = std::make_shared<RatesOptions>();
    auto& app =
        add_import_kind(verb, options->files, "rates", "Conversion rates by groups of cases");
    add_sheet_options(app, options->files);
    auto& columns = options->columns;
    add_column(app, "--source", columns.source, "Column of the codes before (source)");
    add_column(app, "--target", columns.target, "Column of the codes after (target)");
    add_pairs(app, "--group", options->groups, "COLUMN=VALUE[,VALUE...]",
              "Column of the rates of one group of cases; once for each");
    return {&app, [options](Context& context) { return run_rates(*options, context); }};
}

}  // namespace socshift::cli
