#include "verbs/find.hpp"

#include "options/format_option.hpp"
#include "socshift/publish/questions.hpp"
#include "text/print.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace socshift::cli {

namespace {

struct FindOptions {
    std::vector<std::string> words;
    std::string edition;
    std::string level;
    Format format = Format::text;
};

ExitCode run_find(const FindOptions& options, Context& context) {
    const auto answer =
        ask(context.catalog, FindQuestion{options.words, options.edition, options.level});
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
