#include "verbs/editions.hpp"

#include "options/format_option.hpp"
#include "socshift/publish/edition_answers.hpp"
#include "text/print.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace socshift::cli {

namespace {

struct EditionsOptions {
    Format format = Format::text;
};

}  // namespace

Runner add_editions(CLI::App& verb) {
    auto options = std::make_shared<EditionsOptions>();
    add_format_option(verb, options->format);
    return [options](Context& context) {
        print(editions_answer(context.catalog), options->format, context);
        return ExitCode::ok;
    };
}

}  // namespace socshift::cli
