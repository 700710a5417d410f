#pragma once

#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/io/data_shape.hpp"
#include "socshift/titles/decisions.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace socshift {

/// The fields of an AssignSpec that a finding can be about; the words are their names.
enum class AssignField : std::uint8_t {
    column,
    to,
    second_title,
    with_code,
    job_zone,
    from,
    via,
    min_score,
    fall_back,
    decisions,
    person,
    period,
    order,
    header_row,
};
template <>
inline constexpr auto word_table<AssignField> =
    std::to_array<Word<AssignField>>({{AssignField::column, "column"},
                                      {AssignField::to, "to"},
                                      {AssignField::second_title, "second_title"},
                                      {AssignField::with_code, "with_code"},
                                      {AssignField::job_zone, "job_zone"},
                                      {AssignField::from, "from"},
                                      {AssignField::via, "via"},
                                      {AssignField::min_score, "min_score"},
                                      {AssignField::fall_back, "fall_back"},
                                      {AssignField::decisions, "decisions"},
                                      {AssignField::person, "person"},
                                      {AssignField::period, "period"},
                                      {AssignField::order, "order"},
                                      {AssignField::header_row, "header_row"}});

/// What can be wrong with an AssignSpec. The order is that of findings.
enum class AssignRule : std::uint8_t {
    // Of fields alone.
    no_column,
    no_target,
    second_title_is_the_first,
    code_without_edition,
    edition_without_code,
    way_without_edition,
    score_above_one,
    last_row_not_told,
    header_row_without_header,
    // Of the catalog as well.
    level_unknown,
    level_is_no_group,
    no_titles,        // for the edition
    no_job_zones,     // for the edition
    decisions_wrong,  // of these one that check() has an error for
};

/// One thing that is wrong with an AssignSpec. `fields`: the one that is there for nothing, or what
/// contradicts each other, first. `values`: what the message names, by rule.
struct AssignFinding {
    AssignRule rule = AssignRule::no_target;
    std::vector<AssignField> fields;
    std::string message;
    std::vector<std::string> values = {};
};

/// A spec that contradicts itself or the catalog. what() is the first message.
class AssignError : public Error {
public:
    /// Needs one finding or more.
    explicit AssignError(std::vector<AssignFinding> findings);
    [[nodiscard]] const std::vector<AssignFinding>& findings() const noexcept { return findings_; }

private:
    std::vector<AssignFinding> findings_;
};

/// Everything that decides which codes rows get by their job titles, as somebody says it; nothing
/// of it is looked up yet. Editions are named as Catalog::resolve() takes them. A plain value:
///
///     AssignSpec spec;
///     spec.column = "title";
///     spec.to = "soc2018";
///     spec.fall_back = "major";
///
/// DataShape::column is the one with the titles.
struct AssignSpec : DataShape {
    std::string to;  // the edition of the codes

    /// A column with another title of the same job: what it says for a code, in bits, is halved and
    /// added. Empty: none.
    std::string second_title;

    /// A column with the code that the job had in edition `from`: only codes where that can have
    /// gone are answers. `via`: editions that the route has to go through; none: the best one.
    std::string with_code;
    std::string from;
    std::vector<std::string> via;

    /// A column with the job zone of the job, 1 to 5: of several codes that a title stands under
    /// those of another job zone are no answers, if one is of this zone for certain. A code whose
    /// job zone is not known stays, and one whose own title it is. Empty: none.
    std::string job_zone;

    /// Thousandths: a title whose best code has less is not given it.
    std::uint32_t min_score = 500;

    /// The coarsest level of groups that such a title can be given: the finest group is taken in
    /// which the scores of codes sum to min_score or more. Empty: none, it is set aside.
    std::string fall_back;

    /// What was decided about titles: a title that is decided gets that code whatever else speaks
    /// for others, its old code and min_score too. What is decided about others counts in the
    /// ranking, as EditionTitles::make() says.
    Decisions decisions = {};

    /// Columns by which only the last row of each person in each period is given a code, as
    /// LastRowFinder finds it; those before it are set aside. All three or none. Of rows that are
    /// the last together each is given one. What leaves it open which is the last is without a
    /// code.
    std::string person;
    std::string period;
    std::string order;

    /// What becomes of a row without a code. `keep`: it is written without one.
    OnUnknown on_unknown = OnUnknown::set_aside;
    std::string prefix;  // before the names of the columns that are added

    // Nothing of the result depends on these.
    unsigned threads = 0;                       // 0: as many as the machine has
    std::size_t block = std::size_t{1} << 16U;  // bytes that a thread takes at once
};

/// The columns that decide which code a row gets, as @p spec names them, those of its filters
/// aside.
[[nodiscard]] std::vector<std::string> named_columns(const AssignSpec& spec);

/// Every contradiction within @p spec, in the order of AssignRule; empty: there is none.
[[nodiscard]] std::vector<AssignFinding> check(const AssignSpec& spec);

}  // namespace socshift
