#include "options/weights_choice.hpp"

#include "options/data_file.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "socshift/catalog/weights_file.hpp"
#include "socshift/io/input_log.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <utility>

namespace socshift::cli {

void add_weights_options(CLI::App& verb, WeightsOptions& options) {
    verb.add_option("--weights", options.order,
                    "Where shares come from that nobody published, in order of fall-back: none, "
                    "equal, employment, census, census-exact, or a file")
        ->type_name("WORD|FILE[,…]")
        ->capture_default_str();
    verb.add_flag("--normalise", options.normalise,
                  "Divide shares of a file that do not sum to one by their sum");
}

WeightChoice parse_weight_choice(const std::string& text) {
    if (const auto kind = value_of<WeightKind>(text)) {
        return {*kind, text};
    }
    if (!is_readable(text)) {
        throw Error(
            fmt::format("weights '{}': expected equal, employment, census, census-exact or "
                        "a file, and there is no file of this name",
                        text));
    }
    return {WeightKind::file, text, read_weights_file(text)};
}

namespace {

/// " for sex=1; sex=2 and 3 more groups"; nothing where there are no groups.
std::string groups_text(const std::vector<std::string>& groups) {
    constexpr std::size_t most = 4;
    if (groups.front().empty()) {
        return "";
    }
    const auto shown = std::min(groups.size(), most);
    const std::vector<std::string> first(
        groups.begin(), std::next(groups.begin(), static_cast<std::ptrdiff_t>(shown)));
    auto text = fmt::format(" for {}", fmt::join(first, "; "));
    if (groups.size() > shown) {
        text += " and " + count_of(groups.size() - shown, "more group", "more groups");
    }
    return text;
}

}  // namespace

std::vector<WeightChoice> parse_weights_order(const std::string& text) {
    if (text == "none") {
        return {};
    }
    std::vector<WeightChoice> out;
    std::set<std::string> names;
    bool has_groups = false;
    for (const auto& word : split_list(text, "--weights")) {
        if (word == "none") {
            throw Error("--weights: 'none' stands alone");
        }
        if (!out.empty() && out.back().kind == WeightKind::equal) {
            throw Error(
                fmt::format("--weights: 'equal' serves every code, so '{}' behind it would serve "
                            "none; put 'equal' last",
                            word));
        }
        if (!names.insert(word).second) {
            throw Error(fmt::format("--weights: '{}' is there twice", word));
        }
        out.push_back(parse_weight_choice(word));
        if (out.back().weights && !out.back().weights->groups.empty()) {
            if (has_groups) {
                throw Error("--weights: two files depend on groups of rows; expected one");
            }
            has_groups = true;
        }
    }
    return out;
}

void check_used(const std::vector<WeightChoice>& order, const std::vector<WeightUse>& uses,
                const std::string& route) {
    for (const auto& choice : order) {
        const bool is_used = std::any_of(uses.begin(), uses.end(), [&](const WeightUse& use) {
            return use.name == choice.name;
        });
        if (!is_used && choice.kind != WeightKind::equal) {
            throw Error(
                fmt::format("--weights {}: there are none for a step of {}; 'socshift "
                            "weights list' says what there is between two editions",
                            choice.name, route));
        }
    }
}

std::vector<std::string> weight_notes(const std::vector<WeightUse>& uses) {
    // What is the same for several groups of rows, or was asked for each of them, is said once.
    std::vector<std::pair<WeightUse, std::vector<std::string>>> different;
    for (auto use : uses) {
        auto group = std::exchange(use.group, "");
        const auto same = std::find_if(different.begin(), different.end(),
                                       [&](const auto& other) { return other.first == use; });
        if (same == different.end()) {
            different.emplace_back(std::move(use), std::vector<std::string>{std::move(group)});
        } else if (!group.empty()) {
            same->second.push_back(std::move(group));
        }
    }
    std::vector<std::string> out;
    for (const auto& [use, groups] : different) {
        const auto all = use.sources + use.gaps.size();
        auto text =
            fmt::format("{}{}: for {} of the {} with several targets from {} to {}", use.name,
                        groups_text(groups), use.sources, count_of(all, "code", "codes"),
                        use.before.text(), use.after.text());
        if (!use.in_part.empty()) {
            text += fmt::format("; in part only: {}", fmt::join(use.in_part, ", "));
        }
        if (!use.forced.empty()) {
            text += fmt::format("; from counts that contradict each other: {}",
                                fmt::join(use.forced, ", "));
        }
        out.push_back(std::move(text));
        if (!use.normalised.empty()) {
            out.push_back(
                fmt::format("{}{}: shares that did not sum to one were divided by their "
                            "sum: {}",
                            use.name, groups_text(groups), fmt::join(use.normalised, ", ")));
        }
    }
    return out;
}

}  // namespace socshift::cli
