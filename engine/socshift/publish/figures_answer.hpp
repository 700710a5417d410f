#pragma once

#include "socshift/convert/conversion.hpp"
#include "socshift/publish/answer.hpp"

namespace socshift {

/// socshift/figures/1: figures by target code as a table, with the columns and rows that a file of
/// them has (see SummedColumns::names), and what rests on a draft said. Figures are amounts, exact,
/// or nothing; written as csv it is what Conversion::run() writes, but for needless quotes.
/// @p figures: what @p conversion, made of @p catalog, has added up.
[[nodiscard]] Answer figures_answer(const Catalog& catalog, const Conversion& conversion,
                                    const SummedColumns& figures);

}  // namespace socshift
