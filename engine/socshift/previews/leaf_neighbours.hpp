#pragma once

// Internal: not installed. The leaves of two editions as neighbours in a table.

#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"

#include <map>
#include <set>
#include <string>

namespace socshift::verdicts {

/// What each leaf goes to and is made of. Sets are in code order: items stand in that order.
class LeafNeighbours {
public:
    /// Needs @p table between leaves of the two, which must outlive this.
    LeafNeighbours(const Edition& before, const Edition& after, const Correspondence& table);

    [[nodiscard]] const std::set<const Item*>& targets(const Item& of_base) const;
    [[nodiscard]] const std::set<const Item*>& sources(const Item& of_edition) const;

    /// Whether @p item of the edition is as it was in the base: code, title, what it is made of.
    [[nodiscard]] bool is_as_before(const Item& item) const;

    const Edition& base;
    const Edition& edition;
    const bool matched;     // the table follows from codes and titles
    const bool has_groups;  // the edition has levels above its leaves

private:
    std::map<const Item*, std::set<const Item*>> targets_;
    std::map<const Item*, std::set<const Item*>> sources_;
};

/// "29-1141 Registered Nurses"
[[nodiscard]] std::string code_and_title(const Item& item);

/// "29-1141 Registered Nurses, 29-1151 Nurse Anesthetists, 29-1161 Nurse Midwives and 3 others"
[[nodiscard]] std::string some_of(const std::set<const Item*>& items);

/// Whether @p item of an edition is below what was the group @p group in @p base: one with its
/// code, or with its title.
[[nodiscard]] bool is_below(const Edition& edition, const Item& item, const Edition& base,
                            const Code& group);

}  // namespace socshift::verdicts
