#pragma once

#include "socshift/changes/family.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/routes/route.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// The members of a family as text: "edition:code" and a line feed for each, sorted by bytes, each
/// once. The same group of codes gives the same text, whatever else was asked for.
[[nodiscard]] std::string member_text(const std::vector<EditionId>& editions, const Family& family);

/// "f" and the 32 hexadecimal digits of the name-based UUID (version 5, RFC 9562, namespace
/// 6ba7b812-9dad-11d1-80b4-00c04fd430c8 for object identifiers) of a member_text().
[[nodiscard]] std::string full_family_id(std::string_view member_text);

/// A family with the names that outputs give it.
struct NamedFamily {
    /// full_family_id() cut to "f" and ten digits; whole, for each of them, where two families of
    /// one index would have the same ten. Changes when a member comes or goes, and only then.
    std::string id;

    /// What a person might call it; not unique. See family_label().
    std::string label;

    Family family;

    /// How many families of leaves it is made of; 1 for families of leaves.
    std::size_t leaf_families = 1;
};

/// What a person might call a family, by the first of these that applies:
/// 1. the title, where it has one code in the last edition in which it has any;
/// 2. the title of the group that has exactly the family's leaves of that edition below it, the
///    finest such;
/// 3. the title of the one code in the latest of the other editions in which it has just one;
/// 4. "X and 3 others": X is the first title in code order of the last edition in which it has any,
///    residual items only if there is no other.
/// @p editions in the order of family.codes.
[[nodiscard]] std::string family_label(const std::vector<const Edition*>& editions,
                                       const Family& family);

/// Families over two or more editions with their names, to be asked by code.
class FamilyIndex {
public:
    /// Families at @p level (empty: the leaves; an edition without a level of this name is read at
    /// its leaves), along one route for each two neighbours of @p editions, composed and seen at
    /// this level. With exactly two editions, the route goes through @p via.
    ///
    /// Needs    two or more editions, none twice.
    /// Errors   @throws UnknownName if no route joins neighbours or no edition has the level;
    ///          std::invalid_argument for fewer editions, one that is there again, or @p via with
    ///          more than two editions.
    static FamilyIndex make(const Catalog& catalog, const std::vector<EditionId>& editions,
                            std::string_view level = {}, const std::vector<EditionId>& via = {});

    /// In the order asked for.
    [[nodiscard]] const std::vector<EditionId>& editions() const noexcept { return editions_; }

    /// The level of each edition's codes.
    [[nodiscard]] const std::vector<std::string>& levels() const noexcept { return levels_; }

    /// Between each edition and the next.
    [[nodiscard]] const std::vector<Route>& routes() const noexcept { return routes_; }

    /// In the order of families().
    [[nodiscard]] const std::vector<NamedFamily>& families() const noexcept { return families_; }

    /// The family of a code; nullptr for a code that is none of the families' codes. Cost: log of
    /// the number of codes.
    [[nodiscard]] const NamedFamily* find(const EditionId& edition,
                                          std::string_view code) const noexcept;

private:
    FamilyIndex() = default;
    void name(const std::vector<const Edition*>& editions, std::vector<Family> families);

    std::vector<EditionId> editions_;
    std::vector<std::string> levels_;
    std::vector<Route> routes_;
    std::vector<NamedFamily> families_;
    std::map<EditionId, std::map<std::string, std::size_t, std::less<>>> place_;
};

/// Numbers about the families of an index.
struct FamilyCounts {
    std::size_t one_each = 0;  // one code in every edition
    std::size_t partial = 0;   // none in some edition
    std::size_t leaf_families = 0;
    const NamedFamily* largest = nullptr;  // the first of equals; nullptr if there is none
    std::vector<std::size_t> codes;        // of each edition
};

/// @p index must outlive the counts.
[[nodiscard]] FamilyCounts count(const FamilyIndex& index);

}  // namespace socshift
