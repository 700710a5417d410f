#include "options/format_option.hpp"

#include "choice_option.hpp"

#include <CLI/CLI.hpp>

namespace socshift::cli {

CLI::Option* add_format_option(CLI::App& verb, Format& format) {
    verb.add_flag("--spreadsheet-safe")
        ->description("In csv and tsv, put an apostrophe before what a spreadsheet would compute");
    auto* const option =
        add_choice(verb, "--format", format, "text, csv, tsv, json or md")->type_name("FORMAT");
    if (format == Format::text) {  // what printed_format() takes to be the default
        option->default_str("");
    }
    return option;
}

void add_page_format_option(CLI::App& verb, PageFormat& format) {
    add_choice(verb, "--format", format, "text, md or json")->type_name("FORMAT")->default_str("");
}

}  // namespace socshift::cli
