#pragma once

// Internal: not installed. The values that every format is written from.

#include "socshift/changes/diff.hpp"
#include "socshift/changes/family_index.hpp"
#include "socshift/exchange/export.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/routes/mapped_code.hpp"
#include "socshift/routes/route.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// How what the target item stands for compares with what the source item stands for, by the rule
/// of docs/formats.md, "How a link is read". Seen from the source: `narrower` says that the target
/// is a part of it.
enum class LinkRelation : std::uint8_t { exact, close, narrower, broader, related };
template <>
inline constexpr auto word_table<LinkRelation> =
    std::to_array<Word<LinkRelation>>({{LinkRelation::exact, "exact"},
                                       {LinkRelation::close, "close"},
                                       {LinkRelation::narrower, "narrower"},
                                       {LinkRelation::broader, "broader"},
                                       {LinkRelation::related, "related"}});

/// One place of one source leaf.
struct ExportedLink {
    NamedCode source;
    PlaceKind place = PlaceKind::item;
    std::optional<NamedCode> target;  // of the kind `item` only
    std::optional<KnownShare> share;
    Cardinality cardinality = Cardinality::one_to_one;
    LinkRelation relation = LinkRelation::related;  // of the kind `item` only
};

/// How a table came about: what a reader may conclude from its links.
enum class TableOrigin : std::uint8_t { published, reversed, chained, parents, matched };
template <>
inline constexpr auto word_table<TableOrigin> =
    std::to_array<Word<TableOrigin>>({{TableOrigin::published, "published"},
                                      {TableOrigin::reversed, "reversed"},
                                      {TableOrigin::chained, "chained"},
                                      {TableOrigin::parents, "parents"},
                                      {TableOrigin::matched, "matched"}});

/// The links between the leaves of two editions.
struct ExportedTable {
    const Edition* source = nullptr;
    const Edition* target = nullptr;
    Route route;
    TableOrigin origin = TableOrigin::published;
    std::string title = {};      // of a single published table; may be empty
    Provenance provenance = {};  // of the same
    bool is_draft = false;       // one of its editions is one

    /// By source, then target; then what goes nowhere, then what is unknown.
    std::vector<ExportedLink> links = {};

    /// Leaves of the target that no link leads to, in code order.
    std::vector<const Item*> added = {};
};

struct ExportContent {
    std::vector<const Edition*>
        editions;                       // in the order asked for; they live as long as the catalog
    std::vector<ExportedTable> tables;  // from each edition to the next
    std::vector<Diff> diffs;            // of the same pairs, at their leaves
    std::optional<FamilyIndex> families;  // over all editions, where there are two or more
    std::string base;
    std::vector<EditionId> drafts;
    std::vector<std::string> notices;
};

/// @throws as export_files().
[[nodiscard]] ExportContent export_content(const Catalog& catalog, const ExportRequest& request);

/// "skos:narrowMatch"
[[nodiscard]] std::string_view skos_match(LinkRelation relation);

/// What is left of the source of a link: "nowhere", "nowhere 1/4", "unknown", or both with "; "
/// between; empty if all of it is in items. For formats in which a link has two ends.
/// @p links are those of the table, @p of one of them.
[[nodiscard]] std::string remainder_of(const std::vector<ExportedLink>& links,
                                       const ExportedLink& of);

}  // namespace socshift
