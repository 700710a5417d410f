#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/model/code.hpp"
#include "socshift/model/edition.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// An item as answers name it, without the edition that it is of.
struct NamedCode {
    Code code;
    std::string level;
    std::string title;

    friend bool operator==(const NamedCode&, const NamedCode&) = default;
};

[[nodiscard]] NamedCode named(const Item& item);

/// An item of some edition of a catalog, as much as a message needs.
struct KnownElsewhere {
    CodeRef ref;
    std::string level;
    std::string title;
    bool draft = false;  // of an edition that is one

    friend bool operator==(const KnownElsewhere&, const KnownElsewhere&) = default;
};

/// What can be said about a code that an edition does not have.
struct UnknownCode {
    std::string text;  // as it was asked for
    EditionId edition;
    std::vector<NamedCode> nearest;  // nearest_codes()
    /// Other editions that have it, in catalog order; drafts only if no other has, and no
    /// publication that rests on one of the others.
    std::vector<KnownElsewhere> elsewhere;

    friend bool operator==(const UnknownCode&, const UnknownCode&) = default;
};

/// The items of @p edition whose codes are most like @p text: at most three, none that takes more
/// edits than a third of its length. Fewest edits first, then the longest common beginning, then
/// code order. Case does not count. Cost: linear in the number of items.
[[nodiscard]] std::vector<const Item*> nearest_codes(const Edition& edition, std::string_view text);

/// Whether an edition has an item of its own, not inherited, with @p code. Does not build it if it
/// can do without. @throws as Catalog::own_codes().
[[nodiscard]] bool has_own(const Catalog& catalog, const EditionId& edition, std::string_view code);

/// Gathers what to say about @p text, which @p edition lacks. An extension's copy of an item of
/// its base does not count as another edition. Loads the editions that have it.
[[nodiscard]] UnknownCode look_up(const Catalog& catalog, const Edition& edition,
                                  std::string_view text);

/// The one wording, leaving out what there is none of: "'15-1132' is not a code of soc2018; did
/// you mean 15-1232 (Title) or 15-1131 (Title)?; it is a code of soc2010 (detailed: Title)".
[[nodiscard]] std::string to_string(const UnknownCode& unknown);

/// The item of @p edition with @p code. @throws UnknownName, with what look_up() says, if there is
/// none.
[[nodiscard]] const Item& require_item(const Catalog& catalog, const Edition& edition,
                                       std::string_view code);

}  // namespace socshift
