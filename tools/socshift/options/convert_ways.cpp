#include "options/convert_ways.hpp"

#include "choice_option.hpp"
#include "options/data_file.hpp"
#include "socshift/base/error.hpp"
#include "text/convert_summary.hpp"

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

void check_draws(const WaysOptions& options, bool to_families) {
    const bool draws = options.split == Split::draw;
    if (draws && options.seed.empty()) {
        throw Error("--split draw: expected --seed N as well; nothing else decides what is drawn");
    }
    if (to_families && options.split != Split::all) {
        throw Error(fmt::format("--split {}: a code has one family; there is nothing to choose",
                                to_string(options.split)));
    }
    if (!draws && !options.seed.empty()) {
        throw Error("--seed: expected --split draw as well");
    }
    if (!draws && options.draws) {
        throw Error("--draws: expected --split draw as well");
    }
}

void check_scale(const WaysOptions& options, const ConvertRequest& request) {
    if (options.scale.empty()) {
        if (options.whole) {
            throw Error("--whole: expected --scale COL as well");
        }
        return;
    }
    if (request.adds_up()) {
        throw Error("--scale: --sum and --mean divide figures themselves; expected one of the two");
    }
    if (options.split != Split::all) {
        throw Error(fmt::format(
            "--scale: with --split {} a row goes whole to one code; expected --split all",
            to_string(options.split)));
    }
    if (request.on_unknown == OnUnknown::keep) {
        throw Error(
            "--on-unknown keep: with --scale a row without a target would be in no sum; set-aside "
            "or fail");
    }
}

}  // namespace

void add_ways_options(CLI::App& verb, WaysOptions& options) {
    add_choice(verb, "--split", options.split,
               "A row whose code has several targets: all of them, the best, one that is drawn, or "
               "none (set aside)");
    verb.add_option("--seed", options.seed,
                    "With --split draw: the same seed draws the same, another draws anew")
        ->type_name("N");
    verb.add_option("--draws", options.draws,
                    "With --split draw: draw so many times, into numbered columns")
        ->check(CLI::Range(1U, most_draws).description(""))
        ->type_name("M");
    verb.add_option("--scale", options.scale,
                    "Divide the figures in these columns over the targets of a row, by share")
        ->type_name("COL[,COL]");
    verb.add_flag("--whole", options.whole,
                  "With --scale: divide whole numbers into whole numbers");
}

void set_ways(const WaysOptions& options, bool to_families, ConvertRequest& request) {
    if (request.adds_up() && (options.split == Split::best || options.split == Split::draw)) {
        throw Error(fmt::format("--split {}: a sum has no rows; expected all or none",
                                to_string(options.split)));
    }
    check_draws(options, to_families);
    check_scale(options, request);
    request.split = options.split;
    request.seed = options.seed.empty() ? 0 : parse_seed(options.seed);
    request.draws = options.draws;
    request.whole = options.whole;
    if (!options.scale.empty()) {
        request.scale = split_list(options.scale, "--scale");
    }
}

}  // namespace socshift::cli
