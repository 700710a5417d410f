#pragma once

#include "socshift/convert/request.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/convert/summary.hpp"

namespace socshift {

/// Writes each row of @p read once for each target of its code, with `<edition>_code`, `share` and
/// `basis` added (of families: `family` and `family_label`); all other bytes stay as they are, in
/// their order. Rows that cannot be carried go to outputs.rejects, their bytes behind `line` and
/// `reason`. A last row without line end that is written several times gets the file's line end in
/// between.
///
/// Split::best adds `<edition>_code`, `probability`, `basis` and `candidates`. Split::draw adds
/// `<edition>_code` (or `<edition>_code_1` and so on), `basis` and `candidates`: of row n, the n-th
/// record behind the header, empty lines included, the k-th draw is the first target with a sum of
/// shares up to it that is above x / 2^64, where x is the number that Philox4x32-10 has for them
/// (docs/methods.md). Split::title adds `<edition>_code`, `share`, `basis` and `title_score`: a row
/// that its title settles is written once, with a share of 1 and settled_by_title; the others as
/// with Split::all, without a score. With request.scale figures of rows that are written several
/// times are divided by their shares and add up to what they were; all others keep their bytes; the
/// summary has their sums. Not with families: Split::draw.
///
/// Errors   @throws FormatError if the file is not delimited text, a column is not there, or (when
///          asked for) at the first row that cannot be carried; AccountError if the account does
///          not balance. What was written by then is of no use.
/// Cost     one hash lookup a row, one number more to draw; memory does not depend on the size of
/// the file.
[[nodiscard]] ConvertSummary convert_rows(const ConvertRequest& request,
                                          const CodedEditions& sources, ReadBytes read,
                                          const ConvertOutputs& outputs);

}  // namespace socshift
