#pragma once

// Internal: not installed. Which of its targets a row goes to, by its job title.

#include "socshift/convert/sources.hpp"
#include "socshift/titles/edition_titles.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// The source items whose rows a title can settle: those with several targets, no part of which
/// goes nowhere or is unknown.
class TitleSettling {
public:
    /// Refers to @p titles, which are of the edition of the targets, or of leaves below them.
    TitleSettling(const CodedEditions& sources, const EditionTitles& titles,
                  std::uint32_t min_score);

    [[nodiscard]] bool can_settle(std::size_t item) const noexcept {
        return !items_[item].places.empty();
    }
    [[nodiscard]] const EditionTitles& titles() const noexcept { return titles_; }

private:
    friend class TitleSettler;
    struct OfItem {
        std::vector<std::uint32_t> places;   // of the leaves of all targets, in TitleIndex::codes()
        std::vector<std::uint32_t> targets;  // of each, its place in CodedEditions::targets()
    };

    const EditionTitles& titles_;
    std::uint32_t min_score_;
    std::vector<OfItem> items_;
};

/// Settles rows; one for each thread.
class TitleSettler {
public:
    explicit TitleSettler(const TitleSettling& settling)
        : settling_(settling), search_(settling.titles().index()) {}

    /// A target, by its place in CodedEditions::targets(), and the score of its leaves in
    /// thousandths, among those of all targets.
    struct Settled {
        std::size_t target = 0;
        std::uint32_t score = 0;
    };

    /// The target with the largest score, if that is the one asked for or more, and no other has as
    /// much. Needs settling.can_settle(item). The same for the same title, whatever came before.
    [[nodiscard]] std::optional<Settled> settle(std::size_t item, std::string_view title);

private:
    [[nodiscard]] std::optional<Settled> judge(std::size_t item, std::string_view title);

    struct Known {
        std::size_t item = static_cast<std::size_t>(-1);
        std::string title;
        std::optional<Settled> settled;
    };
    static constexpr std::size_t mask = (std::size_t{1} << 12U) - 1;
    static constexpr std::size_t longest = 256;

    const TitleSettling& settling_;
    TitleSearch search_;
    std::vector<Known> known_ = std::vector<Known>(mask + 1);  // the last of each place
};

}  // namespace socshift
