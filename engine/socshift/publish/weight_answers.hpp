#pragma once

#include "socshift/publish/answer.hpp"
#include "socshift/weights/weights_between.hpp"
#include "socshift/weights/weights_estimate.hpp"

#include <vector>

namespace socshift {

/// socshift/weights/1: a row for each share, in the order of the tables, with a column `group` if
/// there are groups. A share that several targets have together is told in `remark`.
[[nodiscard]] Answer weights_answer(const Catalog& catalog, const WeightsSubject& subject,
                                    const WeightsBetween& weights);

/// socshift/weights-gaps/1: the codes that there are no shares for, and why.
[[nodiscard]] Answer weight_gaps_answer(const Catalog& catalog, const WeightsSubject& subject,
                                        const WeightsBetween& weights);

/// socshift/weights/1 of an estimate, with its notes.
[[nodiscard]] Answer estimated_weights_answer(const Catalog& catalog, const WeightsSubject& subject,
                                              const EstimatedWeights& estimated);

/// socshift/weights-compare/1: a row for each link, the largest differences first.
[[nodiscard]] Answer weight_differences_answer(const Catalog& catalog,
                                               const WeightsSubject& subject,
                                               const ComparedWeights& compared);

/// socshift/weights-list/1: a row for each table of weights between two editions.
[[nodiscard]] Answer weight_tables_answer(const Catalog& catalog, const WeightsSubject& subject,
                                          const std::vector<WeightTable>& tables);

}  // namespace socshift
