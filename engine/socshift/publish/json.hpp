#pragma once

#include "socshift/publish/answer.hpp"
#include "socshift/publish/page.hpp"

#include <iosfwd>

namespace socshift {

/// One document, {"schema": …, "rows": [{column: value}, …]}, a row a line. Whole numbers and
/// measures are numbers; amounts and shares are text, which nobody rounds. Bytes that are no UTF-8
/// become U+FFFD.
void write_json(std::ostream& out, const Answer& answer);

/// One document: schema, facts, the totals of all sections, and the rows of each section by its
/// key, indented.
void write_json(std::ostream& out, const Page& page);

}  // namespace socshift
