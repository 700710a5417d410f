#pragma once

#include "socshift/catalog/definitions.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/publish/delimited.hpp"

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace socshift::cli {

/// The same for every verb. `differs` also stands for findings and for rows set aside.
enum class ExitCode : int { ok = 0, differs = 1, trouble = 2 };

/// What a verb works with. Results go to `out`, everything else to `err`.
struct Context {
    const Catalog& catalog;
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool color = false;  // results may be coloured
    unsigned width = 0;  // columns that text output may take; 0: as many as it likes
    DefinitionStore definitions = DefinitionStore{};    // what the user has imported
    std::ostream* progress = nullptr;                   // standard error, if it is a terminal
    bool scenario_asked = false;                        // by --scenario, --with or --without
    Spreadsheets spreadsheets = Spreadsheets::trusted;  // that csv and tsv are opened with
    bool input_piped = false;                           // `in` is a pipe or a file
    std::string catalog_folder = {};                    // that --catalog names
    bool can_ask = false;  // who reads `err` types into `in`, at a terminal
};

/// Does what the parsed options of one verb ask for. Throws what the library throws.
using Runner = std::function<ExitCode(Context&)>;

/// One verb: `add` binds its options to a subcommand and gives the function that runs it.
struct Command {
    std::string_view name;
    std::string_view summary;
    std::string_view example;  // a line of a shell, for --help
    Runner (*add)(CLI::App&);

    /// Takes `--scenario`, `--with` and `--without`: it names editions.
    bool takes_scenarios = false;
};

/// Every verb, in the order of the overview. The only list of them: help, tests and the check
/// that each has a manual page and golden cases walk it.
[[nodiscard]] const std::vector<Command>& command_table();

}  // namespace socshift::cli
