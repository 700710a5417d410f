#pragma once

#include "socshift/model/code.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/routes/cardinality.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace socshift {

/// The codes of one edition that families are made of: unique and sorted, e.g. those of a cut.
struct EditionCodes {
    EditionId edition;
    std::vector<Code> codes;
};

/// The codes of edition.cut(level).
[[nodiscard]] EditionCodes codes_at(const Edition& edition, std::string_view level);

/// The finest group of codes, over two or more editions, that no link leads out of: figures for a
/// family are comparable between its editions without any share.
struct Family {
    /// One list for each edition, in the order asked for; each sorted. Not all empty.
    std::vector<std::vector<Code>> codes;

    [[nodiscard]] const std::vector<Code>& sources() const noexcept { return codes.front(); }
    [[nodiscard]] const std::vector<Code>& targets() const noexcept { return codes.back(); }

    /// Codes of all editions.
    [[nodiscard]] std::size_t size() const noexcept;

    /// Between the first and the last edition.
    [[nodiscard]] Cardinality cardinality() const noexcept;

    friend bool operator==(const Family&, const Family&) = default;
};

/// The connected components of the graph whose nodes are (edition, code) and whose edges are the
/// links of @p tables: equal strings of different editions are different nodes. Every given code
/// is in exactly one family, alone if nothing leads to it. Ordered by first code: the first of the
/// first edition that has any; among equals the earlier edition first.
///
/// Needs    each table joins two of @p editions, in any order. An edition may be there twice, to be
///          compared with itself: tables then start at its first place and end at its last.
/// Errors   @throws DataError, with every such link, if an end of a link is not a given code;
///          std::invalid_argument for a table of other editions.
/// Cost     near linear in codes and links.
[[nodiscard]] std::vector<Family> families(const std::vector<EditionCodes>& editions,
                                           const std::vector<const Correspondence*>& tables);

/// The families of the leaves of two editions that hold a leaf of @p item, one of @p before, put
/// together. @p table: between the leaves of the two.
[[nodiscard]] Family family_around(const Edition& before, const Edition& after,
                                   const Correspondence& table, const Item& item);

}  // namespace socshift
