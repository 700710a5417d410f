#include "diff.hpp"

#include "render/diff_stat.hpp"
#include "render/diff_text.hpp"
#include "render/edition.hpp"
#include "render/route.hpp"
#include "render/table.hpp"
#include "socshift/history/diff.hpp"
#include "socshift/history/lookup.hpp"
#include "socshift/history/route.hpp"
#include "socshift/model/error.hpp"

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
    RouteOptions route;
    Format format = Format::text;
};

ChangeKind required_kind(const std::string& word) {
    if (const auto kind = parse_change_kind(word)) {
        return *kind;
    }
    std::vector<std::string_view> known;
    for (std::size_t i = 0; i < change_kind_count; ++i) {
        known.push_back(to_string(static_cast<ChangeKind>(i)));
    }
    throw UnknownName(
        fmt::format("unknown kind of change '{}'; there are: {}", word, fmt::join(known, ", ")));
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

/// The two editions at every level coarser than that of @p diff that both have.
std::vector<Diff> levels_above(const Edition& before, const Edition& after,
                               const Correspondence& leaves, const LevelPair& levels) {
    std::vector<Diff> out;
    for (const auto& level : before.levels()) {
        if (level == levels.source) {
            break;
        }
        if (after.level_index(level)) {
            out.push_back(diff(before, after, leaves, {level, level}));
        }
    }
    return out;
}

void write_rows(const DiffView& view, Format format, Context& context) {
    Table table{"socshift/diff/1",
                {"change", "cardinality", "source_codes", "target_codes", "source_titles",
                 "target_titles", "flags"},
                {},
                {},
                {"source_codes", "target_codes", "source_titles", "target_titles", "flags"}};
    const auto cell = [](const auto& list, auto text) {
        std::vector<std::string> texts;
        for (const auto& element : list) {
            texts.emplace_back(text(element));
        }
        return list_cell(texts);
    };
    const auto code = [](const Item* item) { return item->code.text(); };
    const auto title = [](const Item* item) { return item->title; };
    for (const auto& change : view.changes) {
        table.rows.push_back({std::string{to_string(change.kind)},
                              std::string{to_string(change.cardinality)},
                              cell(change.sources, code), cell(change.targets, code),
                              cell(change.sources, title), cell(change.targets, title),
                              cell(change.flags, [](ChangeFlag flag) { return to_string(flag); })});
    }
    write_table(context.out, table, format, context.width);
}

void write_names(const DiffView& view, Format format, Context& context) {
    Table table{"socshift/diff-names/1", {"edition", "code"}, {}, {}, {}};
    for (const auto& change : view.changes) {
        if (change.kind == ChangeKind::unchanged) {
            continue;
        }
        for (const auto* const item : change.sources) {
            table.rows.push_back({view.before.id().text(), item->code.text()});
        }
        for (const auto* const item : change.targets) {
            table.rows.push_back({view.after.id().text(), item->code.text()});
        }
    }
    if (format != Format::text) {
        return write_table(context.out, table, format, context.width);
    }
    for (const auto& row : table.rows) {
        context.out << row[0] << ':' << row[1] << '\n';
    }
}

void write(const DiffOptions& options, const DiffView& view, Context& context) {
    if (options.format != Format::text || options.name_only) {
        warn_of_draft(view.before.header(), context);
        warn_of_draft(view.after.header(), context);
    }
    if (options.stat) {
        write_diff_stat(view, options.format, context);
    } else if (options.name_only) {
        write_names(view, options.format, context);
    } else if (options.format == Format::text) {
        write_diff_text(view, options.all, context);
    } else {
        write_rows(view, options.format, context);
    }
}

ExitCode run_diff(const DiffOptions& options, Context& context) {
    const auto& catalog = context.catalog;
    const auto route = chosen_route(catalog, options.before, options.after, options.route);
    const auto& before = catalog.edition(route.from);
    const auto& after = catalog.edition(route.to);
    const Filter wanted{catalog, before, after, options};
    const auto levels = options.level.empty() ? leaf_levels(before, after)
                                              : levels_named(before, after, options.level);
    const auto leaves = composed(catalog, route);
    const auto whole = diff(before, after, leaves, levels);
    DiffView view{before, after, whole, {}, {}, {}};
    std::copy_if(whole.changes.begin(), whole.changes.end(), std::back_inserter(view.changes),
                 wanted);
    view.counts = count(view.changes, whole.table);
    if (!options.quiet) {
        const bool narrowed = !options.group.empty() || !options.changes.empty();
        const bool shows_levels = options.stat || options.format == Format::text;
        if (!narrowed && !options.name_only && shows_levels) {
            view.above = levels_above(before, after, leaves, levels);
        }
        report_route(route, context);
        write(options, view, context);
    }
    const bool differs = view.counts.families != view.counts.of(ChangeKind::unchanged);
    return differs ? ExitCode::differs : ExitCode::ok;
}

}  // namespace

Runner add_diff(CLI::App& verb) {
    auto options = std::make_shared<DiffOptions>();
    verb.add_option("A", options->before, "The edition before")->required();
    verb.add_option("B", options->after, "The edition after")->required();
    verb.add_option("--level", options->level, "Compare the items of this level")
        ->type_name("LEVEL");
    verb.add_option("--group", options->group, "Only families with a code at or below this item")
        ->type_name("CODE");
    verb.add_option("--changes", options->changes, "Only these kinds of change")
        ->type_name("KIND[,KIND...]")
        ->delimiter(',')
        ->take_all()
        ->allow_extra_args(false);
    verb.add_flag("--all", options->all, "List unchanged families in text as well");
    auto* const stat = verb.add_flag("--stat", options->stat, "Numbers only");
    auto* const names = verb.add_flag("--name-only", options->name_only, "Codes only");
    auto* const quiet = verb.add_flag("--quiet", options->quiet, "Only the exit code");
    stat->excludes(names)->excludes(quiet);
    names->excludes(quiet);
    add_via_option(verb, options->route);
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_diff(*options, context); };
}

}  // namespace socshift::cli
