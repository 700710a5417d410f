#pragma once

#include "command.hpp"
#include "socshift/report/report.hpp"
#include "text/output.hpp"

#include <string>

namespace CLI {
class App;
}

namespace socshift::cli {

/// How a page is written, and where it goes.
struct ReportOptions {
    OutputOptions output;
    std::string drawings;  // a folder for them
    bool markdown = false;
};

/// Adds `--svg DIR`, `--markdown` and those of add_output_options().
void add_page_options(CLI::App& verb, ReportOptions& options);

/// Writes the page and its drawings, all of them or none.
ExitCode write_report(const Report& report, const ReportOptions& options, Context& context);

}  // namespace socshift::cli
