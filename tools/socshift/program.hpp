#pragma once

#include "command.hpp"

#include <memory>
#include <string>
#include <vector>

namespace socshift::cli {

struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
};

/// What the process knows of where it runs.
struct Surroundings {
    bool terminal = false;          // standard output is one
    bool no_color = false;          // NO_COLOR is set
    unsigned width = 0;             // of the terminal, or COLUMNS; 0: not known
    std::string data_folder = {};   // the user's own: $XDG_DATA_HOME/socshift; empty: there is none
    bool error_terminal = false;    // standard error is a terminal: progress can be shown
    bool input_piped = false;       // standard input is a pipe or a file: somebody put it there
    bool can_ask = false;           // standard input and standard error are terminals
    std::string cache_folder = {};  // for what can be made again; empty: nothing is kept
    bool is_last = false;           // the process ends after this run: a catalog is not taken down
};

/// The whole program: parses @p arguments (without the program's name), runs the verb, and turns
/// every exception into a message and exit code 2. Never throws.
[[nodiscard]] ExitCode run_program(const std::vector<std::string>& arguments,
                                   const Streams& streams, const Surroundings& surroundings);

/// The parser with every verb and option, for tests that walk them, with what it parses into.
[[nodiscard]] std::shared_ptr<CLI::App> make_parser();

}  // namespace socshift::cli
