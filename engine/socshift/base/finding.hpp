#pragma once

#include "socshift/base/source_location.hpp"
#include "socshift/base/words.hpp"

#include <array>
#include <compare>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// `error`: the data cannot be used as it is. `warning`: someone should look. `note`: good to know.
enum class Severity { error, warning, note };
template <>
inline constexpr auto word_table<Severity> = std::to_array<Word<Severity>>(
    {{Severity::error, "error"}, {Severity::warning, "warning"}, {Severity::note, "note"}});

/// One thing that is wrong, or worth knowing, in data. `rule` is a fixed name such as
/// "unknown-parent"; docs/formats.md lists them all.
struct Finding {
    Severity severity = Severity::error;
    std::string rule;
    SourceLocation where;
    std::string message;
    std::size_t unlisted = 0;  // not 0: it says how many more there are, see FindingList

    friend auto operator<=>(const Finding&, const Finding&) = default;
};

/// Findings in the order of the data. Empty: nothing to report.
using Findings = std::vector<Finding>;

[[nodiscard]] bool has_errors(const Findings& findings) noexcept;

/// Adds to @p all those of @p more that are not there yet, in their order.
void add_new(Findings& all, const Findings& more);

/// Puts findings that several rules made one after the other in the order of their places; those
/// of one place stay as they were.
void sort_by_place(Findings& findings);

/// Gathers findings, of each rule and severity no more than a limit, so that a large table in which
/// every row is wrong does not become a larger list. A message that is very long is cut.
class FindingList {
public:
    static constexpr std::size_t most_of_a_rule = 1000;

    explicit FindingList(std::size_t most = most_of_a_rule) : most_(most) {}

    void push_back(Finding finding);
    void append(Findings findings);

    /// The findings in the order in which they came, and one more for each rule that has more than
    /// the limit, without a place, which says how many are not listed. Leaves this empty.
    [[nodiscard]] Findings take();

private:
    std::size_t most_;
    Findings listed_;
    std::map<std::pair<Severity, std::string>, std::size_t> counts_;
};

/// The same of findings that were gathered without a limit.
[[nodiscard]] Findings shortened(Findings findings);

/// "where: severity: message [rule]", the one printed form of a finding.
[[nodiscard]] std::string to_string(const Finding& finding);

}  // namespace socshift
