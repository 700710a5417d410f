#pragma once

#include "socshift/io/byte_source.hpp"
#include "socshift/io/data_shape.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/proposal.hpp"
#include "socshift/publish/page.hpp"
#include "socshift/titles/decisions.hpp"
#include "socshift/titles/title_index.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// How many rows of a data file have a job title.
struct TitleRows {
    std::string file;  // its name for people
    std::string column;
    std::uint64_t rows = 0;        // that were looked at
    std::uint64_t ragged = 0;      // not looked at: more or fewer columns than the header
    std::uint64_t with_title = 0;  // of these
    std::vector<std::pair<std::string, std::uint64_t>> written =
        {};  // as it is written, the most first

    friend bool operator==(const TitleRows&, const TitleRows&) = default;
};

/// Counts the rows whose cell in @p column has the title of @p same, see same_title().
/// Rows with more or fewer columns than the header are not looked at.
/// @throws FormatError as column_values(), for a column that is not there, or for one that is used
/// and has cells that are merged over several rows.
[[nodiscard]] TitleRows rows_with_title(const DataShape& shape, const std::string& column,
                                        ReadBytes read, SameTitle same);

/// What a request for an occupational code tells of a job. Only the title must be said; what is
/// not is asked of the reader.
struct RequestedTitle {
    std::string title;
    std::vector<std::string> duties = {};
    std::vector<std::string> tools = {};
    std::string education = {};
    std::string requester = {};  // who asks
    std::optional<std::chrono::sys_days> date = {};
};

/// A request for an occupational code, as a page: what the job is, the nearest occupations with
/// what speaks for each and against it, where the title stands today, how many have it, and what
/// a new occupation would have to meet.
struct RequestQuestion {
    RequestedTitle job;
    std::string edition = {};  // whose codes are asked about; empty: usual_title_edition()
    std::optional<TitleRows> data = {};
    Decisions decisions = {};
    std::size_t most = 5;  // nearest occupations
};

/// The title of @p question, to compare others with as its page does. @throws Error for a title
/// without a letter or a digit.
[[nodiscard]] SameTitle same_title(const Catalog& catalog, const RequestQuestion& question);

/// The page socshift/request/1. @throws Error for a title without a letter or a digit.
[[nodiscard]] Page ask(const Catalog& catalog, const RequestQuestion& question);

/// The same as a proposal for a new item, to be read and changed by whoever asks: out of the codes
/// of the edition that have this very title, else of the nearest one, of each an unknown part, as
/// our reading.
/// @throws Error for a title without a letter or a digit, or without any nearest code; for an
/// edition that no scenario of the catalog has coding rules for; and where a scenario of it alone
/// could not be built.
[[nodiscard]] Proposal proposal_of(const Catalog& catalog, const RequestQuestion& question);

}  // namespace socshift
