#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/base/source_location.hpp"
#include "socshift/model/code.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/provenance.hpp"
#include "socshift/numbers/share.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// Rates that an office published for the passage from one list of codes to another, for each of
/// several groups of cases ("women", "men"): what part of a source code's cases a coder put under
/// each target code. Rates of all cases together are the shares of the table between the two. The
/// rates out of a source are rounded as published and need not sum to exactly one: see
/// group_shares().
struct Rates {
    struct Row {
        Code source;
        Code target;
        std::vector<std::string> groups;  // the value in each of Rates::groups
        Share rate;
        SourceLocation at;

        friend bool operator==(const Row&, const Row&) = default;
    };

    std::string name;  // "census-2010-2018-by-sex-education"
    std::string title;
    EditionId before;
    EditionId after;
    std::vector<std::string> groups;  // what the cases are grouped by: "sex", "education"
    Provenance provenance;
    std::vector<Row> rows;  // sorted by source, target and groups
    SourceLocation at;

    friend bool operator==(const Rates&, const Rates&) = default;
};

/// What is wrong in the rows alone: `duplicate-rate`, a pair that is there twice for one group, and
/// `rate-groups`, a row with more or fewer values than there are groups; as a note `rate-sum`,
/// rates out of a source that do not sum to exactly one.
[[nodiscard]] Findings check(const Rates& rates);

/// The same and `rate-unknown-code`: a source or target that is no item.
[[nodiscard]] Findings check(const Rates& rates, const Edition& before, const Edition& after);

/// How shares that are rounded are put right: the rule `largest share`. Where those out of a source
/// miss one by no more than rounding each of them can (half a unit at their last decimal, of which
/// the one with the most counts; at least 2^-53, as of doubles), the difference is put into the
/// largest, of equal ones the first.
/// @p shares, in order, as published; none if they miss one by more.
struct RoundedShares {
    std::vector<Share> shares;           // which sum to one
    std::optional<std::size_t> changed;  // the place of the one that was put right, if any was
};
[[nodiscard]] std::optional<RoundedShares> put_right(std::vector<Share> shares);

/// The different values of the groups of @p rates, sorted.
[[nodiscard]] std::vector<std::vector<std::string>> groups_of(const Rates& rates);

/// The different words of one of Rates::groups, sorted.
[[nodiscard]] std::vector<std::string> words_of(const Rates& rates, const std::string& group);

/// The rates of one group as shares: of each source, in order, its targets with theirs, put_right()
/// where that is needed. A source whose rates miss one by more than rounding can is left out.
[[nodiscard]] std::map<Code, std::vector<std::pair<Code, Share>>> group_shares(
    const Rates& rates, const std::vector<std::string>& group);

/// "0.5117" where a share can be written so, else "1/3". Share::parse() reads it.
[[nodiscard]] std::string decimal_text(const Share& share);

}  // namespace socshift
