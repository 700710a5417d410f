#include "verbs/editions.hpp"

#include "text/table.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <memory>

namespace socshift::cli {

namespace {

struct EditionsOptions {
    Format format = Format::text;
};

std::string name_or_empty(const std::optional<EditionId>& id) {
    return id ? id->text() : "";
}

ExitCode run_editions(const EditionsOptions& options, Context& context) {
    Table table{"socshift/editions/1",
                {"edition", "series", "title", "status", "valid_from", "valid_until", "follows",
                 "extends", "levels", "items"},
                {},
                {"items"}};
    for (const auto& id : context.catalog.edition_ids()) {
        const auto& edition = context.catalog.edition(id);
        const auto& header = edition.header();
        const auto& until = header.validity.until;
        table.rows.push_back({id.text(), header.series, header.title,
                              std::string{to_string(header.status)},
                              to_string(header.validity.from), until ? to_string(*until) : "",
                              name_or_empty(header.follows), name_or_empty(header.extends),
                              fmt::format("{}", fmt::join(edition.levels(), ";")),
                              std::to_string(edition.own_size())});
    }
    write_table(context.out, table, options.format, context.width);
    return ExitCode::ok;
}

}  // namespace

Runner add_editions(CLI::App& verb) {
    auto options = std::make_shared<EditionsOptions>();
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_editions(*options, context); };
}

}  // namespace socshift::cli
