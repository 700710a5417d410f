#include "verbs/diff.hpp"

#include "options/counts_option.hpp"
#include "options/edition_files.hpp"
#include "options/format_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "socshift/changes/change_evidence.hpp"
#include "socshift/changes/change_filter.hpp"
#include "socshift/changes/diff.hpp"
#include "socshift/changes/edition_pair.hpp"
#include "socshift/changes/exclusion_changes.hpp"
#include "socshift/changes/residual_drift.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/publish/diff_answers.hpp"
#include "socshift/publish/exclusion_answers.hpp"
#include "socshift/publish/match_answers.hpp"
#include "socshift/publish/official_answer.hpp"
#include "socshift/publish/route_answers.hpp"
#include "socshift/recognise/typed_code.hpp"
#include "socshift/report/change_drawing.hpp"
#include "text/diff_evidence.hpp"
#include "text/diff_exclusions.hpp"
#include "text/diff_residuals.hpp"
#include "text/diff_stat.hpp"
#include "text/diff_text.hpp"
#include "text/drawings.hpp"
#include "text/official_figures.hpp"
#include "text/print.hpp"
#include "text/route.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace socshift::cli {

namespace {

struct DiffOptions {
    std::string before;
    std::string after;
    std::string level;
    std::string group;
    std::vector<std::string> changes;
    bool all = false;
    bool stat = false;
    bool name_only = false;
    bool quiet = false;
    bool exclusions = false;
    bool residuals = false;
    bool official = false;
    bool draw = false;
    DrawingOptions drawing;
    std::string remedy;  // behind drawings: where shares can be had
    std::string explain;
    std::string counts;
    RouteOptions route;
    bool matches = false;
    EditionFileOptions files;
    Format format = Format::text;
};

ChangeKind required_kind(const std::string& word) {
    if (const auto kind = value_of<ChangeKind>(word)) {
        return *kind;
    }
    throw UnknownName(
        fmt::format("unknown kind of change '{}'; there are: {}", word, words<ChangeKind>()));
}

std::vector<ChangeKind> kinds_of(const DiffOptions& options) {
    std::vector<ChangeKind> out;
    for (const auto& word : options.changes) {
        out.push_back(required_kind(word));
    }
    return out;
}

Answer answer_for(const DiffOptions& options, const DiffView& view) {
    return options.stat        ? diff_counts_answer(view)
           : options.name_only ? changed_codes_answer(view)
                               : changes_answer(view);
}

TextForm text_for(const DiffOptions& options, const DiffView& view, const Answer& answer,
                  Context& context) {
    if (options.stat) {
        return {[&] { write_diff_stat(view, context); }, DraftMark::shown};
    }
    if (options.name_only) {
        return {[&] {
            for (const auto& row : answer.table.rows()) {
                context.out << printed(row[0], ColumnKind::text) << ':'
                            << printed(row[1], ColumnKind::text) << '\n';
            }
        }};
    }
    return {[&] { write_diff_text(view, options.all, context); }, DraftMark::shown};
}

/// Prints an answer about both ends, whose text names them with what is a draft.
void print_between(const EditionPair& pair, Answer answer, const DiffOptions& options,
                   Context& context, const TextForm& text) {
    answer.origin_notes = route_notices(context.catalog, pair.route);
    print(answer, options.format, context, text);
}

ExitCode show_exclusions(const DiffOptions& options, const EditionPair& pair, Context& context) {
    const auto whole = exclusion_changes(pair.before, pair.after, pair.leaves);
    const auto view =
        exclusion_view(pair, whole, ChangeFilter{context.catalog, pair, options.group});
    print_between(pair, exclusion_changes_answer(view), options, context,
                  {[&] { write_exclusions(view, options.all, context); }, DraftMark::shown});
    const bool differs = std::any_of(
        view.changes.begin(), view.changes.end(),
        [](const ExclusionChange& change) { return change.fate != ExclusionFate::kept; });
    return differs ? ExitCode::differs : ExitCode::ok;
}

ExitCode show_residuals(const DiffOptions& options, const EditionPair& pair, Context& context) {
    const auto counts = load_counts(context, options.counts, pair.before);
    const auto drift =
        residual_drift(pair.before, pair.after, pair.leaves, counts ? &counts->counts : nullptr);
    print_between(
        pair, residuals_answer(pair.before, pair.after, drift), options, context,
        {[&] { write_residuals(pair.before, pair.after, drift, counts.has_value(), context); },
         DraftMark::shown});
    return drift.links.empty() ? ExitCode::ok : ExitCode::differs;
}

ExitCode show_official(const DiffOptions& options, const EditionPair& pair, Context& context) {
    const OfficialFigures figures{pair, context.definitions};
    const auto answer = official_answer(figures);
    print_between(pair, answer, options, context,
                  {[&] { write_official_text(figures, answer, context); }, DraftMark::shown,
                   [&] { write_official_page(figures, context.out); }});
    return ExitCode::ok;
}

EvidenceView evidence(const DiffOptions& options, const EditionPair& pair, const Diff& whole,
                      const ExclusionChanges& exclusions, const Context& context) {
    try {
        return evidence_view(context.catalog, pair, whole, exclusions, options.explain,
                             context.definitions);
    } catch (const OtherLevel& error) {
        throw UnknownName(fmt::format("{}; --level {} explains it", error.what(), error.level()));
    }
}

ExitCode show_evidence(const DiffOptions& options, const EditionPair& pair, const Diff& whole,
                       Context& context) {
    const auto exclusions = exclusion_changes(pair.before, pair.after, pair.leaves);
    const auto view = evidence(options, pair, whole, exclusions, context);
    print_between(pair, evidence_answer(context.catalog, view), options, context,
                  {[&] { write_evidence(view, context); }, DraftMark::shown});
    const bool differs =
        std::any_of(view.changes.begin(), view.changes.end(),
                    [](const Change* change) { return change->kind != ChangeKind::unchanged; });
    return differs ? ExitCode::differs : ExitCode::ok;
}

ExitCode show_diff(const DiffOptions& options, const EditionPair& pair, const Diff& whole,
                   Context& context) {
    const ChangeFilter wanted{context.catalog, pair, options.group, kinds_of(options)};
    const bool shows_levels =
        options.stat ||
        (options.format == Format::text && !options.name_only && !options.quiet && !options.draw);
    const auto view = diff_view(pair, whole, wanted, shows_levels);
    const bool differs = view.counts.families != view.counts.of(ChangeKind::unchanged);
    const auto code = differs ? ExitCode::differs : ExitCode::ok;
    if (options.draw) {
        const auto drawings = drawings_of(pair, view);
        write_drawing_files(drawings, options.drawing, code, context);
        print_between(pair, changes_answer(view), options, context,
                      {[&] { print_drawings(drawings, options.drawing, context, options.remedy); },
                       DraftMark::shown});
    } else if (!options.quiet) {
        const auto answer = answer_for(options, view);
        print_between(pair, answer, options, context, text_for(options, view, answer, context));
    }
    return code;
}

/// What can be decided about codes that no table joins, as a table that --decisions reads.
ExitCode show_matches(const DiffOptions& options, Context& context) {
    const auto& before = context.catalog.edition(context.catalog.resolve(options.before));
    const auto& after = context.catalog.edition(context.catalog.resolve(options.after));
    const auto decisions =
        options.files.decisions.empty()
            ? std::vector<MatchDecision>{}
            : read_match_decisions(read_table(std::filesystem::path{options.files.decisions}),
                                   before, after);
    const auto answer = matches_answer(before, after, match(before, after), decisions);
    print(answer, options.format, context);
    return answer.table.empty() ? ExitCode::ok : ExitCode::differs;
}

ExitCode run_diff(DiffOptions options, Context& given) {
    options.files.quiet = options.quiet;
    OpenedEditions opened(given, {&options.before, &options.after}, options.files);
    auto& context = opened.context();
    if (opened.files().empty() && options.level.empty() && options.route.via.empty()) {
        options.remedy =
            fmt::format("; shares of weights: socshift report diff {} {} --weights ORDER",
                        options.before, options.after);
    }
    if (options.matches) {
        return show_matches(options, context);
    }
    const auto& catalog = context.catalog;
    const auto pair =
        edition_pair(catalog, catalog.resolve(options.before), catalog.resolve(options.after),
                     catalog.resolve(options.route.via));
    options.group = typed_code(catalog, pair.before, pair.after, options.group);
    options.explain = typed_code(catalog, pair.before, pair.after, options.explain);
    if (options.exclusions) {
        return show_exclusions(options, pair, context);
    }
    if (options.residuals) {
        return show_residuals(options, pair, context);
    }
    if (options.official) {
        return show_official(options, pair, context);
    }
    const auto levels = options.level.empty()
                            ? leaf_levels(pair.before, pair.after)
                            : levels_named(pair.before, pair.after, options.level);
    const auto whole = diff(pair.before, pair.after, pair.leaves, levels);
    return options.explain.empty() ? show_diff(options, pair, whole, context)
                                   : show_evidence(options, pair, whole, context);
}

/// Adds the options that choose what is shown. Only one of them can be given.
void add_views(CLI::App& verb, DiffOptions& options, CLI::Option* level, CLI::Option* group,
               CLI::Option* changes) {
    auto* const all =
        verb.add_flag("--all", options.all, "List what is unchanged, or kept, in text as well");
    auto* const stat = verb.add_flag("--stat", options.stat, "Numbers only");
    auto* const names = verb.add_flag("--name-only", options.name_only, "Codes only");
    auto* const quiet = verb.add_flag("--quiet", options.quiet, "Only the exit code");
    auto* const exclusions =
        verb.add_flag("--exclusions", options.exclusions, "Who leaves out whom, before and after");
    auto* const explain =
        verb.add_option("--explain", options.explain, "The evidence for the change of this code")
            ->type_name("CODE");
    auto* const residuals = verb.add_flag("--residuals", options.residuals,
                                          "What left and what entered each residual item");
    auto* const matches =
        verb.add_flag("--matches", options.matches,
                      "What can be decided about codes that are matched: a table for --decisions");
    auto* const official = verb.add_flag("--official", options.official,
                                         "The publisher's figures beside what is counted here");
    auto* const draw =
        verb.add_flag("--draw", options.draw, "Each family that changed, as a drawing");
    add_drawing_options(verb, options.drawing, draw);
    add_counts_option(verb, options.counts)->needs(residuals);
    const std::vector<CLI::Option*> views = {stat,      names,    quiet,   exclusions, explain,
                                             residuals, official, matches, draw};
    for (std::size_t i = 0; i < views.size(); ++i) {
        for (std::size_t j = i + 1; j < views.size(); ++j) {
            views[i]->excludes(views[j]);
        }
    }
    exclusions->excludes(level)->excludes(changes);
    draw->excludes(all);
    explain->excludes(group)->excludes(changes)->excludes(all);
    for (auto* const view : {residuals, official, matches}) {
        view->excludes(level)->excludes(group)->excludes(changes)->excludes(all);
    }
}

}  // namespace

Runner add_diff(CLI::App& verb) {
    auto options = std::make_shared<DiffOptions>();
    verb.add_option("A", options->before, "The edition before, or a file that holds it")
        ->required();
    verb.add_option("B", options->after, "The edition after, or a file that holds it")->required();
    auto* const level =
        verb.add_option("--level", options->level, "Compare the items of this level")
            ->type_name("LEVEL");
    auto* const group =
        verb.add_option("--group", options->group, "Only what has a code at or below this item")
            ->type_name("CODE");
    auto* const changes =
        verb.add_option("--changes", options->changes, "Only these kinds of change")
            ->type_name("KIND[,KIND...]")
            ->delimiter(',')
            ->take_all()
            ->allow_extra_args(false);
    add_views(verb, *options, level, group, changes);
    add_edition_file_options(verb, options->files);
    add_via_option(verb, options->route);
    add_format_option(verb, options->format)->excludes(verb.get_option("--draw"));
    return [options](Context& context) { return run_diff(*options, context); };
}

}  // namespace socshift::cli
