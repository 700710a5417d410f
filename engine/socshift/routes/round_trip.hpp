#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/counts.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/routes/route.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// How much of a code comes back from A -> B -> A. `exact`: itself and nothing else. `group`: one
/// of several codes, all below one item. `apart`: one of several codes that no item holds together.
/// `part`: a part of it goes nowhere, or nobody says where; only the rest comes back. `lost`: it
/// has no target, or none that leads back.
enum class Return : std::uint8_t { exact, group, apart, part, lost };
template <>
inline constexpr auto word_table<Return> = std::to_array<Word<Return>>({{Return::exact, "exact"},
                                                                        {Return::group, "group"},
                                                                        {Return::apart, "apart"},
                                                                        {Return::part, "part"},
                                                                        {Return::lost, "lost"}});

/// What the round trip makes of one leaf of A. Items live as long as the edition.
struct CodeReturn {
    const Item* item = nullptr;
    Return kind = Return::exact;
    const Item* group = nullptr;  // the finest item over all candidates; of `exact`, itself
    std::vector<Code> targets;    // the codes of B that it leads to, in code order

    /// What stays unknown of the code on the way back, see round_trip(); 0 for a code that is lost,
    /// of which nothing comes back.
    MicroBits bits = 0;
    bool is_bound = true;               // `bits` is an upper bound, for want of shares or counts
    std::optional<std::int64_t> count;  // of the code, when counts are given

    friend bool operator==(const CodeReturn&, const CodeReturn&) = default;
};

/// The codes that come back in the same way.
struct ReturnTotal {
    Return kind = Return::exact;
    std::string level;  // of the groups that they come back in; empty unless `kind` is group
    std::size_t codes = 0;
    std::int64_t count = 0;
    MicroBits bits = 0;     // mean over these codes, weighted as in round_trip()
    bool is_bound = false;  // of some of them that weighs something

    friend bool operator==(const ReturnTotal&, const ReturnTotal&) = default;
};

/// The round trip from one edition to another and back, by the same links.
struct RoundTrip {
    std::vector<CodeReturn> codes;  // every leaf of A, in code order
    /// exact, group from the finest level up, apart, part if there are any, lost
    std::vector<ReturnTotal> totals;
    MicroBits bits = 0;              // weighted mean over the codes that come back
    bool is_bound = false;           // of some code that weighs something
    std::int64_t count = 0;          // of all leaves of A
    std::int64_t left_out = 0;       // counts of codes that are no leaves of A
    std::size_t codes_left_out = 0;  // how many such codes
    std::size_t codes_without_count = 0;

    /// By code of B, the codes of A that lead to it, in code order: memory is linear in the links,
    /// which the candidates of all codes are not.
    std::map<Code, std::vector<const Item*>> homes;

    /// The codes that @p code, one of `codes`, can come back as, in code order.
    [[nodiscard]] std::vector<const Item*> candidates(const CodeReturn& code) const;
};

/// What A -> B -> A cannot recover. @p table leads from @p edition, which is A, to B, and is read
/// backwards on the way back.
///
/// Let X be the code in A and Y the code in B that a record ends up with. What Y leaves unknown of
/// X is the conditional entropy H(X|Y) = - sum p(x,y) log2 p(x|y), with p(x,y) = p(x) w(x,y), w the
/// share of x that goes to y (Shannon, "A mathematical theory of communication", 1948, section 12,
/// where it is called equivocation; Cover and Thomas, "Elements of Information Theory", 2nd ed.,
/// section 2.2). It is divided over the codes: that of x is sum over y of w(x,y) H(X|Y=y), so the
/// mean of the codes' bits, weighted by p, is H(X|Y).
///
/// H(X|Y=y) is worked out where every code that leads to y has a count and a known share. Otherwise
/// it is taken at its upper bound, log2 of how many codes lead to y, which it has when all of them
/// are equally likely; and where the shares of x itself are not known, the largest of its targets
/// stands for all of them.
///
/// Without @p counts every code of A weighs the same in means, and every H(X|Y=y) is the bound.
/// With them, p is the count, and a code without count weighs nothing. Codes that are lost are left
/// out of the mean, and of a code that is lost in part that part adds nothing to its bits. Bits are
/// rounded to whole MicroBits for each code and mean.
///
/// Needs    @p table between leaves; counts of 0 or more, coded in A.
[[nodiscard]] RoundTrip round_trip(const Edition& edition, const Correspondence& table,
                                   const Counts* counts = nullptr);

/// Counts in the codes of another edition than the one they were published in.
struct CarriedCounts {
    Counts counts;
    std::int64_t left_out = 0;       // of codes that have several targets or none
    std::size_t codes_left_out = 0;  // how many such codes
};

/// @p counts along @p table, without assuming anything: the count of a code goes to its one target,
/// where counts are added, if all of it goes there; that of a code with several targets is left
/// out, as nobody knows how it is divided, and so is that of a code without any. The published
/// total is dropped.
///
/// Needs    @p table starts at counts.coded_in.
[[nodiscard]] CarriedCounts carry(const Counts& counts, const Correspondence& table);

/// Adds to @p trip what carrying its counts had left out before.
void add_left_out(const CarriedCounts& carried, RoundTrip& trip);

/// Counts in the codes of the edition that they are wanted of, and the way there.
struct CountsOfEdition {
    CarriedCounts carried;
    Route route;  // no steps: they are in its codes as they are
};

/// @p counts in codes of @p edition: those of another edition carried there by the best route.
/// @throws DataError with all findings if they are not sound; UnknownName if no route leads there.
[[nodiscard]] CountsOfEdition counts_of(const Catalog& catalog, Counts counts,
                                        const EditionId& edition);

}  // namespace socshift
