#pragma once

#include "socshift/publish/answer.hpp"
#include "socshift/weights/weights.hpp"

#include <string>
#include <vector>

namespace socshift {

/// Weights with the group of rows that they are for, "sex=1"; empty without groups.
struct GroupWeights {
    std::string group;
    WeightTable weights;
};

/// socshift/weights/1: a row for each share, in the order of the tables, with a column `group` if
/// there are groups. A share that several targets have together is told in `remark`.
[[nodiscard]] Answer weights_answer(const Edition& before, const Edition& after,
                                    const std::vector<GroupWeights>& tables);

/// socshift/weights-gaps/1: the codes that there are no shares for, and why.
[[nodiscard]] Answer weight_gaps_answer(const Edition& before, const Edition& after,
                                        const std::vector<GroupWeights>& tables);

/// socshift/weights-compare/1: a row for each link, the largest differences first.
[[nodiscard]] Answer weight_differences_answer(const Edition& before, const Edition& after,
                                               const WeightComparison& compared);

/// socshift/weights-list/1: a row for each table of weights between two editions.
[[nodiscard]] Answer weight_tables_answer(const Edition& before, const Edition& after,
                                          const std::vector<WeightTable>& tables);

}  // namespace socshift
