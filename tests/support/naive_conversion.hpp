#pragma once

#include "support/conversion.hpp"

#include <string>

namespace socshift::test {

/// A second opinion on rows: one record after the other, in one thread, with the small catalog and
/// column `code`. Of the request it knows the delimiter, `--where`, what to do with a row that
/// cannot be carried, and with one that has several targets; of the account the numbers of rows.
/// @throws FormatError as convert_rows().
[[nodiscard]] Converted naive_rows(const std::string& text, const ConvertRequest& request,
                                   Weighting weighting = Weighting::none);

}  // namespace socshift::test
