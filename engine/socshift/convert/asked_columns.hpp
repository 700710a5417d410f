#pragma once

#include "socshift/convert/assign_spec.hpp"
#include "socshift/convert/conversion_spec.hpp"
#include "socshift/convert/summary.hpp"
#include "socshift/recognise/detect.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace socshift {

/// Places, among columns called @p names, of those that a conversion, an assignment or a detection
/// looks at, sorted, each once: who has data in memory need not make the others ready. A column
/// that is asked for and is not there, or is there more than once, has none; Conversion::carry()
/// and the like say so. Of a detection without a column: all.
[[nodiscard]] std::vector<std::size_t> asked_columns(const ConversionSpec& spec,
                                                     const std::vector<std::string>& names);
[[nodiscard]] std::vector<std::size_t> asked_columns(const AssignSpec& spec,
                                                     const std::vector<std::string>& names);
[[nodiscard]] std::vector<std::size_t> asked_columns(const DetectRequest& request,
                                                     const std::vector<std::string>& names);

/// A column of data in memory, before anybody makes its cells ready.
struct OfferedColumn {
    std::string name;
    bool is_readable = true;  // its cells can be made ready
    bool is_text = true;      // and are no numbers
};

/// The same of a conversion of these columns: also all others that can be read, where figures are
/// texts and @p spec does not say how they are written. What a comma in them means, all columns
/// together say.
[[nodiscard]] std::vector<std::size_t> asked_columns(const ConversionSpec& spec,
                                                     const std::vector<OfferedColumn>& columns);

/// @p asked, whether they can be read or not, and all others of @p columns that can be; sorted.
[[nodiscard]] std::vector<std::size_t> with_all_readable(const std::vector<std::size_t>& asked,
                                                         const std::vector<OfferedColumn>& columns);

/// Whether rows were set aside because their codes are of groups. Then a column that nobody asked
/// for may say the level of each row: the account names it, if all columns were looked at.
[[nodiscard]] bool may_have_level_column(const ConvertSummary& account);

}  // namespace socshift
