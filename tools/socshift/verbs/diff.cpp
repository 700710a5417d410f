#include "verbs/diff.hpp"

#include "options/counts_option.hpp"
#include "options/format_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "socshift/changes/diff.hpp"
#include "socshift/changes/exclusion_changes.hpp"
#include "socshift/publish/diff_answers.hpp"
#include "socshift/publish/exclusion_answers.hpp"
#include "socshift/publish/official_answer.hpp"
#include "socshift/publish/route_answers.hpp"
#include "socshift/recognise/typed_code.hpp"
#include "socshift/routes/lookup.hpp"
#include "socshift/routes/route.hpp"
#include "text/diff_evidence.hpp"
#include "text/diff_exclusions.hpp"
#include "text/diff_residuals.hpp"
#include "text/diff_stat.hpp"
#include "text/diff_text.hpp"
#include "text/official_figures.hpp"
#include "text/print.hpp"
#include "text/route.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <set>

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
    std::string explain;
    std::string counts;
    RouteOptions route;
    Format format = Format::text;
};

ChangeKind required_kind(const std::string& word) {
    if (const auto kind = value_of<ChangeKind>(word)) {
        return *kind;
    }
    throw UnknownName(
        fmt::format("unknown kind of change '{}'; there are: {}", word, words<ChangeKind>()));
}

/// Decides which changes were asked for.
class Filter {
public:
    Filter(const Catalog& catalog, const Edition& before, const Edition& after,
           const DiffOptions& options) {
        for (const auto& word : options.changes) {
            kinds_.insert(required_kind(word));
        }
        if (options.group.empty()) {
            return;
        }
        const auto* const source = before.find(options.group);
        const auto* const target = after.find(options.group);
        if (source == nullptr && target == nullptr) {
            throw UnknownName(to_string(look_up(catalog, before, options.group)));
        }
        by_group_ = true;
        add_below(before, source);
        add_below(after, target);
    }

    [[nodiscard]] bool operator()(const Change& change) const {
        return (kinds_.empty() || kinds_.count(change.kind) != 0) &&
               (!by_group_ || any_below(change.sources) || any_below(change.targets));
    }

    [[nodiscard]] bool operator()(const ExclusionChange& change) const {
        return !by_group_ || below_.count(change.source) != 0 || below_.count(change.target) != 0;
    }

private:
    void add_below(const Edition& edition, const Item* item) {
        if (item != nullptr) {
            below_.insert(item);
            for (const auto* const child : edition.children(*item)) {
                add_below(edition, child);
            }
        }
    }

    [[nodiscard]] bool any_below(const std::vector<const Item*>& items) const {
        return std::any_of(items.begin(), items.end(),
                           [&](const Item* item) { return below_.count(item) != 0; });
    }

    std::set<ChangeKind> kinds_;
    bool by_group_ = false;
    std::set<const Item*> below_;
};

/// The two editions at every level coarser than that of @p diff that both have; without the flag
/// `exclusions`, which nobody is shown of these.
std::vector<Diff> levels_above(const Edition& before, const Edition& after,
                               const Correspondence& leaves, const LevelPair& levels) {
    const BoundaryMoves none;
    std::vector<Diff> out;
    for (const auto& level : before.levels()) {
        if (level == levels.source) {
            break;
        }
        if (after.level_index(level)) {
            out.push_back(diff(before, after, leaves, {level, level}, &none));
        }
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

/// Two editions and the way between them, as every view of a diff needs them.
struct Ends {
    Route route;
    const Edition& before;
    const Edition& after;
    Correspondence leaves;
};

/// Prints an answer about both ends, whose text names them with what is a draft.
void print_between(const Ends& ends, Answer answer, const DiffOptions& options, Context& context,
                   const TextForm& text) {
    answer.origin_notes = route_notices(context.catalog, ends.route);
    print(answer, options.format, context, text);
}

ExitCode show_exclusions(const DiffOptions& options, const Ends& ends, Context& context) {
    const Filter wanted{context.catalog, ends.before, ends.after, options};
    const auto whole = exclusion_changes(ends.before, ends.after, ends.leaves);
    ExclusionView view{ends.before, ends.after, whole, {}, {}};
    std::copy_if(whole.changes.begin(), whole.changes.end(), std::back_inserter(view.changes),
                 wanted);
    for (const auto* const item : moved_by_exclusions_only(ends.before, ends.after, ends.leaves)) {
        view.only_there.insert(item->code.text());
    }
    print_between(ends, exclusion_changes_answer(view), options, context,
                  {[&] { write_exclusions(view, options.all, context); }, DraftMark::shown});
    const bool differs = std::any_of(
        view.changes.begin(), view.changes.end(),
        [](const ExclusionChange& change) { return change.fate != ExclusionFate::kept; });
    return differs ? ExitCode::differs : ExitCode::ok;
}

ExitCode show_residuals(const DiffOptions& options, const Ends& ends, Context& context) {
    const auto counts = load_counts(context, options.counts, ends.before);
    const auto drift =
        residual_drift(ends.before, ends.after, ends.leaves, counts ? &counts->counts : nullptr);
    print_between(
        ends, residuals_answer(ends.before, ends.after, drift), options, context,
        {[&] { write_residuals(ends.before, ends.after, drift, counts.has_value(), context); },
         DraftMark::shown});
    return drift.links.empty() ? ExitCode::ok : ExitCode::differs;
}

ExitCode show_official(const DiffOptions& options, const Ends& ends, Context& context) {
    std::vector<PublishedFigure> published;
    for (const auto& figure : builtin_published_figures()) {
        if (figure.before == ends.before.id() && figure.after == ends.after.id()) {
            published.push_back(figure);
        }
    }
    if (published.empty()) {
        throw UnknownName(fmt::format("no published figures for {} -> {}", ends.before.id().text(),
                                      ends.after.id().text()));
    }
    const auto before = context.definitions.find(ends.before.id());
    const auto after = context.definitions.find(ends.after.id());
    const bool both = before && after;
    const auto revised = revised_items(ends.before, ends.after, ends.leaves,
                                       both ? &*before : nullptr, both ? &*after : nullptr);
    const OfficialFigures figures{ends.before, ends.after, revised, std::move(published)};
    const auto answer = official_answer(figures);
    print_between(ends, answer, options, context,
                  {[&] { write_official_text(figures, answer, context); }, DraftMark::shown,
                   [&] { write_official_page(figures, context.out); }});
    return ExitCode::ok;
}

ExitCode show_evidence(const DiffOptions& options, const Ends& ends, const Diff& whole,
                       Context& context) {
    const auto exclusions = exclusion_changes(ends.before, ends.after, ends.leaves);
    EvidenceView view{ends.before, ends.after, ends.route,      whole, exclusions,
                      {},          {},         options.explain, {}};
    const auto has_code = [&](const std::vector<const Item*>& items) {
        return std::any_of(items.begin(), items.end(),
                           [&](const Item* item) { return item->code.text() == options.explain; });
    };
    for (const auto& change : whole.changes) {
        if (has_code(change.sources) || has_code(change.targets)) {
            view.changes.push_back(&change);
        }
    }
    if (view.changes.empty()) {
        const auto* const item = ends.before.find(options.explain) != nullptr
                                     ? ends.before.find(options.explain)
                                     : ends.after.find(options.explain);
        throw UnknownName(item == nullptr
                              ? to_string(look_up(context.catalog, ends.before, options.explain))
                              : fmt::format("'{}' is at the level '{}'; --level {} explains it",
                                            options.explain, item->level, item->level));
    }
    view.definitions_before = context.definitions.find(ends.before.id());
    view.definitions_after = context.definitions.find(ends.after.id());
    print_between(ends, evidence_answer(context.catalog, view), options, context,
                  {[&] { write_evidence(view, context); }, DraftMark::shown});
    const bool differs =
        std::any_of(view.changes.begin(), view.changes.end(),
                    [](const Change* change) { return change->kind != ChangeKind::unchanged; });
    return differs ? ExitCode::differs : ExitCode::ok;
}

ExitCode show_diff(const DiffOptions& options, const Ends& ends, const Diff& whole,
                   Context& context) {
    const Filter wanted{context.catalog, ends.before, ends.after, options};
    DiffView view{ends.before, ends.after, whole, {}, {}, {}};
    std::copy_if(whole.changes.begin(), whole.changes.end(), std::back_inserter(view.changes),
                 wanted);
    const bool narrowed = !options.group.empty() || !options.changes.empty();
    view.counts = narrowed ? count(view.changes, whole.table) : whole.counts;
    if (!options.quiet) {
        const bool shows_levels = options.stat || options.format == Format::text;
        if (!narrowed && !options.name_only && shows_levels) {
            view.above = levels_above(ends.before, ends.after, ends.leaves, whole.levels);
        }
        const auto answer = answer_for(options, view);
        print_between(ends, answer, options, context, text_for(options, view, answer, context));
    }
    const bool differs = view.counts.families != view.counts.of(ChangeKind::unchanged);
    return differs ? ExitCode::differs : ExitCode::ok;
}

/// The code of one of the two editions that was typed; as it is if neither has it.
std::string code_of_either(const Catalog& catalog, const Ends& ends, const std::string& typed) {
    if (typed.empty() || ends.after.find(typed) != nullptr) {
        return typed;
    }
    const auto code = typed_code(catalog, ends.before, typed);
    return code != typed ? code : typed_code(catalog, ends.after, typed);
}

ExitCode run_diff(DiffOptions options, Context& context) {
    const auto& catalog = context.catalog;
    const auto route =
        require_route(catalog, catalog.resolve(options.before), catalog.resolve(options.after),
                      catalog.resolve(options.route.via));
    const Ends ends{route, catalog.edition(route.from), catalog.edition(route.to),
                    composed(catalog, route)};
    options.group = code_of_either(catalog, ends, options.group);
    options.explain = code_of_either(catalog, ends, options.explain);
    if (options.exclusions) {
        return show_exclusions(options, ends, context);
    }
    if (options.residuals) {
        return show_residuals(options, ends, context);
    }
    if (options.official) {
        return show_official(options, ends, context);
    }
    const auto levels = options.level.empty()
                            ? leaf_levels(ends.before, ends.after)
                            : levels_named(ends.before, ends.after, options.level);
    const auto whole = diff(ends.before, ends.after, ends.leaves, levels);
    return options.explain.empty() ? show_diff(options, ends, whole, context)
                                   : show_evidence(options, ends, whole, context);
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
                                          "What left and what entered each All Other");
    auto* const official = verb.add_flag("--official", options.official,
                                         "The publisher's figures beside what is counted here");
    add_counts_option(verb, options.counts)->needs(residuals);
    const std::vector<CLI::Option*> views = {stat,    names,     quiet,   exclusions,
                                             explain, residuals, official};
    for (std::size_t i = 0; i < views.size(); ++i) {
        for (std::size_t j = i + 1; j < views.size(); ++j) {
            views[i]->excludes(views[j]);
        }
    }
    exclusions->excludes(level)->excludes(changes);
    explain->excludes(group)->excludes(changes)->excludes(all);
    for (auto* const view : {residuals, official}) {
        view->excludes(level)->excludes(group)->excludes(changes)->excludes(all);
    }
}

}  // namespace

Runner add_diff(CLI::App& verb) {
    auto options = std::make_shared<DiffOptions>();
    verb.add_option("A", options->before, "The edition before")->required();
    verb.add_option("B", options->after, "The edition after")->required();
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
    add_via_option(verb, options->route);
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_diff(*options, context); };
}

}  // namespace socshift::cli
