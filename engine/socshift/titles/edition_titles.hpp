#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/titles/decisions.hpp"
#include "socshift/titles/title_index.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// Where titles of an index come from: a list of titles, the items of an edition, or proposals.
struct TitleSource {
    std::string name;      // "onet-alternate", "soc2010"
    std::string title;     // for people: "O*NET alternate titles"
    std::size_t rows = 0;  // titles that the index has of it, each once for each code

    friend bool operator==(const TitleSource&, const TitleSource&) = default;
};

/// All job titles that a catalog has for the leaves of one edition.
///
///     const auto titles = EditionTitles::make(builtin_catalog(), EditionId::parse("soc2018"));
///     TitleSearch search(titles.index());
///     for (const auto& match : search.find("RN, night shift").matches) { ... }
///
/// An immutable value; copies share the index. It holds the catalog, so nothing has to outlive it.
class EditionTitles {
public:
    /// The titles of the leaves of @p edition, which count as four; of the catalog's lists of
    /// titles, those in the edition's own codes as two, others as one; of the items of other final
    /// classifications, as two; and of the items of proposals for the edition, not refused, as one,
    /// under what they would be taken from; where the code has not the same title yet. What is in
    /// other codes goes along the best route; what that leads to n codes counts the n-th part for
    /// each, and nothing where there are more than most_targets. The title of an item of another
    /// edition that is divided says nothing if an item of this one has it. A title that @p
    /// decisions has counts as decided_weight more under the code that holds, in parts where that
    /// is several.
    ///
    /// Cost: what ships is ready for one edition, usual_title_edition(), which takes some 40
    /// milliseconds; else it loads the lists, the editions and the routes between them, for some
    /// 100 milliseconds.
    /// @throws UnknownName if the catalog has no such edition.
    static EditionTitles make(const Catalog& catalog, const EditionId& edition,
                              const Decisions& decisions = {});

    static constexpr std::size_t most_targets = 4;
    static constexpr std::uint32_t decided_weight = 2;

    /// What make() makes an index of: the titles, which live as long as @p catalog, and, by
    /// ListedTitle::source, where they come from.
    struct Listed {
        std::vector<ListedTitle> titles;
        std::vector<TitleSource> sources;
    };
    static Listed listed(const Catalog& catalog, const EditionId& edition);

    [[nodiscard]] const Edition& edition() const { return catalog_.edition(edition_); }
    [[nodiscard]] const TitleIndex& index() const noexcept { return index_; }

    /// By ListedTitle::source: the edition's own items first, then lists by name, then editions,
    /// then proposals, then `decisions`, if there are any.
    [[nodiscard]] const std::vector<TitleSource>& sources() const noexcept { return sources_; }

    /// What was decided, in codes of the edition: of a title that is here, this goes before any
    /// answer of the index.
    [[nodiscard]] const DecidedCodes& decided() const noexcept { return decided_; }

private:
    EditionTitles(Catalog catalog, EditionId edition, TitleIndex index,
                  std::vector<TitleSource> sources, DecidedCodes decided)
        : catalog_(std::move(catalog)),
          edition_(std::move(edition)),
          index_(std::move(index)),
          sources_(std::move(sources)),
          decided_(std::move(decided)) {}

    Catalog catalog_;
    EditionId edition_;
    TitleIndex index_;
    std::vector<TitleSource> sources_;
    DecidedCodes decided_;
};

/// The edition in which a title is looked for when nobody says which: of the final editions that a
/// list of titles is coded in and that extend no other, the latest. @throws Error if there is none.
[[nodiscard]] EditionId usual_title_edition(const Catalog& catalog);

/// Proposals of @p catalog, not refused, for @p edition whose title, or that of an item of theirs,
/// says what @p title says: word by word as they are read, those of a grade aside. Sorted.
[[nodiscard]] std::vector<std::string> proposals_titled(const Catalog& catalog,
                                                        const EditionId& edition,
                                                        std::string_view title);

}  // namespace socshift
