#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/previews/tally.hpp"
#include "support/conversion.hpp"

#include <string>

namespace socshift::test {

/// A classification and a publication that rests on it:
///
///     main   1-00 major: 1-10 broad: 1-11 1-12   1-20 broad: 1-21 1-22   1-30 broad: 1-31
///     paper  1-11 1-98 1-20 1-30
///
/// 1-98 of the publication covers 1-12 alone, 1-20 covers 1-21 and 1-22, 1-30 covers 1-31.
[[nodiscard]] const Catalog& published_catalog();

/// Converts @p text from `paper` to `main`, split equally; column `code` of file `data.csv`.
[[nodiscard]] Converted convert_published(const std::string& text, ConvertRequest request);

/// What tally() finds in @p text, coded in @p from, and what @p touched, leaves of `main`, mean for
/// it.
struct TalliedText {
    Tally tally;
    std::vector<TouchedData> touched;
    std::vector<std::string> codes;  // of `touched`
};
[[nodiscard]] TalliedText tally_text(const std::string& text, std::string_view from,
                                     ConvertRequest request,
                                     const std::vector<TouchedCode>& touched);

}  // namespace socshift::test
