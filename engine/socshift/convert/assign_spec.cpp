#include "socshift/convert/assign_spec.hpp"

#include <fmt/core.h>

#include <utility>

namespace socshift {

AssignError::AssignError(std::vector<AssignFinding> findings)
    : Error(findings.front().message), findings_(std::move(findings)) {}

std::vector<std::string> named_columns(const AssignSpec& spec) {
    std::vector<std::string> out;
    for (const auto* const one : {&spec.column, &spec.second_title, &spec.with_code, &spec.job_zone,
                                  &spec.person, &spec.period, &spec.order}) {
        if (!one->empty()) {
            out.push_back(*one);
        }
    }
    return out;
}

std::vector<AssignFinding> check(const AssignSpec& spec) {
    using enum AssignField;
    std::vector<AssignFinding> out;
    const auto find = [&](AssignRule rule, std::vector<AssignField> fields, std::string message,
                          std::vector<std::string> values = {}) {
        out.push_back({rule, std::move(fields), std::move(message), std::move(values)});
    };
    if (spec.column.empty()) {
        find(AssignRule::no_column, {column}, "no column has the titles");
    }
    if (spec.to.empty()) {
        find(AssignRule::no_target, {to}, "expected an edition whose codes are to be given");
    }
    if (!spec.second_title.empty() && spec.second_title == spec.column) {
        find(AssignRule::second_title_is_the_first, {second_title, column},
             "one column cannot be the first title and the second");
    }
    if (!spec.with_code.empty() && spec.from.empty()) {
        find(AssignRule::code_without_edition, {with_code, from},
             "a column of codes, but no edition that they are of");
    }
    if (spec.with_code.empty() && !spec.from.empty()) {
        find(AssignRule::edition_without_code, {from, with_code},
             "an edition of codes, but no column has them");
    }
    if (spec.from.empty() && !spec.via.empty()) {
        find(AssignRule::way_without_edition, {via, from},
             "a way between editions, but no codes to go it");
    }
    if (constexpr std::uint32_t most = 1000; spec.min_score > most) {
        find(AssignRule::score_above_one, {min_score},
             fmt::format("no score is above 1; expected 0 to {} thousandths, found {}", most,
                         spec.min_score));
    }
    if (const auto told = (spec.person.empty() ? 0 : 1) + (spec.period.empty() ? 0 : 1) +
                          (spec.order.empty() ? 0 : 1);
        told != 0 && told != 3) {
        find(AssignRule::last_row_not_told, {person, period, order},
             "the last row of a person in a period takes a column for each of person, period and "
             "order");
    }
    if (spec.header_row && !spec.has_header) {
        find(AssignRule::header_row_without_header, {header_row},
             "a row that names the columns, but nothing names them");
    }
    return out;
}

}  // namespace socshift
