#pragma once

#include "socshift/publish/page.hpp"

#include <iosfwd>

namespace socshift {

/// One YAML document: schema, title, lines, facts, and of each section its lines and rows, under
/// its key. Texts are in double quotes; what is nothing is left out.
void write_yaml(std::ostream& out, const Page& page);

}  // namespace socshift
