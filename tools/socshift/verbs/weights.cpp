#include "verbs/weights.hpp"

#include "options/weights_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/weights/weights.hpp"
#include "text/edition.hpp"
#include "text/table.hpp"
#include "text/text.hpp"
#include "verbs/weights_estimate.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <ostream>

namespace socshift::cli {

namespace {

struct WeightsVerb {
    std::string name;
    std::string other;
    std::string from = "soc2010";
    std::string to = "soc2018";
    bool gaps = false;
    bool normalise = false;
    Format format = Format::text;
};

/// The table that weights are asked for, and its ends.
struct WeightsSubject {
    Route route;
    Correspondence table;
    const Edition& before;
    const Edition& after;
};

WeightsSubject subject_of(const Catalog& catalog, const WeightsVerb& options) {
    const auto from = catalog.resolve(options.from);
    const auto to = catalog.resolve(options.to);
    auto route = require_route(catalog, from, to);
    auto table = composed(catalog, route);
    return {std::move(route), std::move(table), catalog.edition(from), catalog.edition(to)};
}

/// The weights of one name with the group that they are for, "sex=1"; empty without groups.
struct GroupTable {
    std::string group;
    WeightTable weights;
};

std::vector<GroupTable> file_tables(const WeightChoice& choice, const WeightsSubject& subject,
                                    const WeightsVerb& options, Context& context) {
    const auto& weights = *choice.weights;
    auto found = check(weights, subject.table, subject.before, subject.after, options.normalise);
    if (has_errors(found)) {
        throw DataError(std::move(found));
    }
    for (const auto& finding : found) {
        if (options.other.empty()) {  // what is in one of two only is said when they are compared
            context.err << to_string(finding) << '\n';
        }
    }
    std::vector<GroupTable> out;
    for (const auto& group : groups_of(weights)) {
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < weights.groups.size(); ++i) {
            parts.push_back(weights.groups[i] + "=" + group[i]);
        }
        auto made = user_weights(weights, choice.name, subject.table, group);
        for (const auto& note : made.normalised) {
            context.err << fmt::format("socshift: shares of {} were divided by their sum\n", note);
        }
        out.push_back({fmt::format("{}", fmt::join(parts, ", ")), std::move(made.table)});
    }
    return out;
}

std::vector<GroupTable> tables_of(const std::string& name, const WeightsSubject& subject,
                                  const WeightsVerb& options, Context& context) {
    const auto choice = read_weight_choice(name);
    if (choice.kind == WeightKind::file) {
        return file_tables(choice, subject, options, context);
    }
    auto table = choice.kind == WeightKind::equal
                     ? std::optional{equal_along(context.catalog, subject.route)}
                     : catalog_weights(context.catalog, choice.kind, subject.table);
    if (!table) {
        throw Error(
            fmt::format("there are no {} weights from {} to {}; 'socshift weights "
                        "estimate' makes weights from counts of yours",
                        name, subject.before.id().text(), subject.after.id().text()));
    }
    table->name = name;
    return {{"", std::move(*table)}};
}

std::string title_of(const Edition& edition, const Code& code) {
    const auto* const item = edition.find(code);
    return item == nullptr ? "" : item->title;
}

std::string_view how(const WeightTable& weights, const WeightSource& source) {
    switch (weights.basis) {
        case Basis::census:
            return source.in_part ? "in-part" : "exact";
        case Basis::employment:
            return source.is_forced ? "contradictory" : "estimated";
        case Basis::equal:
            return "assumed";
        case Basis::only:
        case Basis::official:
        case Basis::user:
            return "given";
    }
    return "";
}

/// "0.0193 with 39-1022" for a share that several targets have together.
std::string together(const WeightCell& cell, const Code& target) {
    std::vector<std::string> others;
    for (const auto& other : cell.targets) {
        if (other != target) {
            others.push_back(other.text());
        }
    }
    return fmt::format("{} together with {}", decimal_text(cell.share), fmt::join(others, ", "));
}

Table shares_table(const std::vector<GroupTable>& tables, const WeightsSubject& subject) {
    Table out;
    out.schema = "socshift/weights/1";
    out.columns = {"source",     "target", "share",        "basis",
                   "determined", "remark", "source_title", "target_title"};
    const bool has_groups = !tables.empty() && !tables.front().group.empty();
    if (has_groups) {
        out.columns.insert(out.columns.begin() + 2, "group");
    }
    for (const auto& [group, weights] : tables) {
        for (const auto& source : weights.sources) {
            for (const auto& cell : source.cells) {
                const auto add = [&, &of = group, &by = weights](const Code* target) {
                    const bool is_one = cell.targets.size() < 2;
                    std::vector<std::string> row = {
                        source.source.text(),
                        target == nullptr ? "" : target->text(),
                        is_one ? decimal_text(cell.share) : "",
                        std::string{to_string(by.basis)},
                        std::string{how(by, source)},
                        is_one ? source.remark : together(cell, *target),
                        title_of(subject.before, source.source),
                        target == nullptr ? "" : title_of(subject.after, *target)};
                    if (has_groups) {
                        row.insert(row.begin() + 2, of);
                    }
                    out.rows.push_back(std::move(row));
                };
                for (const auto& target : cell.targets) {
                    add(&target);
                }
                if (cell.targets.empty()) {
                    add(nullptr);  // nowhere
                }
            }
        }
    }
    return out;
}

Table gaps_table(const std::vector<GroupTable>& tables, const WeightsSubject& subject) {
    Table out{"socshift/weights-gaps/1", {"source", "reason", "group", "source_title"}, {}, {}};
    for (const auto& [group, weights] : tables) {
        for (const auto& gap : weights.gaps) {
            out.rows.push_back(
                {gap.source.text(), gap.reason, group, title_of(subject.before, gap.source)});
        }
    }
    return out;
}

ExitCode run_show(const WeightsVerb& options, Context& context) {
    const auto subject = subject_of(context.catalog, options);
    warn_of_draft(subject.before.header(), context);
    warn_of_draft(subject.after.header(), context);
    const auto tables = tables_of(options.name, subject, options, context);
    write_table(context.out,
                options.gaps ? gaps_table(tables, subject) : shares_table(tables, subject),
                options.format, context.width);
    for (const auto& [group, weights] : tables) {
        context.err << fmt::format(
            "socshift: {}{}{}: for {} of {} with several targets\n", options.name,
            group.empty() ? "" : " ", group, weights.sources.size(),
            count_of(weights.sources.size() + weights.gaps.size(), "code", "codes"));
    }
    return ExitCode::ok;
}

std::string signed_text(const WeightDifference& entry) {
    const auto* const sign = entry.a < entry.b ? "+" : (entry.b < entry.a ? "-" : "");
    return fmt::format("{}{:.6f}", sign, entry.size.to_double());
}

const GroupTable& only_table(const std::vector<GroupTable>& tables, const std::string& name) {
    if (tables.size() != 1) {
        throw Error(
            fmt::format("weights compare: '{}' depends on groups of rows; expected weights "
                        "without",
                        name));
    }
    return tables.front();
}

ExitCode run_compare(const WeightsVerb& options, Context& context) {
    const auto subject = subject_of(context.catalog, options);
    const auto tables_a = tables_of(options.name, subject, options, context);
    const auto tables_b = tables_of(options.other, subject, options, context);
    const auto& a = only_table(tables_a, options.name).weights;
    const auto& b = only_table(tables_b, options.other).weights;
    const auto compared = compare_weights(a, b);
    Table out;
    out.schema = "socshift/weights-compare/1";
    out.columns = {"source",     "target",       "share_a",     "share_b",
                   "difference", "source_title", "target_title"};
    for (const auto& entry : compared.differences) {
        out.rows.push_back({entry.source.text(), entry.target.text(), decimal_text(entry.a),
                            decimal_text(entry.b), signed_text(entry),
                            title_of(subject.before, entry.source),
                            title_of(subject.after, entry.target)});
    }
    write_table(context.out, out, options.format, context.width);
    context.err << fmt::format("socshift: {} compared; {} more in {}, {} more in {}\n",
                               count_of(compared.both, "code", "codes"),
                               a.sources.size() - compared.both, options.name,
                               b.sources.size() - compared.both, options.other);
    const bool same = std::all_of(compared.differences.begin(), compared.differences.end(),
                                  [](const WeightDifference& entry) { return entry.a == entry.b; });
    return same ? ExitCode::ok : ExitCode::differs;
}

ExitCode run_list(const WeightsVerb& options, Context& context) {
    const auto subject = subject_of(context.catalog, options);
    Table out;
    out.schema = "socshift/weights-list/1";
    out.columns = {"weights", "source", "target", "basis", "codes", "in_part", "without"};
    out.numeric = {"codes", "in_part", "without"};
    for (const auto kind : {WeightKind::census, WeightKind::census_exact, WeightKind::employment,
                            WeightKind::equal}) {
        const auto weights = catalog_weights(context.catalog, kind, subject.table);
        if (!weights) {
            continue;
        }
        const auto in_part =
            std::count_if(weights->sources.begin(), weights->sources.end(),
                          [](const WeightSource& source) { return source.in_part; });
        out.rows.push_back({std::string{to_string(kind)}, subject.before.id().text(),
                            subject.after.id().text(), std::string{to_string(weights->basis)},
                            std::to_string(weights->sources.size()), std::to_string(in_part),
                            std::to_string(weights->gaps.size())});
    }
    write_table(context.out, out, options.format, context.width);
    return ExitCode::ok;
}

void add_ends(CLI::App& app, WeightsVerb& options) {
    app.add_option("--from", options.from, "The edition of the sources")
        ->type_name("EDITION")
        ->capture_default_str();
    app.add_option("--to", options.to, "The edition of the targets")
        ->type_name("EDITION")
        ->capture_default_str();
    add_format_option(app, options.format);
}

}  // namespace

Runner add_weights(CLI::App& verb) {
    auto options = std::make_shared<WeightsVerb>();
    verb.require_subcommand(1);
    auto* const list = verb.add_subcommand("list", "What there is between two editions");
    auto* const show = verb.add_subcommand("show", "The shares, a link a row");
    auto* const compare =
        verb.add_subcommand("compare", "Two tables of weights, largest differences first");
    const auto estimate = add_weights_estimate(verb);
    for (auto* const app : {list, show, compare}) {
        add_ends(*app, *options);
        app->fallthrough();
    }
    show->add_option("WEIGHTS", options->name, "census, census-exact, employment, equal or a file")
        ->required();
    show->add_flag("--gaps", options->gaps, "The codes that there are no shares for, and why");
    compare->add_option("A", options->name, "Weights")->required();
    compare->add_option("B", options->other, "Weights")->required();
    for (auto* const app : {show, compare}) {
        app->add_flag("--normalise", options->normalise,
                      "Divide shares of a file that do not sum to one by their sum");
    }
    return [=](Context& context) {
        if (list->parsed()) {
            return run_list(*options, context);
        }
        if (show->parsed()) {
            return run_show(*options, context);
        }
        return compare->parsed() ? run_compare(*options, context) : estimate(context);
    };
}

}  // namespace socshift::cli
