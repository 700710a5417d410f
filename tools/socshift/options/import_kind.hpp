#pragma once

#include "command.hpp"
#include "socshift/catalog/import.hpp"
#include "socshift/catalog/yaml.hpp"
#include "socshift/io/table_file.hpp"
#include "text/output.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

namespace socshift::cli {

/// What stands above the rows of a catalog file, said on the command line. Empty: not said.
struct SaidHeader {
    std::string edition;              // of an edition
    std::string series;               // its name without the digits at its end, if not said
    std::vector<std::string> levels;  // coarsest first
    std::string valid_from;           // YYYY-MM-DD
    std::string follows;
    std::string status;  // final, if not said
    std::string separators;
    bool any_case = false;
    std::string from;  // of a table
    std::string to;
    std::string called;  // for people: the names, if not said
    std::string publisher;
    std::string document;  // the name of the file, if not said
};

/// What every kind of import takes: the publisher's file, the catalog file whose header says what
/// it is, and where the result goes.
struct ImportFiles {
    std::string table;
    TableChoice choice = {};
    std::string delimiter = {};
    std::vector<std::string> fixed = {};
    std::string header;
    SaidHeader said = {};  // instead of a file
    OutputOptions output;
};

/// One kind of import: a subcommand of `import` and what it does.
struct ImportKind {
    const CLI::App* app = nullptr;
    Runner run;
};

ImportKind add_import_structure(CLI::App& verb);
ImportKind add_import_extension(CLI::App& verb);
ImportKind add_import_state_list(CLI::App& verb);
ImportKind add_import_crosswalk(CLI::App& verb);
ImportKind add_import_coverage(CLI::App& verb);
ImportKind add_import_counts(CLI::App& verb);
ImportKind add_import_rates(CLI::App& verb);
ImportKind add_import_titles(CLI::App& verb);
ImportKind add_import_definitions(CLI::App& verb);

/// Adds the subcommand with the options that every kind has.
CLI::App& add_import_kind(CLI::App& verb, ImportFiles& files, const char* kind,
                          const char* summary);

/// Adds what can be said instead of `--header FILE` of an edition, or of a table.
void add_said_edition(CLI::App& app, ImportFiles& files);
void add_said_table(CLI::App& app, ImportFiles& files);

/// Adds what says how TABLE is to be read: `--sheet NAME`, `--delimiter CHAR`, `--columns NAME,…`.
void add_sheet_options(CLI::App& app, ImportFiles& files);

/// Adds `--name COLUMN`, and `--name NAME=COLUMN` as often as wanted.
void add_column(CLI::App& app, const char* name, std::string& column, const char* summary);
void add_column(CLI::App& app, const char* name, std::optional<std::string>& column,
                const char* summary);
void add_pairs(CLI::App& app, const char* name, std::vector<std::string>& pairs, const char* type,
               const char* summary);

/// "A=B" as (A, B). @throws Error, naming the option and the form it wants, if there is no '='.
[[nodiscard]] std::pair<std::string, std::string> split_pair(const std::string& text,
                                                             std::string_view option,
                                                             std::string_view form);

/// `--where COLUMN=VALUE`, if it was given.
[[nodiscard]] std::optional<TableFilter> table_filter(const std::string& where);

/// `--attribute` and `--mark` NAME=COLUMN.
[[nodiscard]] std::vector<AttributeColumn> attribute_columns(const std::vector<std::string>& texts,
                                                             const std::vector<std::string>& marks);

/// How the table is to be read. @throws Error for options that are in no form.
[[nodiscard]] TableChoice table_choice(const ImportFiles& files);

/// The publisher's table, of a text or a workbook.
[[nodiscard]] DelimitedTable published_table(const ImportFiles& files);

/// The headers of the catalog file to make. @throws FormatError if it is of another kind.
[[nodiscard]] EditionData edition_header(const ImportFiles& files);
[[nodiscard]] CorrespondenceData correspondence_header(const ImportFiles& files);
[[nodiscard]] Counts counts_header(const ImportFiles& files);
[[nodiscard]] Rates rates_header(const ImportFiles& files);
[[nodiscard]] TitleList titles_header(const ImportFiles& files);

/// The edition that the header of an extension extends. @throws FormatError if it extends none.
[[nodiscard]] const Edition& extended_edition(const EditionData& header, const ImportFiles& files,
                                              const Context& context);

/// 0 for notes at most, else 1.
[[nodiscard]] ExitCode exit_of(const Findings& findings);

/// Findings go to standard error; the file is written unless one of them is an error.
/// So does what was found out, before them.
ExitCode finish_import(const Findings& findings, const CatalogFile& data, const ImportFiles& files,
                       Context& context, const std::vector<std::string>& found = {});

}  // namespace socshift::cli
