#pragma once

#include "command.hpp"
#include "socshift/base/finding.hpp"

#include <string>

namespace CLI {
class App;
}

namespace socshift::cli {

/// How a user says what a table is; empty: found.
struct TableCheckOptions {
    std::string from;
    std::string to;
    std::string source;
    std::string target;
    std::string source_title;
    std::string target_title;
    std::string share;
    std::string back;  // a file: the table in the other direction
    std::string sheet;
    std::string language;
    std::string header_row;
    std::string delimiter;

    /// The first option that was given, such as "--from"; empty if none was.
    [[nodiscard]] std::string first_given() const;
};

void add_table_check_options(CLI::App& verb, TableCheckOptions& options);

/// Whether @p file is a table and no catalog file: neither its name nor its first line is that of
/// one. @throws FileError if it cannot be read.
[[nodiscard]] bool is_table(const std::string& file);

/// The findings of a table. Says on standard error what its columns were taken for.
[[nodiscard]] Findings check_table(const std::string& file, const TableCheckOptions& options,
                                   Context& context);

}  // namespace socshift::cli
