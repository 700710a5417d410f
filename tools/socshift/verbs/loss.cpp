#include "verbs/loss.hpp"

#include "options/counts_option.hpp"
#include "socshift/routes/round_trip.hpp"
#include "text/edition.hpp"
#include "text/route.hpp"
#include "text/table.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <memory>
#include <optional>
#include <ostream>

namespace socshift::cli {

namespace {

struct LossOptions {
    std::string from;
    std::string over;
    std::string counts;
    bool all = false;
    bool stat = false;
    RouteOptions route;
    Format format = Format::text;
};

/// "0.123457" of a whole; empty of nothing.
std::string part(std::int64_t count, std::int64_t whole) {
    return whole == 0
               ? ""
               : fmt::format("{:.6f}", static_cast<double>(count) / static_cast<double>(whole));
}

std::string percent(std::int64_t count, std::int64_t whole) {
    return whole == 0 ? "-"
                      : fmt::format("{:.2f}%", 100.0 * static_cast<double>(count) /
                                                   static_cast<double>(whole));
}

std::string kind_of_bits(bool is_bound) {
    return is_bound ? "bound" : "exact";
}

std::vector<std::string> codes_of(const std::vector<const Item*>& items) {
    std::vector<std::string> out;
    for (const auto* const item : items) {
        out.push_back(item->code.text());
    }
    return out;
}

Table code_table(const Edition& edition, const RoundTrip& trip, bool all) {
    Table table;
    table.schema = "socshift/loss/1";
    table.columns = {"edition",    "code",    "title", "comes_back", "group", "level",
                     "candidates", "targets", "bits",  "bits_kind",  "count", "count_share"};
    table.numeric = {"bits", "count", "count_share"};
    table.lists = {"candidates", "targets"};
    for (const auto& code : trip.codes) {
        if (code.kind == Return::exact && !all) {
            continue;
        }
        table.rows.push_back({edition.id().text(), code.item->code.text(), code.item->title,
                              std::string{to_string(code.kind)},
                              code.group == nullptr ? "" : code.group->code.text(),
                              code.group == nullptr ? "" : code.group->level,
                              list_cell(codes_of(code.candidates)),
                              list_cell(texts_of(code.targets)),
                              code.kind == Return::lost ? "" : bits_text(code.bits),
                              code.kind == Return::lost ? "" : kind_of_bits(code.is_bound),
                              code.count ? std::to_string(*code.count) : "",
                              code.count ? part(*code.count, trip.count) : ""});
    }
    return table;
}

Table stat_table(const RoundTrip& trip, bool has_counts) {
    Table table;
    table.schema = "socshift/loss-stat/1";
    table.columns = {"comes_back", "level",     "codes", "code_share",
                     "bits",       "bits_kind", "count", "count_share"};
    table.numeric = {"codes", "code_share", "bits", "count", "count_share"};
    const auto whole = static_cast<std::int64_t>(trip.codes.size());
    const auto add = [&](std::string_view name, const ReturnTotal& total) {
        const bool lost = total.kind == Return::lost;
        table.rows.push_back({std::string{name}, total.level, std::to_string(total.codes),
                              part(static_cast<std::int64_t>(total.codes), whole),
                              lost ? "" : bits_text(total.bits),
                              lost ? "" : kind_of_bits(total.is_bound),
                              has_counts ? std::to_string(total.count) : "",
                              has_counts ? part(total.count, trip.count) : ""});
    };
    for (const auto& total : trip.totals) {
        add(to_string(total.kind), total);
    }
    add("all", {Return::exact, "", trip.codes.size(), trip.count, trip.bits, trip.is_bound});
    return table;
}

std::string described(const ReturnTotal& total) {
    switch (total.kind) {
        case Return::exact:
            return "come back exactly";
        case Return::group:
            return fmt::format("come back in a {} group", total.level);
        case Return::apart:
            return "come back as one of several that no group holds";
        case Return::part:
            return "are lost in part: a part of each has no successor, or no table says where it "
                   "goes";
        case Return::lost:
            return "are lost: they have no target";
    }
    return {};
}

void print_stat(const RoundTrip& trip, bool has_counts, std::ostream& out) {
    const auto whole = static_cast<std::int64_t>(trip.codes.size());
    for (const auto& total : trip.totals) {
        if (total.codes == 0) {
            continue;
        }
        out << fmt::format("{:>6}  {:>7}", grouped(total.codes),
                           percent(static_cast<std::int64_t>(total.codes), whole));
        if (has_counts) {
            out << fmt::format("  {:>8} of the counts", percent(total.count, trip.count));
        }
        out << "  " << described(total);
        if (total.bits != 0) {
            out << fmt::format("; {}{} bits each", total.is_bound ? "at most " : "",
                               bits_text(total.bits));
        }
        out << '\n';
    }
    out << fmt::format("{:>6}  codes in all; {}{} bits a {}\n", grouped(trip.codes.size()),
                       trip.is_bound ? "at most " : "", bits_text(trip.bits),
                       has_counts ? "count" : "code");
}

void print_text(const RoundTrip& trip, bool all, Context& context) {
    const Paint paint{context.color};
    for (const auto& code : trip.codes) {
        if (code.kind == Return::exact && !all) {
            continue;
        }
        context.out << paint.cyan(code.item->code.text()) << "  " << code.item->title << '\n';
        if (code.kind == Return::lost) {
            context.out << "    lost: no target\n";
            continue;
        }
        if (code.kind == Return::exact) {
            context.out << "    exactly\n";
            continue;
        }
        if (code.kind == Return::part) {
            context.out << "    lost in part: a part of it has no successor, or no table says "
                           "where it goes\n";
        }
        context.out << fmt::format("    {}; {}{} bits\n",
                                   code.group == nullptr
                                       ? "in no group"
                                       : fmt::format("in {} {} ({})", code.group->code.text(),
                                                     code.group->title, code.group->level),
                                   code.is_bound ? "at most " : "", bits_text(code.bits));
        context.out << fmt::format("    as one of {}\n",
                                   fmt::join(codes_of(code.candidates), ", "));
    }
}

void report_counts(const RoundTrip& trip, Context& context) {
    if (trip.codes_left_out != 0) {
        context.err << fmt::format(
            "socshift: left out: {} with a count of {} in all: not one leaf of the edition each\n",
            count_of(trip.codes_left_out, "code", "codes"), trip.left_out);
    }
    if (trip.codes_without_count != 0) {
        context.err << fmt::format("socshift: {} of the edition {} nothing for want of a count\n",
                                   count_of(trip.codes_without_count, "code", "codes"),
                                   trip.codes_without_count == 1 ? "weighs" : "weigh");
    }
}

ExitCode run_loss(const LossOptions& options, Context& context) {
    const auto& catalog = context.catalog;
    const auto route = chosen_route(catalog, options.from, options.over, options.route);
    const auto& edition = catalog.edition(route.from);
    report_route(route, context);
    const auto carried = load_counts(context, options.counts, edition);
    auto trip = round_trip(edition, composed(catalog, route), carried ? &carried->counts : nullptr);
    warn_of_draft(edition.header(), context);
    warn_of_draft(catalog.header(route.to), context);
    if (carried) {
        trip.left_out += carried->left_out;
        trip.codes_left_out += carried->codes_left_out;
        report_counts(trip, context);
    }
    if (options.format != Format::text) {
        write_table(context.out,
                    options.stat ? stat_table(trip, carried.has_value())
                                 : code_table(edition, trip, options.all),
                    options.format, context.width);
        return ExitCode::ok;
    }
    if (!options.stat) {
        print_text(trip, options.all, context);
        context.out << '\n';
    }
    print_stat(trip, carried.has_value(), context.out);
    return ExitCode::ok;
}

}  // namespace

Runner add_loss(CLI::App& verb) {
    auto options = std::make_shared<LossOptions>();
    verb.add_option("A", options->from, "The edition of the codes")->required();
    verb.add_option("B", options->over, "The edition to go to and come back from")->required();
    auto* const all =
        verb.add_flag("--all", options->all, "List the codes that come back exactly, too");
    verb.add_flag("--stat", options->stat, "Numbers only")->excludes(all);
    add_counts_option(verb, options->counts);
    add_via_option(verb, options->route);
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_loss(*options, context); };
}

}  // namespace socshift::cli
