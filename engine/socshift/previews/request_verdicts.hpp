#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/proposal.hpp"
#include "socshift/routes/route.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What an edition made of a request. `otherwise`: it has what is asked for with another code,
/// title or place, made of other parts, or only some of it. `not_judged`: tables cannot tell.
enum class Adoption : std::uint8_t { adopted, otherwise, declined, not_judged };
template <>
inline constexpr auto word_table<Adoption> =
    std::to_array<Word<Adoption>>({{Adoption::adopted, "adopted"},
                                   {Adoption::otherwise, "adopted otherwise"},
                                   {Adoption::declined, "declined"},
                                   {Adoption::not_judged, "cannot be judged"}});

/// What a request can say of an item that it asks for.
enum class AskedAspect : std::uint8_t { code, title, group, level, residual, parts };
template <>
inline constexpr auto word_table<AskedAspect> =
    std::to_array<Word<AskedAspect>>({{AskedAspect::code, "code"},
                                      {AskedAspect::title, "title"},
                                      {AskedAspect::group, "group"},
                                      {AskedAspect::level, "level"},
                                      {AskedAspect::residual, "residual"},
                                      {AskedAspect::parts, "parts"}});

/// In what an item of the edition is other than what was asked for.
struct AskedDifference {
    AskedAspect aspect = AskedAspect::code;
    std::string text;  // "is 29-1292, not 29-1025"

    friend bool operator==(const AskedDifference&, const AskedDifference&) = default;
};

/// One item that a request asks for, or one that it asks to be gone, and what came of it.
struct ItemVerdict {
    std::string asked;  // its title, or the code and title of what it changes
    Adoption verdict = Adoption::declined;
    const Item* became = nullptr;  // of the edition; none: nothing answers to it
    std::vector<Code> from;        // of the base: what that is made of, by the table
    std::vector<AskedDifference> other;
    std::string why;  // a sentence about one that is declined or cannot be judged
};

/// One request and what came of it: of all its items.
struct RequestVerdict {
    std::string proposal;
    ProposalKind kind = ProposalKind::fresh;
    Adoption verdict = Adoption::declined;
    std::vector<ItemVerdict> items;  // in the order of the request
    std::string why;                 // of a request that cannot be judged as a whole
};

/// What an edition has otherwise than its base, and no request that was taken up speaks of.
/// `other_meaning`: no table says that the code stands for what it stood for.
enum class UnaskedKind : std::uint8_t {
    fresh,
    recoded,
    retitled,
    moved,
    gains,
    other_meaning,
    removed
};
template <>
inline constexpr auto word_table<UnaskedKind> =
    std::to_array<Word<UnaskedKind>>({{UnaskedKind::fresh, "new"},
                                      {UnaskedKind::recoded, "recoded"},
                                      {UnaskedKind::retitled, "retitled"},
                                      {UnaskedKind::moved, "moved"},
                                      {UnaskedKind::gains, "gains"},
                                      {UnaskedKind::other_meaning, "reused"},
                                      {UnaskedKind::removed, "removed"}});

struct UnaskedChange {
    UnaskedKind kind = UnaskedKind::fresh;
    const Item* item = nullptr;  // of the edition; of what is removed, of the base
    std::vector<Code> from;      // of the base, in code order: what it is made of
    std::string was;             // the title or the group of before, where that is what changed
};

/// The requests of a scenario against an edition that was published after them.
struct RequestVerdicts {
    Catalog catalog;  // in which items live
    EditionId scenario;
    EditionId base;
    EditionId edition;
    Route route;                           // from the base to the edition
    bool matched = false;                  // a step of it follows from codes and titles
    std::vector<RequestVerdict> requests;  // by identifier
    std::vector<UnaskedChange> unasked;    // items of the edition by code, then what is removed

    [[nodiscard]] std::size_t of(Adoption verdict) const noexcept;

    /// Whether the edition is what was asked for, and nothing else.
    [[nodiscard]] bool agrees() const noexcept;
};

/// Judges every request of @p scenario by @p edition, along the best route from the base; where no
/// route joins them, the codes are matched (match()), and what new items are made of is not known.
///
/// Only what a request says is judged: a request without a code is adopted under any. What is our
/// reading, and not asked for, makes no difference. An item that is asked for is found, in this
/// order, by its title, by its code, as what holds all that was to be merged, and by a title that
/// is near (least_nearness) among what was made of the codes it takes from and nobody asked for by
/// its own title; one that changes an item of the base is what that became. Where nothing answers
/// to it, it is declined if nothing was made of what it takes from, or, where that is not known,
/// nothing is new in the group that it names or takes from, and cannot be judged else: what is
/// there may be it under another name.
///
/// @throws UnknownName for an edition or a proposal that is not there.
[[nodiscard]] RequestVerdicts request_verdicts(const Catalog& catalog, const Scenario& scenario,
                                               const EditionId& edition);

}  // namespace socshift
