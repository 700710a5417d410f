#pragma once

// Internal: not installed. Which code one title gets.

#include "socshift/convert/assigned_title.hpp"
#include "socshift/recognise/recognise.hpp"
#include "socshift/titles/edition_titles.hpp"
#include "socshift/titles/job_zones.hpp"
#include "socshift/titles/title_words.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// Where one old code can have gone.
struct OldCodeTargets {
    std::string code;
    std::vector<const Item*> leaves;    // of the edition of answers, in code order; none: not known
    std::vector<std::uint32_t> places;  // of these in TitleIndex::codes(), sorted
};

/// What all titles of one run are judged by; nothing of it changes.
struct TitleRules {
    const EditionTitles* titles = nullptr;
    std::vector<const Item*> items;  // of TitleIndex::codes(), in their order
    std::uint32_t min_score = 0;
    struct Level {
        std::string name;
        std::vector<const Item*> groups;  // of each of `items`; nullptr: none
    };
    std::vector<Level> levels;                // that may be fallen back to, finest first
    std::optional<CodeRecogniser> old_codes;  // if rows have some
    std::vector<OldCodeTargets> old_targets;  // by item of their edition
    /// Of each of `items`, if rows have job zones; none: not known.
    std::vector<std::optional<GradeSpan>> job_zones;
};

/// The texts of one row that decide.
struct TitleCells {
    std::string_view title;
    std::string_view second = {};
    std::string_view old_code = {};
    std::string_view job_zone = {};
};

/// Judges titles, one after the other; one for each thread. The same cells, the same answer.
class TitleAssigner {
public:
    /// Refers to @p rules.
    explicit TitleAssigner(const TitleRules& rules)
        : rules_(rules), search_(rules.titles->index()) {}

    [[nodiscard]] AssignedTitle assign(const TitleCells& cells);

private:
    [[nodiscard]] const OldCodeTargets* targets_of(std::string_view old_code) const;
    [[nodiscard]] bool has_letters(std::string_view title);
    [[nodiscard]] bool decide(const TitleCells& cells, const OldCodeTargets* among,
                              AssignedTitle& out);
    [[nodiscard]] TitleAnswer answer_for(const TitleCells& cells, const OldCodeTargets* among,
                                         AssignedTitle& out);
    void judge(const TitleCells& cells, const OldCodeTargets* among, AssignedTitle& out);
    void judge_by_code(const OldCodeTargets& among, AssignedTitle& out) const;
    [[nodiscard]] bool fall_back(const TitleAnswer& answer, AssignedTitle& out) const;
    [[nodiscard]] std::size_t place_of(const Code& code) const;
    [[nodiscard]] std::string_view source_of(const TitleMatch& match) const {
        return rules_.titles->sources()[match.source].name;
    }

    const TitleRules& rules_;
    TitleSearch search_;
    TitleReader reader_;
};

/// "0.998": thousandths as all outputs have them.
[[nodiscard]] std::string score_text(std::uint32_t thousandths);

}  // namespace socshift
