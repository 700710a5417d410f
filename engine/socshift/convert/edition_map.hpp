#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// What values of a column of editions mean, as a person writes it: "2005=soc2000,2012=soc2010".
/// ';' may stand for ',', blanks around values and names are left out, and a value may be a range
/// of years, "2006-2009". @throws Error, saying what was found, for what is not VALUE=EDITION.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> read_edition_map(
    std::string_view text);

/// The values that @p value of an edition map stands for: itself, and of a range of years,
/// "2006-2009", each of them. Years have four digits, and the second is no earlier.
[[nodiscard]] std::vector<std::string> values_of_range(const std::string& value);

}  // namespace socshift
