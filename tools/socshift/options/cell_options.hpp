#pragma once

#include "socshift/convert/conversion_spec.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace socshift::cli {

/// How cells with codes and figures are read, as the user said it.
struct CellOptions {
    std::string no_code;
    std::string repair;
    std::string decimal;
    std::string thousands;
    std::string missing;
};

/// Adds `--no-code`.
void add_no_code_option(CLI::App& verb, std::string& no_code);

/// Adds `--by-label`.
void add_by_label_option(CLI::App& verb, bool& by_label);

/// Adds `--no-code`, `--repair`, `--decimal`, `--thousands` and `--missing`.
void add_cell_options(CLI::App& verb, CellOptions& options);

/// The words of `--no-code`. @throws Error if one is empty.
[[nodiscard]] std::vector<std::string> no_code_words(const std::string& text);

/// Puts @p options into @p spec. @throws Error for what is in no form.
void set_cells(const CellOptions& options, ConversionSpec& spec);

}  // namespace socshift::cli
