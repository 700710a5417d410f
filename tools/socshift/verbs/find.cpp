#include "verbs/find.hpp"

#include "options/format_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/nearest.hpp"
#include "socshift/base/title.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/publish/edition_answers.hpp"
#include "text/print.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <memory>

namespace socshift::cli {

namespace {

struct FindOptions {
    std::vector<std::string> words;
    std::string edition;
    std::string level;
    Format format = Format::text;
};

/// Every word must be in the title, in any order; both sides folded as titles are compared.
bool matches(const std::string& title, const std::vector<std::string>& words) {
    const auto folded = fold_title(title);
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
        return folded.find(word) != std::string::npos;
    });
}

FoundItems search(const Edition& edition, const FindOptions& options,
                  const std::vector<std::string>& words) {
    FoundItems out{edition, {}};
    for (const auto& item : edition.items()) {
        if (!item.inherited && (options.level.empty() || item.level == options.level) &&
            matches(item.title, words)) {
            out.items.push_back(&item);
        }
    }
    return out;
}

std::vector<std::string> folded(const std::vector<std::string>& words) {
    std::vector<std::string> out;
    for (const auto& word : words) {
        out.push_back(fold_title(word));
        if (out.back().empty()) {
            throw Error(fmt::format("'{}' holds nothing to search for: no letter, no digit", word));
        }
    }
    return out;
}

/// A level that none of the editions has is a slip, not a search without result.
void check_level(const Catalog& catalog, const std::vector<EditionId>& editions,
                 const std::string& level) {
    std::vector<std::string> levels;
    for (const auto& id : editions) {
        for (const auto& known : catalog.edition(id).levels()) {
            if (std::find(levels.begin(), levels.end(), known) == levels.end()) {
                levels.push_back(known);
            }
        }
    }
    if (!level.empty() && std::find(levels.begin(), levels.end(), level) == levels.end()) {
        throw UnknownName(
            fmt::format("no level '{}'; the levels are {}", level, choices(level, levels)));
    }
}

ExitCode run_find(const FindOptions& options, Context& context) {
    const auto words = folded(options.words);
    auto editions = options.edition.empty() ? context.catalog.edition_ids()
                                            : std::vector{context.catalog.resolve(options.edition)};
    if (options.edition.empty()) {
        editions.erase(std::remove_if(editions.begin(), editions.end(),
                                      [&](const EditionId& id) {
                                          return context.catalog.header(id).status == Status::draft;
                                      }),
                       editions.end());
    }
    check_level(context.catalog, editions, options.level);
    std::vector<FoundItems> found;
    for (const auto& id : editions) {
        found.push_back(search(context.catalog.edition(id), options, words));
    }
    const auto answer = found_items_answer(found);
    print(answer, options.format, context, {[&] {
              if (answer.table.empty()) {
                  context.err << "socshift: no title holds all of these words\n";
              } else {
                  write_for_people(answer.table, context);
              }
          }});
    return answer.table.empty() ? ExitCode::differs : ExitCode::ok;
}

}  // namespace

Runner add_find(CLI::App& verb) {
    auto options = std::make_shared<FindOptions>();
    verb.add_option("TEXT", options->words, "Words that the title holds, in any order and case")
        ->required();
    verb.add_option("--edition", options->edition, "Search this edition only; else all")
        ->type_name("EDITION");
    verb.add_option("--level", options->level, "Items of this level only")->type_name("LEVEL");
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_find(*options, context); };
}

}  // namespace socshift::cli
