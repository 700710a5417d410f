#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/routes/route.hpp"

#include <memory>
#include <vector>

namespace socshift {

/// What @p edition rests on: the edition that an extension extends; the classifications that a
/// table leads to from a publication. In catalog order; empty for a classification that extends
/// none. @throws UnknownName if @p catalog has no such edition.
[[nodiscard]] std::vector<EditionId> foundations(const Catalog& catalog, const EditionId& edition);

/// Whether @p other is one of the foundations() of @p edition.
[[nodiscard]] bool rests_on(const Catalog& catalog, const EditionId& edition,
                            const EditionId& other);

/// Items of @p publication whose code is also that of a group of a classification it rests on. A
/// publication prints the groups of its foundations beside its own codes, so such a code is printed
/// at two levels, with one figure: 31-1120 of OEWS May 2021, which is a broad group of SOC 2018, in
/// a row for the group and in one for what is published. In code order; empty for an edition that
/// is no publication. Foundations that cannot be loaded are passed over. @throws UnknownName if
/// @p catalog has no such edition.
[[nodiscard]] std::vector<const Item*> printed_twice(const Catalog& catalog,
                                                     const EditionId& publication);

/// An item of a classification.
struct UnpublishedItem {
    EditionId edition;
    const Item* item = nullptr;  // lives as long as the catalog
};

/// Leaves of the classifications that @p publication rests on and that it has no code for: data in
/// its codes that has such a code nevertheless can mean nothing else. 45-3031 of SOC 2018 is one of
/// OEWS May 2021, which does not publish it; 31-1121 is none, since 31-1120 covers it, and 25-2052
/// is none, since it is a code of OEWS with another content.
///
/// A code is one if no item of the publication has it, every classification below that has it has
/// it as a leaf, and none of the publication's codes is linked to it there. Where several
/// classifications have it, they must have said that it is the same: the tables between them link
/// it to itself and to nothing else, in both directions. It is then the first one's.
///
/// In code order; empty for an edition that is no publication. Foundations that cannot be loaded
/// are passed over. @throws UnknownName if @p catalog has no such edition.
[[nodiscard]] std::vector<UnpublishedItem> unpublished(const Catalog& catalog,
                                                       const EditionId& publication);

/// A group of a classification that a publication rests on, in a table of that publication.
struct PrintedGroup {
    EditionId edition;
    const Item* item = nullptr;  // lives as long as the catalog
    /// What is below it: codes of the publication, or unpublished(); sorted. Empty if one of them
    /// covers leaves of the group and others, so that nobody knows what a row for it has in it.
    std::vector<std::string> codes;
};

/// Groups for which a table in the codes of @p publication can have rows beside those codes: groups
/// of the classification of which it has the most codes as they are there, each covering itself
/// alone. Such a group has a code that the publication has not, and all of its leaves are covered
/// or unpublished(). 39-0000 of OES May 2010 is without codes, since 39-4831 there is partly in
/// 11-0000.
///
/// In code order; empty for an edition that is no publication, or has no code as it is in what it
/// rests on. Foundations that cannot be loaded are passed over. @throws UnknownName if @p catalog
/// has no such edition.
[[nodiscard]] std::vector<PrintedGroup> printed_groups(const Catalog& catalog,
                                                       const EditionId& publication);

/// @p edition as data in its codes uses it: with the items of unpublished(), marked `inherited`,
/// and those of printed_groups() that have codes above its own. The catalog's own where there are
/// none of both; it lives as long as the catalog. @throws as Catalog::edition().
[[nodiscard]] std::shared_ptr<const Edition> with_unpublished(const Catalog& catalog,
                                                              const EditionId& edition);

/// The route from @p below, which @p route's first edition rests on, to its last, over the same
/// editions between if @p route leads over any. @throws UnknownName if there is none.
[[nodiscard]] Route route_from(const Catalog& catalog, const EditionId& below, const Route& route);

/// @p table with the rows, and ends, that @p other has of @p codes, which @p table does not list.
/// Needs    both lead to one edition.
[[nodiscard]] Correspondence with_rows_of(const Correspondence& table, const Correspondence& other,
                                          const std::vector<Code>& codes);

}  // namespace socshift
