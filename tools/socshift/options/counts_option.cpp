#include "options/counts_option.hpp"

#include "socshift/base/error.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/catalog/import.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/routes/route.hpp"
#include "text/route.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <filesystem>
#include <ostream>
#include <variant>

namespace socshift::cli {

namespace {

Counts counts_of_text(const std::string& file, const EditionId& edition) {
    const auto table = read_table(std::filesystem::path{file});
    CountsColumns columns;
    const auto code = table.column(columns.code);
    if (table.header.size() != 2) {
        throw FormatError({file, 1, 0},
                          fmt::format("expected the column 'code' and one other, found {} columns",
                                      table.header.size()));
    }
    columns.count = table.header[1 - code];
    Counts header{file, "", edition, columns.count, "", "", std::nullopt, {}, {}, {file, 0, 0}};
    auto imported = import_counts(table, std::move(header), columns);
    if (!imported.findings.empty()) {
        throw DataError(std::move(imported.findings));
    }
    return imported.data;
}

Counts counts_of_file(const std::string& file, const EditionId& edition) {
    const auto extension = std::filesystem::path{file}.extension();
    if (extension != ".yaml" && extension != ".yml") {
        return counts_of_text(file, edition);
    }
    const auto read = read_catalog_file(file);
    const auto* const counts = std::get_if<Counts>(&read);
    if (counts == nullptr) {
        throw FormatError({file, 1, 1}, "expected counts, found a catalog file of another kind");
    }
    return *counts;
}

}  // namespace

CLI::Option* add_counts_option(CLI::App& verb, std::string& name) {
    return verb
        .add_option("--counts", name,
                    "Weigh codes by counts: a name, a catalog file, or a table with a code column")
        ->type_name("NAME|FILE");
}

Counts read_counts(const Catalog& catalog, const std::string& name, const EditionId& edition) {
    return is_readable(name) ? counts_of_file(name, edition) : catalog.counts(name);
}

std::optional<CarriedCounts> load_counts(Context& context, const std::string& name,
                                         const Edition& edition) {
    if (name.empty()) {
        return std::nullopt;
    }
    const auto& catalog = context.catalog;
    auto counts = read_counts(catalog, name, edition.id());
    auto found = check(counts, catalog.edition(counts.coded_in));
    if (has_errors(found)) {
        throw DataError(std::move(found));
    }
    if (counts.coded_in == edition.id()) {
        return CarriedCounts{std::move(counts), 0, 0};
    }
    const auto route = require_route(catalog, counts.coded_in, edition.id());
    context.err << fmt::format("socshift: counts carried from {} to {}\n", route.from.text(),
                               route.to.text());
    report_route(route, context);
    return carry(counts, composed(catalog, route));
}

}  // namespace socshift::cli
