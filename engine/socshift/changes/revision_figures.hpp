#pragma once

#include "socshift/catalog/definitions.hpp"
#include "socshift/changes/definition_change.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// A leaf of the edition after a revision, as publishers count them: what differs from before.
/// Items live as long as the editions.
struct RevisedItem {
    const Item* after = nullptr;
    const Item* before = nullptr;  // with the same code, else with the same title; nullptr: new in
                                   // code and title both
    bool code = false;             // no leaf before has this code
    bool title = false;            // no leaf before has this title, byte for byte

    /// How far the definitions of `before` and `after` are apart; `substance` without `before`, or
    /// where just one of them has one. None: no definitions were given.
    std::optional<DefinitionRung> definition;

    /// "NNY": code, title, definition changed, where a definition changes from @p cut on.
    [[nodiscard]] std::string pattern(DefinitionRung cut) const;
};

/// What publishers count when they revise a classification. Every list is in code order.
struct RevisedItems {
    std::vector<RevisedItem> items;  // every leaf of the edition after

    /// Leaves after that take nobody's place: new in code and title, not the only target of a leaf
    /// before, and, for each leaf before whose code was given up and none of whose targets has a
    /// title of the edition before, all but the first such target (one of them continues it; which
    /// is not known).
    std::vector<const Item*> added;

    std::vector<const Item*> given_up;   // leaves before whose code no leaf after has
    std::vector<const Item*> regrouped;  // leaves after, new in code, of which some part was in
                                         // another root

    [[nodiscard]] bool has_definitions() const noexcept;
};

/// Works them out along @p leaves, a table between leaves. Definitions: both or none.
[[nodiscard]] RevisedItems revised_items(const Edition& before, const Edition& after,
                                         const Correspondence& leaves,
                                         const Definitions* definitions_before = nullptr,
                                         const Definitions* definitions_after = nullptr);

/// The items that a figure counts, by the name of the figure: docs/official-figures.md has them.
///
/// "NNN" to "YYY"        code, title and definition changed or not, of all items
/// "unchanged"           "NNN"
/// "definition-changed"  among the items whose code was kept
/// "definition-editorial" of these, by grade_of()
/// "title-changed", "code-changed", "added", "given-up", "regrouped"
///
/// A definition changes from the rung @p cut on. None for another name, or for want of definitions.
[[nodiscard]] std::optional<std::vector<const Item*>> counted_by(const RevisedItems& revised,
                                                                 std::string_view figure,
                                                                 DefinitionRung cut);

/// True for a figure that changes with the rung from which a definition counts as changed.
[[nodiscard]] bool rests_on_definitions(std::string_view figure) noexcept;

/// A figure that a publisher printed.
struct PrintedFigure {
    std::string figure;
    std::int64_t value = 0;
};

/// The rung, of `marks` to `substance`, from which definitions must count as changed for the sum of
/// all differences from @p printed to be smallest; the first of equals. None without definitions.
[[nodiscard]] std::optional<DefinitionRung> nearest_cut(const RevisedItems& revised,
                                                        const std::vector<PrintedFigure>& printed);

}  // namespace socshift
