#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/code.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace socshift {

/// How many codes of the source edition go with how many of the target edition in one family.
/// `one_to_none`: no successor; `none_to_one`: no predecessor.
enum class Cardinality : std::uint8_t {
    one_to_one,
    one_to_many,
    many_to_one,
    many_to_many,
    one_to_none,
    none_to_one
};
template <>
inline constexpr auto word_table<Cardinality> =
    std::to_array<Word<Cardinality>>({{Cardinality::one_to_one, "1:1"},
                                      {Cardinality::one_to_many, "1:n"},
                                      {Cardinality::many_to_one, "n:1"},
                                      {Cardinality::many_to_many, "m:n"},
                                      {Cardinality::one_to_none, "1:0"},
                                      {Cardinality::none_to_one, "0:1"}});

inline constexpr std::size_t cardinality_count = 6;

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

}  // namespace socshift
