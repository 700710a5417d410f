#pragma once

#include "socshift/base/words.hpp"

#include <array>
#include <iosfwd>
#include <set>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace socshift::cli {

/// `text` is for people and may change; the others are for programs and share column names.
enum class Format { text, csv, tsv, json, md };

}  // namespace socshift::cli

namespace socshift {

template <>
inline constexpr auto word_table<cli::Format> =
    std::to_array<Word<cli::Format>>({{cli::Format::text, "text"},
                                      {cli::Format::csv, "csv"},
                                      {cli::Format::tsv, "tsv"},
                                      {cli::Format::json, "json"},
                                      {cli::Format::md, "md"}});

}  // namespace socshift

namespace socshift::cli {

/// Adds `--format text|csv|tsv|json|md`, and `--spreadsheet-safe`, which is seen to by the program
/// for all verbs.
CLI::Option* add_format_option(CLI::App& verb, Format& format);

/// A result: every row has as many cells as there are columns.
struct Table {
    std::string schema;  // "socshift/map/1", the `schema` field of JSON
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
    std::set<std::string> numeric;  // columns that are numbers in JSON; an empty cell is null
    std::set<std::string> lists{};  // columns whose cells list_cell() made: arrays in JSON, else
                                    // joined by ';'
};

/// A cell that holds several texts; an empty list is an empty cell.
[[nodiscard]] std::string list_cell(const std::vector<std::string>& texts);

/// Prints @p table with a header row, in the order given.
/// csv   RFC 4180 with line feeds; quoted only where needed. With set_spreadsheet_safe(), an
///       apostrophe before a text that starts like a formula, in tsv as well.
/// tsv   tabs and line ends in cells become spaces.
/// json  one document {"schema", "rows": [{column: text}]}, a row a line.
/// md    a table of GitHub-flavoured Markdown.
/// text  aligned; when wider than @p width (0: any), the widest columns are wrapped.
void write_table(std::ostream& out, const Table& table, Format format, unsigned width);

}  // namespace socshift::cli
