#pragma once

#include "socshift/catalog/definitions.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/routes/cardinality.hpp"
#include "socshift/routes/lookup.hpp"
#include "socshift/routes/mapped_code.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

class RouteFinder;  // socshift/routes/route.hpp

/// A note that an item makes, or that names it.
struct PageNote {
    NoteRelation relation = NoteRelation::excludes;
    bool names_item = false;  // another item's note, which names this one or an item above it

    /// What stands at the other end: the code, range or bare phrase that the item's note names, or
    /// the item whose note it is.
    std::string reference;
    std::string title;             // of that, where it is one item of the edition
    std::vector<NamedCode> items;  // of the edition, that it stands for; in code order

    friend bool operator==(const PageNote&, const PageNote&) = default;
};

/// What became of the item in another edition, or what it was there.
struct PagePlace {
    EditionId edition;
    Status status = Status::final;
    bool before = false;           // valid earlier than the item's edition
    std::vector<NamedCode> items;  // in code order; empty: nothing
    Cardinality cardinality = Cardinality::one_to_one;
    bool candidates = false;               // finer codes: which of them, nobody observed
    bool in_part = false;                  // a part of a leaf goes nowhere
    std::vector<MappedPlace> places = {};  // as CodeMap::find() has them, with their shares

    friend bool operator==(const PagePlace&, const PagePlace&) = default;
};

/// The same code where it stands for an item of its own in another edition.
struct Namesake {
    CodeRef ref;
    std::string title;

    friend bool operator==(const Namesake&, const Namesake&) = default;
};

/// Everything that a catalog says of one item, as values.
struct ItemPage {
    EditionHeader edition;
    NamedCode item;
    bool residual = false;
    Attributes attributes;
    std::optional<std::string> definition;  // if the user has imported one
    std::vector<NamedCode> path;            // from the root to the item, both in
    std::vector<NamedCode> children;        // in code order
    std::vector<PageNote> notes;            // its own, then those that name it
    std::vector<PagePlace> elsewhere;       // in catalog order: each edition that a route reaches
    std::vector<Namesake> namesakes;  // if no edition was named: finals that have the code as well

    friend bool operator==(const ItemPage&, const ItemPage&) = default;
};

/// What a page takes in besides the catalog.
struct ItemPageOptions {
    DefinitionStore definitions = DefinitionStore{};
    bool drafts = false;  // say what becomes of the item in drafts, too
};

/// The page of @p code in @p edition. @throws UnknownName, with what look_up() says, if the edition
/// does not have it; if the catalog has no such edition.
[[nodiscard]] ItemPage item_page(const Catalog& catalog, const EditionId& edition,
                                 std::string_view code, const ItemPageOptions& options = {});

/// The same for who asks for many pages of one catalog: @p finder keeps what it worked out.
[[nodiscard]] ItemPage item_page(const Catalog& catalog, const EditionId& edition,
                                 std::string_view code, const ItemPageOptions& options,
                                 RouteFinder& finder);

/// The page of what a user typed: "soc2018:15-1252", where the edition's name is as forgiving as
/// Catalog::resolve(), or a code alone, which means the edition that has it as an item of its own;
/// of several, finals before drafts, classifications before publications, then the latest.
/// @throws UnknownName if no edition has it.
[[nodiscard]] ItemPage item_page(const Catalog& catalog, std::string_view text,
                                 const ItemPageOptions& options = {});

}  // namespace socshift
