#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/edition.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// How a title came by its code. `decided`: somebody decided that it gets it. `exact`: it stands,
/// word by word, under this code and no other of those that can be meant. `near`: it stands under
/// none. `ambiguous`: under several; the code is the one that most speaks for. `code`: the title
/// says nothing, and the old code of the row can have gone to one code only. `fall_back`: the code
/// is a group that holds what the title can mean.
enum class TitleMatchKind : std::uint8_t { decided, exact, near, ambiguous, code, fall_back };
template <>
inline constexpr auto word_table<TitleMatchKind> =
    std::to_array<Word<TitleMatchKind>>({{TitleMatchKind::decided, "decided"},
                                         {TitleMatchKind::exact, "exact"},
                                         {TitleMatchKind::near, "near"},
                                         {TitleMatchKind::ambiguous, "ambiguous"},
                                         {TitleMatchKind::code, "code"},
                                         {TitleMatchKind::fall_back, "fall-back"}});

/// Why a row gets no code. `no_title`: its cell is empty. `no_letters`: it holds figures or signs
/// alone. `no_word`: no listed title has a word like one of its words. `no_fit`: none of the codes
/// where its old code can have gone has. `low_score`: no code has the score that is asked for.
/// `earlier`: its person has a later row in the period. `no_person`: the cell of the person or of
/// the period is empty. `no_order`: its person has several rows in the period, and one of them does
/// not say when.
/// `columns`: the row has more or fewer columns than the header. The order is that of reports.
enum class UnassignedReason : std::uint8_t {
    no_title,
    no_letters,
    no_word,
    no_fit,
    low_score,
    earlier,
    no_person,
    no_order,
    columns,
};
template <>
inline constexpr auto word_table<UnassignedReason> =
    std::to_array<Word<UnassignedReason>>({{UnassignedReason::no_title, "no-title"},
                                           {UnassignedReason::no_letters, "no-letters"},
                                           {UnassignedReason::no_word, "no-word"},
                                           {UnassignedReason::no_fit, "no-fit"},
                                           {UnassignedReason::low_score, "low-score"},
                                           {UnassignedReason::earlier, "earlier"},
                                           {UnassignedReason::no_person, "no-person"},
                                           {UnassignedReason::no_order, "no-order"},
                                           {UnassignedReason::columns, "columns"}});

/// What an old code did for a title that says something. `none_asked`: there is no column of them,
/// or no title. `unused`: none that leads to known codes. `agreed`: the title alone has the same
/// best code, or none at all. `narrowed`: it has another one. `overruled`: a decision gives a code
/// where it cannot have gone. For other decided titles: `none_asked`.
enum class OldCodeUse : std::uint8_t { none_asked, unused, agreed, narrowed, overruled };

/// What the job zone of a row did. `none_asked`: there is no column of them, or the title is
/// decided or says nothing. `unread`: its cell is no job zone, and not empty. `unused`: it is
/// empty, or leaves out nothing. `narrowed`: it leaves out codes that the title stands under.
enum class JobZoneUse : std::uint8_t { none_asked, unread, unused, narrowed };

/// The code that a job title got, or why it got none. Items are of the edition asked for, texts of
/// its index of titles: both live as long as the Assignment, or a copy of it.
struct AssignedTitle {
    const Item* item = nullptr;                  // nullptr: none
    TitleMatchKind kind = TitleMatchKind::near;  // of an item
    std::uint32_t score = 0;                     // thousandths; of a group the sum over its codes
    std::string_view matched_title;  // nearest listed title; empty if the old code alone decided
    std::string_view source;         // the list that has it, the edition, or `decisions`
    const Item* runner_up =
        nullptr;  // the next best code, or group of the same level; perhaps none
    /// Of an ambiguous title all codes that it stands under, in code order; of a group those that
    /// it was given for, best first. Else none.
    std::vector<const Item*> candidates;

    UnassignedReason reason = UnassignedReason::no_title;  // of no item
    std::string why;     // in words, the same for all rows like it; empty: it has an item
    std::string detail;  // with what is of this row alone
    OldCodeUse old_code = OldCodeUse::none_asked;
    JobZoneUse job_zone = JobZoneUse::none_asked;
    bool is_cut = false;  // only the start of the title was read
    /// What was decided about the title comes to several codes of the edition, or to none, and so
    /// to nothing.
    bool is_undecided = false;
};

}  // namespace socshift
