#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/base/source_location.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/code.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// Rows that one decision can speak of: a million million. More is a slip, and the sums over all
/// decisions of a log that can be read fit well.
inline constexpr std::uint64_t most_decision_rows = 1'000'000'000'000;

/// The code of an edition that somebody has decided a job title gets, and why.
struct Decision {
    std::chrono::sys_days date;
    CodeRef code;
    std::string title;
    std::string why;
    std::string analyst;                // who decided; empty: not said
    std::string source;                 // whose data has the title: an employer; empty: not said
    std::optional<std::uint64_t> rows;  // of that data that have it; none: not said
    SourceLocation at;

    /// The same decision, wherever it was read.
    [[nodiscard]] bool says_the_same_as(const Decision& other) const;

    friend bool operator==(const Decision&, const Decision&) = default;
};

/// @p title as decisions compare it: its words by the rule title-words/1, in order, what stands in
/// parentheses apart. Grades count: "senior cook" is no "cook". Empty: no word in it.
[[nodiscard]] std::string decided_words(std::string_view title);

/// How many rows @p text says: digits alone, up to most_decision_rows. @throws Error for another.
[[nodiscard]] std::uint64_t parse_decision_rows(std::string_view text);

/// How often a title was decided in codes of one edition, and by how many.
struct DecidedTitle {
    Decision holding;                   // the last
    std::size_t decisions = 0;          // with those that no longer hold
    std::vector<std::string> sources;   // named ones that have it, as first written; sorted
    std::optional<std::uint64_t> rows;  // of the last decision of each source that says it
    std::vector<std::string> analysts;  // named ones, sorted
    std::chrono::sys_days first;        // day of the first
    std::vector<Code> earlier;          // other codes that it was decided as; sorted
};

/// A log of decisions about job titles. Of decisions about one title in codes of one edition the
/// last holds: of the latest day, and of a day the one that was read last. Titles are one if their
/// decided_words() are.
///
///     const auto decisions = Decisions::make(read_decisions(catalog, "log.csv").decisions);
///     const auto titles = EditionTitles::make(catalog, edition, decisions);
///
/// An immutable value.
class Decisions {
public:
    Decisions() = default;

    /// Sorts @p log by day; those of one day stay in their order. What check() has errors for may
    /// be in it.
    static Decisions make(std::vector<Decision> log);

    [[nodiscard]] const std::vector<Decision>& log() const noexcept { return log_; }
    [[nodiscard]] bool empty() const noexcept { return log_.empty(); }

    /// The decision about @p title in codes of @p edition that holds; nullptr if there is none.
    /// Lives as long as this.
    [[nodiscard]] const Decision* holding(const EditionId& edition, std::string_view title) const;

    /// Those that hold, by edition, then by decided_words().
    [[nodiscard]] std::vector<const Decision*> all_holding() const;

    /// The titles with what was decided about each, by how many sources have them, then by rows,
    /// the most first; then by edition and decided_words().
    [[nodiscard]] std::vector<DecidedTitle> titles() const;

private:
    using Key = std::pair<EditionId, std::string>;

    std::vector<Decision> log_;
    std::map<Key, std::vector<std::size_t>> by_title_;  // places in log_, in order
};

/// What is wrong with @p decisions, in their order. Errors: `decision-unknown-edition`,
/// `decision-unknown-code`, `decision-of-group` (a code that has others under it),
/// `decision-without-words` (a title that no word is read in), `decision-long-title` (one of more
/// than most_title_bytes), `decision-without-why`, `decision-many-rows` (more than
/// most_decision_rows). The warning `decision-replaced`: a later one about the same title has
/// another code.
[[nodiscard]] Findings check(const Decisions& decisions, const Catalog& catalog);

/// Decisions that hold, in the codes of one edition. Of several about one title: that in its own
/// codes; else the one of the latest day, and of one day that of the edition first by name.
class DecidedCodes {
public:
    struct Entry {
        Decision decision;
        std::vector<Code> codes;  // one: it is decided; several: it is one of them; none: no way

        friend bool operator==(const Entry&, const Entry&) = default;
    };

    DecidedCodes() = default;

    /// Needs decisions that check() has no errors for. @throws UnknownName for an edition that the
    /// catalog does not have.
    static DecidedCodes make(const Catalog& catalog, const EditionId& edition,
                             const Decisions& decisions);

    /// nullptr: nothing was decided about @p title. Lives as long as this.
    [[nodiscard]] const Entry* find(std::string_view title) const;

    /// How many titles were decided in a way that comes to several codes of the edition, or to
    /// none.
    [[nodiscard]] std::size_t undecided() const noexcept;

    /// By decided_words().
    [[nodiscard]] const std::map<std::string, Entry, std::less<>>& entries() const noexcept {
        return entries_;
    }

private:
    std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace socshift
