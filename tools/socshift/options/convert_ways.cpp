#include "options/convert_ways.hpp"

#include "choice_option.hpp"
#include "number_option.hpp"
#include "options/assign_options.hpp"
#include "options/data_file.hpp"
#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <charconv>
#include <limits>
#include <system_error>

namespace socshift::cli {

namespace {

constexpr unsigned most_draws = 100;

/// Digits only: what a number says that is cut or turned about must not be drawn from.
std::uint64_t parse_seed(const std::string& text) {
    std::uint64_t seed = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, seed);
    if (error != std::errc{} || stop != end) {
        throw Error(fmt::format("--seed: expected a whole number from 0 to {}, found '{}'",
                                std::numeric_limits<std::uint64_t>::max(), text));
    }
    return seed;
}

}  // namespace

void add_ways_options(CLI::App& verb, WaysOptions& options) {
    add_choice(
        verb, "--split", options.split,
        "A row whose code has several targets: all of them, the best, one that is drawn, the "
        "one that its title settles, or none (set aside)");
    verb.add_option("--title-column", options.title_column,
                    "With --split title: the column with the job titles")
        ->type_name("COL");
    verb.add_option("--title-score", options.title_score,
                    "With --split title: a target with a lower score is not settled (0.5)")
        ->type_name("S");
    verb.add_option("--seed", options.seed,
                    "With --split draw: the same seed draws the same, another draws anew")
        ->type_name("N");
    add_number(verb, "--draws", options.draws, 1U, most_draws,
               "With --split draw: draw so many times, into numbered columns")
        ->type_name("M");
    verb.add_option("--scale", options.scale,
                    "Divide the figures in these columns over the targets of a row, by share")
        ->type_name("COL[,COL]");
    verb.add_flag("--whole", options.whole,
                  "With --scale: divide whole numbers into whole numbers");
}

void set_ways(const WaysOptions& options, ConversionSpec& spec) {
    spec.split = options.split;
    if (!options.seed.empty()) {
        spec.seed = parse_seed(options.seed);
    }
    spec.draws = options.draws;
    spec.title_column = options.title_column;
    if (!options.title_score.empty()) {
        if (options.split != Split::title) {
            throw Error("--title-score: expected --split title as well");
        }
        spec.title_score = parse_score(options.title_score, "--title-score");
    }
    spec.whole = options.whole;
    if (!options.scale.empty()) {
        spec.scale = split_list(options.scale, "--scale");
    }
}

}  // namespace socshift::cli
