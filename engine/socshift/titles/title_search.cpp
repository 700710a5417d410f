#include "socshift/titles/title_search.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/harmless.hpp"
#include "socshift/base/nearest.hpp"
#include "socshift/base/title.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

namespace {

/// A level that none of the editions has is a slip, not a search without result.
void check_level(const Catalog& catalog, const std::vector<EditionId>& editions,
                 const std::string& level) {
    std::vector<std::string> levels;
    for (const auto& id : editions) {
        for (const auto& known : catalog.edition(id).levels()) {
            if (std::find(levels.begin(), levels.end(), known) == levels.end()) {
                levels.push_back(known);
            }
        }
    }
    if (!level.empty() && std::find(levels.begin(), levels.end(), level) == levels.end()) {
        throw UnknownName(
            fmt::format("no level '{}'; the levels are {}", level, choices(level, levels)));
    }
}

}  // namespace

TitleWords::TitleWords(const std::vector<std::string>& words) {
    for (const auto& word : words) {
        folded_.push_back(fold_title(word));
        if (folded_.back().empty()) {
            throw Error(fmt::format("'{}' holds nothing to search for: no letter, no digit",
                                    visible(word)));
        }
    }
}

bool TitleWords::are_in(std::string_view title) const {
    const auto folded = fold_title(title);
    return std::all_of(folded_.begin(), folded_.end(), [&](const std::string& word) {
        return folded.find(word) != std::string::npos;
    });
}

std::vector<FoundItems> find_titles(const Catalog& catalog, const std::vector<EditionId>& editions,
                                    const TitleWords& words, const std::string& level) {
    check_level(catalog, editions, level);
    std::vector<FoundItems> out;
    for (const auto& id : editions) {
        auto& found = out.emplace_back(FoundItems{catalog.edition(id), {}});
        for (const auto& item : found.edition.items()) {
            if (!item.inherited && (level.empty() || item.level == level) &&
                words.are_in(item.title)) {
                found.items.push_back(&item);
            }
        }
    }
    return out;
}

std::vector<EditionId> final_editions(const Catalog& catalog) {
    auto out = catalog.edition_ids();
    out.erase(std::remove_if(
                  out.begin(), out.end(),
                  [&](const EditionId& id) { return catalog.header(id).status == Status::draft; }),
              out.end());
    return out;
}

}  // namespace socshift
