#include "socshift/convert/title_settling.hpp"

#include <algorithm>

namespace socshift {

TitleSettling::TitleSettling(const CodedEditions& sources, const EditionTitles& titles,
                             std::uint32_t min_score)
    : titles_(titles), min_score_(min_score), items_(sources.items()) {
    const auto& codes = titles.index().codes();
    for (std::size_t item = 0; item < sources.items(); ++item) {
        const auto& targets = sources.targets(item);
        if (targets.size() < 2 || sources.ends(item) || sources.is_astray(item)) {
            continue;
        }
        std::vector<std::pair<std::uint32_t, std::uint32_t>> all;
        for (std::size_t target = 0; target < targets.size(); ++target) {
            const auto* const own = sources.target().find(targets[target].item->code);
            if (own == nullptr) {
                continue;
            }
            for (const auto* const leaf : sources.target().leaves(*own)) {
                const auto place = std::lower_bound(codes.begin(), codes.end(), leaf->code);
                if (place != codes.end() && *place == leaf->code) {
                    all.emplace_back(static_cast<std::uint32_t>(place - codes.begin()),
                                     static_cast<std::uint32_t>(target));
                }
            }
        }
        std::sort(all.begin(), all.end());
        for (const auto& [place, target] : all) {
            items_[item].places.push_back(place);
            items_[item].targets.push_back(target);
        }
    }
}

std::optional<TitleSettler::Settled> TitleSettler::settle(std::size_t item,
                                                          std::string_view title) {
    if (title.empty() || title.size() > longest) {
        return title.empty() ? std::nullopt : judge(item, title);
    }
    auto& known = known_[(std::hash<std::string_view>{}(title) + item) & mask];
    if (known.item != item || known.title != title) {
        known.item = item;
        known.title = title;
        known.settled = judge(item, title);
    }
    return known.settled;
}

std::optional<TitleSettler::Settled> TitleSettler::judge(std::size_t item, std::string_view title) {
    const auto& of_item = settling_.items_[item];
    const auto& codes = settling_.titles().index().codes();
    const auto answer = search_.find(title, TitleSearch::most_matches, {{}, &of_item.places});
    std::vector<Settled> sums;  // few
    for (const auto& match : answer.matches) {
        const auto code = static_cast<std::uint32_t>(
            std::lower_bound(codes.begin(), codes.end(), match.code) - codes.begin());
        const auto at = std::lower_bound(of_item.places.begin(), of_item.places.end(), code) -
                        of_item.places.begin();
        const auto target = of_item.targets[static_cast<std::size_t>(at)];
        const auto same = std::find_if(sums.begin(), sums.end(),
                                       [&](const Settled& one) { return one.target == target; });
        if (same == sums.end()) {
            sums.push_back({target, match.score});
        } else {
            same->score += match.score;
        }
    }
    std::stable_sort(sums.begin(), sums.end(),
                     [](const Settled& a, const Settled& b) { return a.score > b.score; });
    const bool is_settled = !sums.empty() && sums.front().score >= settling_.min_score_ &&
                            (sums.size() == 1 || sums[0].score > sums[1].score);
    return is_settled ? std::optional{sums.front()} : std::nullopt;
}

}  // namespace socshift
