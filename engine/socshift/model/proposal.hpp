#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/base/words.hpp"
#include "socshift/model/code.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/provenance.hpp"
#include "socshift/numbers/share.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What is asked for. `fresh` is printed "new". `restructure` is several items out of several,
/// which is what a revision does and no single request asks.
enum class ProposalKind : std::uint8_t {
    fresh,
    split,
    merge,
    move,
    retitle,
    recode,
    retire,
    definition,
    restructure
};
template <>
inline constexpr auto word_table<ProposalKind> =
    std::to_array<Word<ProposalKind>>({{ProposalKind::fresh, "new"},
                                       {ProposalKind::split, "split"},
                                       {ProposalKind::merge, "merge"},
                                       {ProposalKind::move, "move"},
                                       {ProposalKind::retitle, "retitle"},
                                       {ProposalKind::recode, "recode"},
                                       {ProposalKind::retire, "retire"},
                                       {ProposalKind::definition, "definition"},
                                       {ProposalKind::restructure, "restructure"}});

/// What became of the request. Nobody has answered one that is `asked`.
enum class ProposalStatus : std::uint8_t { asked, refused, adopted, superseded };
template <>
inline constexpr auto word_table<ProposalStatus> =
    std::to_array<Word<ProposalStatus>>({{ProposalStatus::asked, "asked"},
                                         {ProposalStatus::refused, "refused"},
                                         {ProposalStatus::adopted, "adopted"},
                                         {ProposalStatus::superseded, "superseded"}});

/// How much of a base item is taken. `part`: some, not all; `unknown`: nobody said how much.
enum class Part : std::uint8_t { whole, part, unknown };
template <>
inline constexpr auto word_table<Part> = std::to_array<Word<Part>>({{Part::whole, "whole"},
                                                                    {Part::part, "part"},
                                                                    {Part::unknown, "unknown"}});

/// What an item takes from the base edition. Of a group: from every leaf below it but those at or
/// below one of `except`. `ours`: nobody asked for this code; it is our reading of the request.
struct Take {
    Code code;
    Part part = Part::whole;
    std::optional<Share> share;  // of `code`, with `part` only
    std::string share_source;    // who says so
    std::vector<Code> except;
    bool ours = false;
    SourceLocation at;

    friend bool operator==(const Take&, const Take&) = default;
};

/// One item that a proposal makes or changes. It goes on being the base item with its own `code`,
/// if it takes from that; or, in a proposal to move, retitle or recode, the one item it takes.
struct ProposedItem {
    std::string title;            // empty: as it is, or nobody said
    std::optional<Code> code;     // only if whoever asks gave one
    std::string level;            // empty: the finest of the base edition
    std::optional<Code> under;    // the group it is asked to be in
    std::optional<Code> reading;  // our reading of where: at or below `under`
    std::optional<bool> residual;
    std::vector<Take> takes;
    SourceLocation at;

    friend bool operator==(const ProposedItem&, const ProposedItem&) = default;
};

/// Who asks for it, when and where that can be read.
struct Supporter {
    std::string name;
    std::string date;       // as precise as known; empty: not known
    std::string docket;     // "BLS-2024-0001"; empty: none
    std::string reference;  // its row in the list it was taken from; empty: none
    std::vector<std::string> addresses;
    SourceLocation at;

    friend bool operator==(const Supporter&, const Supporter&) = default;
};

/// One requested change of one edition. Facts and our reading of them, never a decision.
struct Proposal {
    std::string id;  // "peer-support-specialists": lower-case letters, digits, '-'
    EditionId base;
    std::string title;
    ProposalKind kind = ProposalKind::fresh;
    ProposalStatus status = ProposalStatus::asked;
    std::vector<ProposedItem> items;
    std::vector<Code> exhausts;  // base items of which nothing is left beside `items`
    std::vector<Code> retires;   // base groups that go
    std::vector<Supporter> supporters;
    SourceLocation at;

    friend bool operator==(const Proposal&, const Proposal&) = default;
};

/// What is wrong in the proposal alone, in row order; never throws. Rules: docs/formats.md.
[[nodiscard]] Findings check(const Proposal& proposal);

/// The same, and against the edition it asks to change: codes that are not there, places that are
/// none, our reading outside the place asked for.
[[nodiscard]] Findings check(const Proposal& proposal, const Edition& base);

/// The leaves of @p base that @p take takes from, in code order; empty if its code is not there.
[[nodiscard]] std::vector<const Item*> taken_leaves(const Take& take, const Edition& base);

/// A draft edition, as a base edition and the proposals that change it. Never final.
struct Scenario {
    EditionId id;
    EditionId base;
    std::string title;
    std::chrono::sys_days valid_from;
    std::string coding;  // the name of the rules by which items without code get one
    std::vector<std::string> proposals;
    Provenance provenance;
    SourceLocation at;

    friend bool operator==(const Scenario&, const Scenario&) = default;
};

/// What is wrong in the scenario alone: a proposal named twice.
[[nodiscard]] Findings check(const Scenario& scenario);

}  // namespace socshift
