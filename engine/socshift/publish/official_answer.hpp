#pragma once

#include "socshift/catalog/definitions.hpp"
#include "socshift/catalog/published_figures.hpp"
#include "socshift/changes/edition_pair.hpp"
#include "socshift/changes/revision_figures.hpp"
#include "socshift/publish/answer.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// A publisher's figures about one revision beside what is counted here.
class OfficialFigures {
public:
    /// Those that ship with the library for the revision of @p pair, whose editions must outlive
    /// them; what rests on definitions is counted where @p store has those of both.
    /// @throws UnknownName if there are none.
    OfficialFigures(const EditionPair& pair, const DefinitionStore& store);

    [[nodiscard]] const Edition& before() const noexcept { return before_; }
    [[nodiscard]] const Edition& after() const noexcept { return after_; }
    [[nodiscard]] const std::vector<PublishedFigure>& published() const noexcept {
        return published_;
    }

    /// The rung from which definitions count as changed: nearest_cut(). None without definitions.
    [[nodiscard]] const std::optional<DefinitionRung>& cut() const noexcept { return cut_; }

    /// The items that a figure counts, by that rung or another. None for want of definitions.
    [[nodiscard]] std::optional<std::vector<const Item*>> counted(
        const PublishedFigure& figure) const;
    [[nodiscard]] std::optional<std::vector<const Item*>> counted_at(const PublishedFigure& figure,
                                                                     DefinitionRung cut) const;

    /// Codes of the items whose definitions are this far apart, by code and title changed or not,
    /// "NN" to "YY".
    [[nodiscard]] std::map<std::string, std::vector<std::string>> at_rung(
        DefinitionRung rung) const;

private:
    const Edition& before_;
    const Edition& after_;
    RevisedItems revised_;
    std::vector<PublishedFigure> published_;
    std::optional<DefinitionRung> cut_;
};

/// socshift/diff-official/1: a row for each figure; nothing is counted of those that rest on
/// definitions if these are not known.
[[nodiscard]] Answer official_answer(const OfficialFigures& figures);

}  // namespace socshift
