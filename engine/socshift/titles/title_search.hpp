#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/model/edition.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// Words that a title holds, each of them, in any order and as part of a longer word; both sides
/// are folded as titles are compared (title_rule).
///
///     const TitleWords words({"software", "developer"});
///     words.are_in("Software Developers, Applications");  // true
class TitleWords {
public:
    /// @throws Error for a word without a letter or a digit.
    explicit TitleWords(const std::vector<std::string>& words);

    [[nodiscard]] bool are_in(std::string_view title) const;

private:
    std::vector<std::string> folded_;
};

/// Items of one edition that were looked for, in code order.
struct FoundItems {
    const Edition& edition;
    std::vector<const Item*> items;
};

/// The items of each of @p editions whose titles hold @p words, not those that it inherits. @p
/// level: items of this level only; empty: of all.
/// @throws UnknownName for a level that none of the editions has.
[[nodiscard]] std::vector<FoundItems> find_titles(const Catalog& catalog,
                                                  const std::vector<EditionId>& editions,
                                                  const TitleWords& words,
                                                  const std::string& level = {});

/// The editions of @p catalog that are in force or were, without drafts, in its order.
[[nodiscard]] std::vector<EditionId> final_editions(const Catalog& catalog);

}  // namespace socshift
