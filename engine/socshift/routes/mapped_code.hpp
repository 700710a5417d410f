#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/routes/cardinality.hpp"
#include "socshift/routes/level.hpp"
#include "socshift/routes/lookup.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace socshift {

/// One place of a mapped code. `item`: an item of the target edition. `nowhere`: a part of the
/// code, or all of it, has no successor. `unknown`: no table says where the code, or a part of it,
/// goes.
enum class PlaceKind : std::uint8_t { item, nowhere, unknown };
template <>
inline constexpr auto word_table<PlaceKind> = std::to_array<Word<PlaceKind>>(
    {{PlaceKind::item, "item"}, {PlaceKind::nowhere, "nowhere"}, {PlaceKind::unknown, "unknown"}});

struct MappedPlace {
    PlaceKind kind = PlaceKind::item;
    std::optional<NamedCode> item;    // of the target edition; of the kind `item` only
    std::optional<KnownShare> share;  // of the code that goes there; none: nobody gave one

    friend bool operator==(const MappedPlace&, const MappedPlace&) = default;
};

/// What became of one code.
struct MappedCode {
    NamedCode source;
    bool is_leaf = true;
    Cardinality cardinality = Cardinality::one_to_one;  // of its family at the levels asked for
    std::vector<MappedPlace>
        places;  // items in code order, then nowhere, then unknown; never empty

    friend bool operator==(const MappedCode&, const MappedCode&) = default;
};

/// The levels at which an answer about @p item, of @p source, is given in @p target: the leaves for
/// a leaf, the item's own level for a group; on the target's side @p level, if it is not empty.
/// @throws UnknownName for a @p level that neither edition has.
[[nodiscard]] LevelPair levels_for(const Edition& source, const Item& item, const Edition& target,
                                   std::string_view level = {});

/// What @p table, which is seen at some levels, says of @p item of @p source.
[[nodiscard]] MappedCode mapped(const Correspondence& table, const Edition& source,
                                const Item& item, const Edition& target, Cardinality cardinality);

}  // namespace socshift
