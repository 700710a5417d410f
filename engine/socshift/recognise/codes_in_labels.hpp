#pragma once

#include "socshift/base/error.hpp"

#include <string>
#include <vector>

namespace socshift {

/// A value of a column of numbers and what it is called, as Stata, SPSS, SAS and the package haven
/// of R keep them beside the column.
struct LabelledValue {
    std::string value;  // without exponent: "151131"
    std::string label;
};

/// Codes of a column are its value labels, and its values are something else.
class CodesInLabels : public FormatError {
public:
    using FormatError::FormatError;
};

/// Looks whether the labels of a column of numbers hold codes that are not its values, as after
/// `encode` of Stata: 10 labelled "0100". Then the values are positions, and no codes.
///
/// A label is one of a code if it begins with two digits or more, with hyphens and points among
/// them. That of its value has the same digits, zeros in front apart, or two zeros more at the end:
/// "15-1131.00" for 151131.
///
/// @throws CodesInLabels, which names @p file, @p column and the first such value, if most labels
/// are those of other codes.
void check_codes_against_labels(const std::string& file, const std::string& column,
                                const std::vector<LabelledValue>& labels);

}  // namespace socshift
