#pragma once

#include "command.hpp"
#include "socshift/base/words.hpp"
#include "text/table.hpp"

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::cli {

/// One heading, what is to be said under it, and a table, which may be empty.
struct Section {
    std::string key;  // of its rows in JSON
    std::string heading;
    std::vector<std::string> lines;
    Table table;

    /// Figures of the section as a whole, of JSON only: the lines say them to people.
    std::vector<std::pair<std::string, std::string>> totals = {};

    /// Columns of figures that may be bounds, "1,234 to 2,345": two numbers in JSON, NAME_low and
    /// NAME_high, and null if there is no figure.
    std::set<std::string> bounds = {};
};

/// A result of several tables: a page.
struct Report {
    std::string schema;
    std::string title;
    std::vector<std::string> lines;
    std::vector<std::pair<std::string, std::string>> facts;  // of JSON only
    std::vector<Section> sections;
};

/// Formats of a report.
enum class ReportFormat { text, md, json };

}  // namespace socshift::cli

namespace socshift {

template <>
inline constexpr auto word_table<cli::ReportFormat> =
    std::to_array<Word<cli::ReportFormat>>({{cli::ReportFormat::text, "text"},
                                            {cli::ReportFormat::md, "md"},
                                            {cli::ReportFormat::json, "json"}});

}  // namespace socshift

namespace socshift::cli {

/// Adds `--format text|md|json`.
void add_report_format_option(CLI::App& verb, ReportFormat& format);

/// Prints @p report. JSON is one document: schema, facts, the totals of all sections, and the rows
/// of each section by its key.
void write_report(const Report& report, ReportFormat format, Context& context);

}  // namespace socshift::cli
