#pragma once

// Internal: not installed. What a damaged cell may have been before, by its characters alone.

#include "socshift/recognise/code_text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// A text that a cell stands for, and what had to be put right.
struct CellForm {
    std::string text;
    Repairs repairs;
};

/// What an edition lets forms_of() put right.
struct FormRules {
    bool numbers = true;  // a number's decimals, exponent and separators
    bool suffix = true;   // an extension's .00
    bool comma = true;    // a comma for the point of 15-1132.00, or a zero less behind it

    friend bool operator==(const FormRules&, const FormRules&) = default;
};

/// Those of an edition: in one whose codes have points, these are no decimals, unless all of them
/// stand at one place behind a code of digits with hyphens, as in O*NET-SOC; and nothing is a
/// suffix. Only in the latter a comma can be the point.
[[nodiscard]] FormRules forms_allowed(const LeavingOut& leaving_out);

/// The forms of @p core but itself, the one with the fewest repairs first. A cell means none of
/// them that is no code:
///
/// - digits of another script as ASCII; without what leads to a footnote behind it (marks, or a
///   number of two digits at most, a letter or marks in brackets), a point, comma, colon or
///   semicolon behind it, brackets around it;
/// - of that, if it is six digits, perhaps with a hyphen, a comma and two digits (29-1069,10): with
///   a point for the comma; if it is such digits with a hyphen, and a point and one zero
///   (29-1069.0): without these;
/// - of the first, if it is a whole number: its digits, without decimals that are all zero, an
///   exponent with which all digits are written (1.51252E5, but not 1.5E5, which may have been
///   rounded) and separators of thousands;
/// - of the first, without `.00` or `.0` behind it.
[[nodiscard]] std::vector<CellForm> forms_of(const Core& core, FormRules rules);

/// What of @p repairs is worth saying: a number has no hyphens anyway.
[[nodiscard]] Repairs worth_saying(Repairs repairs);

/// Whether @p text is a number in exponent form of which not all digits are written: 1.5E+05.
[[nodiscard]] bool looks_rounded(std::string_view text);

}  // namespace socshift
