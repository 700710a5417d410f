#include "verbs/export_spark.hpp"

#include "socshift/convert/conversion.hpp"
#include "socshift/publish/crosswalk_sql.hpp"
#include "socshift/weights/weights_order.hpp"
#include "text/output.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

namespace socshift::cli {

namespace {

struct ExportSparkOptions {
    std::string from;
    std::string to;
    std::string weights = "none";
    CrosswalkSql sql;
    OutputOptions output;
};

ExitCode run_export_spark(const ExportSparkOptions& options, Context& context) {
    ConversionSpec spec;
    spec.column = options.sql.column;
    spec.from = options.from;
    spec.to = options.to;
    spec.weights = read_weights_order(options.weights);
    const Conversion conversion(context.catalog, spec);
    write_output(context, options.output, crosswalk_sql(context.catalog, conversion, options.sql));
    return ExitCode::ok;
}

}  // namespace

std::function<ExitCode(Context&)> add_export_spark(CLI::App& verb) {
    auto options = std::make_shared<ExportSparkOptions>();
    auto* const app = verb.add_subcommand(
        "spark", "A crosswalk with shares as views of SQL, and what a join with it loses");
    app->add_option("A", options->from, "The edition of the codes")->required();
    app->add_option("B", options->to, "The edition wanted")->required();
    app->add_option("--table", options->sql.table, "The table that will be joined with it")
        ->type_name("NAME")
        ->required();
    app->add_option("--column", options->sql.column, "Its column with the codes")
        ->type_name("NAME")
        ->required();
    app->add_option("--weights", options->weights,
                    "Where shares come from that nobody published: words and files, in the order "
                    "of fall-back")
        ->type_name("WORD|FILE[,WORD|FILE...]");
    add_output_options(*app, options->output);
    app->fallthrough();
    return [options](Context& context) { return run_export_spark(*options, context); };
}

}  // namespace socshift::cli
