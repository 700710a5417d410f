#include "verbs/find.hpp"

#include "number_option.hpp"
#include "options/format_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/publish/questions.hpp"
#include "socshift/titles/decision_log.hpp"
#include "socshift/titles/edition_titles.hpp"
#include "text/print.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace socshift::cli {

namespace {

struct FindOptions {
    std::vector<std::string> words;
    std::string edition;
    std::string level;
    bool contains = false;
    bool explain = false;
    std::string learn;
    std::string both;
    std::string time;
    std::size_t most = 5;
    Format format = Format::text;
};

Answer ask(const FindOptions& options, const Catalog& catalog) {
    const auto text = fmt::format("{}", fmt::join(options.words, " "));
    if (!options.time.empty() && options.both.empty()) {
        throw Error(
            "--time is for --both: it is the part of the time that the first activity takes");
    }
    if (options.contains) {
        return ask(catalog, FindQuestion{options.words, options.edition, options.level});
    }
    if (!options.level.empty()) {
        throw Error("--level is for --contains: a job title is ranked by the finest codes");
    }
    const auto decisions =
        options.learn.empty() ? Decisions{} : read_decision_log(catalog, options.learn);
    if (!options.both.empty()) {
        return ask(catalog, TwoActivitiesQuestion{text, options.both, options.edition,
                                                  options.time.empty()
                                                      ? std::nullopt
                                                      : std::optional{Share::parse(options.time)},
                                                  decisions});
    }
    return ask(catalog,
               TitleQuestion{text, options.edition, options.most, options.explain, decisions});
}

/// Nothing was found: where it was looked for, if nobody said.
std::string no_title(const FindOptions& options, const Catalog& catalog) {
    return options.edition.empty()
               ? fmt::format(
                     "socshift: no title in {} has any of these words; --edition looks in "
                     "another edition\n",
                     usual_title_edition(catalog).text())
               : "socshift: no title has any of these words\n";
}

ExitCode run_find(const FindOptions& options, Context& context) {
    const auto answer = ask(options, context.catalog);
    print(answer, options.format, context, {[&] {
              if (answer.table.empty()) {
                  context.err << (options.contains ? "socshift: no title holds all of these words\n"
                                                   : no_title(options, context.catalog));
              } else {
                  write_for_people(answer.table, context);
              }
          }});
    const auto& rows = answer.table.rows();
    const bool is_open = !options.both.empty() &&
                         std::all_of(rows.begin(), rows.end(),
                                     [](const auto& row) { return row.back().is_nothing(); });
    return answer.table.empty() || is_open ? ExitCode::differs : ExitCode::ok;
}

}  // namespace

Runner add_find(CLI::App& verb) {
    auto options = std::make_shared<FindOptions>();
    verb.add_option("TEXT", options->words, "A job title; with --contains words of a title")
        ->required();
    verb.add_option("--edition", options->edition,
                    "Codes of this edition; else those of the latest that has job titles")
        ->type_name("EDITION");
    auto* const most = add_number(verb, "--most", options->most, std::size_t{1}, std::size_t{12},
                                  "How many codes at most (5)");
    auto* const explain =
        verb.add_flag("--explain", options->explain, "What speaks for each code, in bits");
    auto* const contains = verb.add_flag("--contains", options->contains,
                                         "Items whose own titles hold all words, of all editions");
    auto* const learn =
        verb.add_option("--learn", options->learn, "Decisions about titles, which go first")
            ->type_name("FILE");
    auto* const both =
        verb.add_option("--both", options->both, "The other of two activities, a title or code")
            ->type_name("TITLE|CODE");
    verb.add_option("--time", options->time, "Part of the time that the first takes: 0.6, 3/5")
        ->type_name("SHARE");
    contains->excludes(most)->excludes(explain)->excludes(learn)->excludes(both);
    both->excludes(most)->excludes(explain);
    verb.add_option("--level", options->level, "With --contains: items of this level only")
        ->type_name("LEVEL");
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_find(*options, context); };
}

}  // namespace socshift::cli
