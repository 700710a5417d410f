#include "socshift/weights/weights_order.hpp"

#include "socshift/base/nearest.hpp"
#include "socshift/base/words.hpp"
#include "socshift/catalog/weights_file.hpp"
#include "socshift/io/input_log.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace socshift {

namespace {

/// "1 code", "1,234 codes"
std::string counted(std::size_t number, std::string_view one, std::string_view many) {
    auto digits = std::to_string(number);
    constexpr std::size_t group = 3;
    for (auto at = digits.size(); at > group;) {
        at -= group;
        digits.insert(at, ",");
    }
    return fmt::format("{} {}", digits, number == 1 ? one : many);
}

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
        text += " and " + counted(groups.size() - shown, "more group", "more groups");
    }
    return text;
}

bool depends_on_groups(const WeightChoice& choice) {
    return choice.weights && !choice.weights->groups.empty();
}

void add_notes(const WeightUse& use, const std::vector<std::string>& groups,
               std::vector<std::string>& out) {
    const auto all = use.sources + use.gaps.size();
    auto text = fmt::format("{}{}: for {} of the {} with several targets from {} to {}", use.name,
                            groups_text(groups), use.sources, counted(all, "code", "codes"),
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
            fmt::format("{}{}: shares that did not sum to one were divided by their sum: {}",
                        use.name, groups_text(groups), fmt::join(use.normalised, ", ")));
    }
}

}  // namespace

WeightChoice read_weight_choice(const std::string& text) {
    if (const auto kind = value_of<WeightKind>(text)) {
        return {*kind, text};
    }
    if (!is_readable(text)) {
        constexpr std::size_t most_edits = 2;
        const auto& table = word_table<WeightKind>;
        const std::vector<Word<WeightKind>> words(table.begin(), table.end());
        const auto* const likely = nearest(words, text, most_edits,
                                           [](const Word<WeightKind>& word) { return word.word; });
        throw Error(
            fmt::format("weights '{}': expected equal, employment, census, census-exact or "
                        "a file, and there is no file of this name{}",
                        text, likely == nullptr ? "" : did_you_mean(likely->word)));
    }
    return {WeightKind::file, text, read_weights_file(text)};
}

std::vector<WeightChoice> read_weights_order(std::string_view text) {
    std::vector<WeightChoice> out;
    if (text == "none") {
        return out;
    }
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        const std::string word{text.substr(begin, end - begin)};
        begin = end + 1;
        if (word.empty()) {
            throw WeightsOrderError(
                fmt::format("expected names with a comma between, found '{}'", text));
        }
        if (word == "none") {
            throw WeightsOrderError("'none' stands alone");
        }
        // Before a file is read: what cannot serve need not be there.
        if (const auto why = why_not_behind(out, {WeightKind::file, word})) {
            throw WeightsOrderError(*why);
        }
        auto choice = read_weight_choice(word);
        if (const auto why = why_not_behind(out, choice)) {
            throw WeightsOrderError(*why);
        }
        out.push_back(std::move(choice));
    }
    return out;
}

std::optional<std::string> why_not_behind(const std::vector<WeightChoice>& before,
                                          const WeightChoice& choice) {
    if (!before.empty() && before.back().kind == WeightKind::equal) {
        return fmt::format(
            "'equal' serves every code, so '{}' behind it would serve none; put 'equal' last",
            choice.name);
    }
    for (const auto& other : before) {
        if (other.name == choice.name) {
            return fmt::format("'{}' is there twice", choice.name);
        }
    }
    if (depends_on_groups(choice) && std::any_of(before.begin(), before.end(), depends_on_groups)) {
        return "two files depend on groups of rows; expected one";
    }
    return std::nullopt;
}

const WeightChoice* unused_choice(const std::vector<WeightChoice>& order,
                                  const std::vector<WeightUse>& uses) {
    const auto found = std::find_if(order.begin(), order.end(), [&](const WeightChoice& choice) {
        return choice.kind != WeightKind::equal &&
               std::none_of(uses.begin(), uses.end(),
                            [&](const WeightUse& use) { return use.name == choice.name; });
    });
    return found == order.end() ? nullptr : &*found;
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
        add_notes(use, groups, out);
    }
    return out;
}

}  // namespace socshift
