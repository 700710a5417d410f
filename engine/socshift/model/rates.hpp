#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/base/source_location.hpp"
#include "socshift/model/code.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/provenance.hpp"
#include "socshift/numbers/share.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// Rates that an office published for the passage from one list of its own codes to another, when
/// each of these codes stands for one or several codes of a classification: what part of a source
/// code's cases a coder put under each target code. The rates out of a source are rounded as
/// published and need not sum to exactly one.
struct Rates {
    struct Row {
        Code source;        // the office's own code, "1020"
        Code source_codes;  // what it stands for in `before`: "15-1134", "17-3010", "15-113X"
        Code target;
        Code target_codes;  // in `after`
        Share rate;
        std::string mark;  // the office's remark on the row; may be empty
        SourceLocation at;

        friend bool operator==(const Row&, const Row&) = default;
    };

    std::string name;  // "census-2010-2018"
    std::string title;
    EditionId before;  // the classification that the source codes combine
    EditionId after;   // and the target codes
    Provenance provenance;
    std::vector<Row> rows;  // sorted by source and target
    SourceLocation at;

    friend bool operator==(const Rates&, const Rates&) = default;
};

/// What is wrong in the rows alone: `duplicate-rate`, a pair that is there twice, and `rate-codes`,
/// one code that stands for two things; as a note `rate-sum`, rates out of a source that do not sum
/// to exactly one.
[[nodiscard]] Findings check(const Rates& rates);

/// The same and `rate-unknown-codes`: what a code stands for, unless it is a pattern, is no item.
[[nodiscard]] Findings check(const Rates& rates, const Edition& before, const Edition& after);

/// Whether @p notation stands for several codes by the letter X in the place of digits.
[[nodiscard]] bool is_pattern(std::string_view notation) noexcept;

/// Whether @p code has the digits of @p notation, and any digit where that has an X.
[[nodiscard]] bool fits(std::string_view code, std::string_view notation) noexcept;

/// "0.5117" where a share can be written so, else "1/3". Share::parse() reads it.
[[nodiscard]] std::string decimal_text(const Share& share);

}  // namespace socshift
