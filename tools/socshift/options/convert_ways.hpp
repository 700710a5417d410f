#pragma once

#include "socshift/convert/conversion_spec.hpp"

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace socshift::cli {

/// What becomes of rows whose code has several targets, as the user said it.
struct WaysOptions {
    Split split = Split::all;
    std::string seed;  // empty: none
    std::optional<unsigned> draws;
    std::string title_column;
    std::string title_score;
    std::string scale;
    bool whole = false;
};

/// Adds `--split`, `--title-column`, `--title-score`, `--seed`, `--draws`, `--scale` and `--whole`.
void add_ways_options(CLI::App& verb, WaysOptions& options);

/// Puts @p options into @p spec. @throws Error for a seed that is no number.
void set_ways(const WaysOptions& options, ConversionSpec& spec);

}  // namespace socshift::cli
