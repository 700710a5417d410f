#pragma once

#include "socshift/base/words.hpp"
#include "socshift/convert/assigned_title.hpp"
#include "socshift/convert/summary.hpp"
#include "socshift/io/joined_text.hpp"
#include "socshift/io/table_reading.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// Rows that got no code for one reason.
struct TitlesAside : AsideCount {
    UnassignedReason reason = UnassignedReason::no_title;
};

/// The rows with a title that says something, where there is a column of old codes. Of those with
/// a decided title only `overruled`.
struct OldCodeAccount {
    std::uint64_t unused = 0;     // empty, no code of its edition, or no table says where it went
    std::uint64_t agreed = 0;     // the title alone has the same answer, or none
    std::uint64_t narrowed = 0;   // it has another one
    std::uint64_t overruled = 0;  // a decision gives a code where the old one cannot have gone
};

/// The rows with a title that says something, where there is a column of job zones.
struct JobZoneAccount {
    std::uint64_t unread = 0;    // the cell is no job zone
    std::uint64_t narrowed = 0;  // it leaves out codes that the title stands under
};

/// Rows that are the last of one person in one period together: all of them are given codes.
struct TiedRows {
    static constexpr std::size_t most_examples = 5;

    std::uint64_t ties = 0;  // persons in a period
    std::uint64_t rows = 0;  // of them
    /// Of the first few ties where their first few rows stand, in order.
    std::vector<std::vector<TextPlace>> examples = {};
};

/// The account of titles: what became of each row.
/// rows_in = rows_filtered + rows_assigned + rows_rejected + rows_kept.
struct AssignSummary {
    /// Parts of the scores: from 0 to below 0.1, and so on; the last is from 0.9 to 1.
    static constexpr std::size_t score_bands = 10;

    std::uint64_t rows_in = 0;
    std::uint64_t rows_filtered = 0;
    std::uint64_t rows_assigned = 0;
    std::uint64_t rows_rejected = 0;
    std::uint64_t rows_kept = 0;
    std::uint64_t rows_out = 0;
    std::uint64_t rows_padded = 0;     // of rows_in: they ended early
    std::uint64_t titles_cut = 0;      // of rows_in: only the start of the title was read
    std::uint64_t rows_undecided = 0;  // of rows_in: AssignedTitle::is_undecided

    std::array<std::uint64_t, word_table<TitleMatchKind>.size()> by_kind{};  // of rows_assigned
    std::array<std::uint64_t, score_bands> by_score{};                       // the same
    /// Rows of TitleMatchKind::fall_back by level, finest first; those with rows.
    std::vector<std::pair<std::string, std::uint64_t>> by_level;
    OldCodeAccount old_codes;            // if there is a column of them
    JobZoneAccount job_zones;            // the same of job zones
    TiedRows tied;                       // if only the last rows are wanted
    std::vector<TitlesAside> set_aside;  // rows rejected or kept; by reason
    TableReading reading;

    [[nodiscard]] std::uint64_t rows_of(TitleMatchKind kind) const noexcept {
        return by_kind[static_cast<std::size_t>(kind)];
    }
};

/// @throws AccountError, saying which line of the account is wrong, unless everything balances.
void check_account(const AssignSummary& summary);

}  // namespace socshift
