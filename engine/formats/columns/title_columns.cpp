#include "columns/title_columns.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace socshift::formats {

namespace {

using arrow::Node;
using Titles = std::vector<const AssignedTitle*>;

constexpr std::uint32_t thousand = 1000;  // thousandths in a whole score

/// Texts, of which an empty one is none, each kept once.
template <typename TextOf>
Node coded(const std::string& name, const Titles& titles, const TextOf& text_of) {
    std::vector<std::string> values;
    std::vector<std::int32_t> places;
    std::unordered_map<std::string, std::int32_t> known;
    places.reserve(titles.size());
    for (const auto* const title : titles) {
        std::string text{title->item == nullptr ? std::string{} : std::string{text_of(*title)}};
        if (text.empty()) {
            places.push_back(-1);
            continue;
        }
        const auto [found, is_new] =
            known.emplace(std::move(text), static_cast<std::int32_t>(values.size()));
        if (is_new) {
            values.push_back(found->first);
        }
        places.push_back(found->second);
    }
    return arrow::coded_column(name, std::move(places), values);
}

Node scores(const std::string& name, const Titles& titles, bool are_texts) {
    if (are_texts) {
        return coded(name, titles, [](const AssignedTitle& title) {
            return fmt::format("{}.{:03}", title.score / thousand, title.score % thousand);
        });
    }
    std::vector<double> values;
    std::vector<bool> has_value;
    for (const auto* const title : titles) {
        values.push_back(title->score / static_cast<double>(thousand));
        has_value.push_back(title->item != nullptr);
    }
    return arrow::real_column(name, std::move(values), has_value);
}

std::vector<std::string> candidates_of(const AssignedTitle& title) {
    std::vector<std::string> out;
    for (const auto* const item : title.candidates) {
        out.push_back(item->code.text());
    }
    return out;
}

Node candidates(const std::string& name, const Titles& titles, bool are_lists) {
    if (are_lists) {
        std::vector<std::vector<std::string>> values;
        for (const auto* const title : titles) {
            values.push_back(candidates_of(*title));
        }
        return arrow::texts_column(name, values);
    }
    return coded(name, titles, [](const AssignedTitle& title) {
        return fmt::format("{}", fmt::join(candidates_of(title), "|"));
    });
}

}  // namespace

std::vector<Node> title_columns(const std::vector<std::string>& names, const Titles& titles,
                                TitleForms forms) {
    return {
        coded(names[0], titles, [](const AssignedTitle& title) { return title.item->code.text(); }),
        coded(names[1], titles, [](const AssignedTitle& title) { return title.item->title; }),
        scores(names[2], titles, forms.score_texts),
        coded(names[3], titles, [](const AssignedTitle& title) { return to_string(title.kind); }),
        coded(names[4], titles, [](const AssignedTitle& title) { return title.matched_title; }),
        coded(names[5], titles, [](const AssignedTitle& title) { return title.source; }),
        coded(names[6], titles,
              [](const AssignedTitle& title) {
                  return title.runner_up == nullptr ? std::string{} : title.runner_up->code.text();
              }),
        candidates(names[7], titles, forms.candidate_lists),
    };
}

}  // namespace socshift::formats
