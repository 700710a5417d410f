#pragma once

#include "socshift/convert/conversion.hpp"
#include "socshift/publish/answer.hpp"

namespace socshift {

/// The account of a conversion by wave: socshift/waves/1, a row for each entry of
/// ConvertSummary::waves, in their order, with the editions that rows of the wave can be of.
/// @p catalog: the one that @p conversion was made of, whose account @p summary is.
[[nodiscard]] Answer wave_answer(const Catalog& catalog, const Conversion& conversion,
                                 const ConvertSummary& summary);

}  // namespace socshift
