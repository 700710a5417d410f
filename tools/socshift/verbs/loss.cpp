#include "verbs/loss.hpp"

#include "options/counts_option.hpp"
#include "options/format_option.hpp"
#include "socshift/publish/loss_answers.hpp"
#include "socshift/routes/round_trip.hpp"
#include "text/print.hpp"
#include "text/route.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <map>
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

std::string percent(std::int64_t count, std::int64_t whole) {
    return whole == 0 ? "-"
                      : fmt::format("{:.2f}%", 100.0 * static_cast<double>(count) /
                                                   static_cast<double>(whole));
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

/// Every code of a large group would be listed with all others.
std::string candidates_text(const RoundTrip& trip, const CodeReturn& code) {
    constexpr std::size_t most = 100;
    auto texts = texts_of(trip.candidates(code));
    const auto others = texts.size() > most ? texts.size() - most : 0;
    texts.resize(texts.size() - others);
    return fmt::format("{}{}", fmt::join(texts, ", "),
                       others == 0 ? "" : fmt::format(" and {} others", grouped(others)));
}

void print_text(const RoundTrip& trip, bool all, Context& context) {
    const Paint paint{context.color};
    std::map<std::vector<Code>, std::string> known;  // codes that go the same ways have the same
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
        const auto [text, is_new] = known.try_emplace(code.targets);
        if (is_new) {
            text->second = candidates_text(trip, code);
        }
        context.out << fmt::format("    as one of {}\n", text->second);
    }
}

ExitCode run_loss(const LossOptions& options, Context& context) {
    const auto& catalog = context.catalog;
    const auto route =
        require_route(catalog, catalog.resolve(options.from), catalog.resolve(options.over),
                      catalog.resolve(options.route.via));
    const auto& edition = catalog.edition(route.from);
    const auto carried = load_counts(context, options.counts, edition);
    auto trip = round_trip(edition, composed(catalog, route), carried ? &carried->counts : nullptr);
    if (carried) {
        add_left_out(*carried, trip);
    }
    const LossView view{catalog, route, trip, carried.has_value()};
    if (options.stat) {
        print(loss_counts_answer(view), options.format, context,
              {[&] { print_stat(trip, view.has_counts, context.out); }});
    } else {
        print(losses_answer(view, options.all), options.format, context, {[&] {
                  print_text(trip, options.all, context);
                  context.out << '\n';
                  print_stat(trip, view.has_counts, context.out);
              }});
    }
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
