#include "options/weights_option.hpp"

#include "options/data_file.hpp"
#include "socshift/base/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace socshift::cli {

namespace {

WeightGrouping* find_group(std::vector<WeightGrouping>& all, const std::string& group) {
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const WeightGrouping& each) { return each.group == group; });
    return found == all.end() ? nullptr : &*found;
}

/// A value, or, of whole numbers, a range of them: `16-17`.
void add_values(const std::string& value, const std::string& word,
                std::vector<std::pair<std::string, std::string>>& out) {
    try {
        for (auto& each : values_of_whole_range(value)) {
            out.emplace_back(std::move(each), word);
        }
    } catch (const Error& error) {
        throw Error(std::string{"--weights-values: "} + error.what());
    }
}

}  // namespace

void add_weights_options(CLI::App& verb, WeightsOptions& options) {
    verb.add_option("--weights", options.order,
                    "Where shares come from that nobody published, in order of fall-back: none, "
                    "equal, employment, census, census-exact, or a file")
        ->type_name("WORD|FILE[,…]")
        ->capture_default_str();
    verb.add_flag("--normalise", options.normalise,
                  "Divide shares of a file that do not sum to one by their sum");
    verb.add_option("--weights-by", options.by,
                    "Census weights by groups of rows: the columns that say sex and education")
        ->type_name("GROUP=COL[,GROUP=COL]")
        ->delimiter(',');
    verb.add_option("--weights-values", options.values,
                    "What the values of such a column mean: words of the rates, or total")
        ->type_name("GROUP:VALUE=WORD[,VALUE=WORD]")
        ->expected(1)
        ->take_all();
}

std::vector<WeightChoice> weights_order(const WeightsOptions& options) {
    try {
        return read_weights_order(options.order);
    } catch (const WeightsOrderError& error) {
        throw Error(std::string{"--weights: "} + error.what());
    }
}

std::vector<WeightGrouping> weights_by(const WeightsOptions& options) {
    std::vector<WeightGrouping> out;
    for (const auto& text : options.by) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
            throw Error(fmt::format("--weights-by: expected GROUP=COLUMN, found '{}'", text));
        }
        const auto group = text.substr(0, equals);
        if (find_group(out, group) != nullptr) {
            throw Error(fmt::format("--weights-by: '{}' is there twice", group));
        }
        out.push_back({group, text.substr(equals + 1), {}});
    }
    for (const auto& text : options.values) {
        const auto colon = text.find(':');
        auto* const grouping = find_group(out, text.substr(0, std::min(colon, text.size())));
        if (colon == std::string::npos || grouping == nullptr) {
            throw Error(fmt::format(
                "--weights-values: expected GROUP:VALUE=WORD with a group of --weights-by, "
                "found '{}'",
                text));
        }
        for (const auto& pair : split_list(text.substr(colon + 1), "--weights-values")) {
            const auto equals = pair.rfind('=');
            if (equals == std::string::npos) {
                throw Error(fmt::format("--weights-values: expected VALUE=WORD, found '{}'", pair));
            }
            add_values(pair.substr(0, equals), pair.substr(equals + 1), grouping->words);
        }
    }
    return out;
}

}  // namespace socshift::cli
