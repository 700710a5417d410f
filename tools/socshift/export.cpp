#include "export.hpp"

#include "render/output.hpp"
#include "render/table.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <sstream>

namespace socshift::cli {

namespace {

struct ExportOptions {
    std::string name;
    Format format = Format::csv;
    OutputOptions output;
};

ExitCode run_export_counts(const ExportOptions& options, Context& context) {
    const auto& counts = context.catalog.counts(options.name);
    Table table{"socshift/counts/1", {"code", counts.measure}, {}, {counts.measure}};
    table.rows.reserve(counts.rows.size());
    for (const auto& row : counts.rows) {
        table.rows.push_back({row.code.text(), std::to_string(row.count)});
    }
    std::ostringstream bytes;
    write_table(bytes, table, options.format, context.width);
    write_output(context.out, options.output, bytes.str());
    return ExitCode::ok;
}

}  // namespace

Runner add_export(CLI::App& verb) {
    auto options = std::make_shared<ExportOptions>();
    auto* const counts = verb.add_subcommand(
        "counts", "Published counts of the catalog, one code a row (csv by default)");
    counts->add_option("NAME", options->name, "Name of the counts, e.g. oews-national-2018")
        ->required();
    add_format_option(*counts, options->format);
    add_output_options(*counts, options->output);
    counts->fallthrough();
    verb.require_subcommand(1);
    return [options](Context& context) { return run_export_counts(*options, context); };
}

}  // namespace socshift::cli
