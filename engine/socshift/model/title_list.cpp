#include "socshift/model/title_list.hpp"

#include "socshift/base/title.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace socshift {

namespace {

bool says_something(const std::string& title) {
    const bool in_ascii = std::any_of(title.begin(), title.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
    return in_ascii || !fold_title(title).empty();
}

}  // namespace

Findings check(const TitleList& list) {
    Findings out;
    std::map<Code, const TitleList::Row*> seen;
    for (const auto& row : list.rows) {
        if (const auto [first, is_new] = seen.emplace(row.code, &row); !is_new) {
            out.push_back({Severity::error, "duplicate-title-code", row.at,
                           fmt::format("code '{}' is already there ({})", row.code.text(),
                                       first->second->at.text())});
        }
        for (const auto& title : row.titles) {
            if (!says_something(title)) {
                out.push_back(
                    {Severity::error, "empty-title", row.at,
                     fmt::format("a title of '{}' has no letter and no digit", row.code.text())});
            }
        }
        const auto repeated = std::adjacent_find(row.titles.begin(), row.titles.end());
        if (repeated != row.titles.end()) {
            out.push_back({Severity::error, "duplicate-title", row.at,
                           fmt::format("'{}' is twice under '{}'", *repeated, row.code.text())});
        }
    }
    return out;
}

Findings check(const TitleList& list, const Edition& edition) {
    auto out = check(list);
    for (const auto& row : list.rows) {
        if (edition.find(row.code) == nullptr) {
            out.push_back(
                {Severity::error, "title-unknown-code", row.at,
                 fmt::format("'{}' is not an item of {}", row.code.text(), edition.id().text())});
        }
    }
    sort_by_place(out);
    return out;
}

}  // namespace socshift
