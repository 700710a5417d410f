#pragma once

#include "socshift/base/error.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"

#include <vector>

namespace socshift {

/// Two tables that do not meet in one edition.
class EditionMismatch : public Error {
public:
    using Error::Error;
};

/// Chains two tables that meet in a middle edition: A -> M and M -> C give A -> C.
///
/// Needs    ab.target() == bc.source().
/// Returns  one link per (a, c) joined by at least one m, and one end per a of which a part goes
///          nowhere at either table; sorted; at most |ab| x |bc| rows. Its links were read nowhere,
///          so their location is empty: the chain is the proof.
/// Shares   w(a,c) = sum over m of w(a,m) x w(m,c), exact, with known_share() as w. Nowhere is one
///          more c, and the only place that an m leads to which has no successor. The shares out of
///          a source are all absent if any factor is absent; where all its ways come together in
///          one place, that has all of it all the same.
/// Partial  A source is partial if it is in ab, or if one of its m is in bc, unless no part of it
///          goes to that m: what is unknown of a part is unknown of the whole. Other sources are
///          not touched by it. The coverage is that of ab.
/// Basis    the weakest of all factors.
/// Errors   @throws EditionMismatch if the middles differ; Error, naming the source, if its shares
///          cannot be kept exactly in Share::most_bits.
/// Laws     Links compose associatively, and identity() is neutral. Shares and basis too, where no
///          factor is absent; otherwise one grouping may know a share that the other does not,
///          and where both know one they agree.
/// Source   composition rule as documented by the R package xmap, compose_xmap().
[[nodiscard]] Correspondence compose(const Correspondence& ab, const Correspondence& bc);

/// The codes of the middle edition that @p ab leads to and @p bc does not lead on from; sorted,
/// each once. @throws EditionMismatch as compose().
[[nodiscard]] std::vector<Code> unmatched(const Correspondence& ab, const Correspondence& bc);

/// The table from an edition to itself: every leaf goes to itself, and only there.
[[nodiscard]] Correspondence identity(const Edition& edition);

}  // namespace socshift
