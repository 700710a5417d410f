#pragma once

#include "command.hpp"
#include "socshift/publish/official_answer.hpp"

#include <iosfwd>

namespace socshift::cli {

/// Prints the columns of @p answer, official_answer() of @p figures, that fit a screen.
void write_official_text(const OfficialFigures& figures, const Answer& answer, Context& context);

/// Prints a section of docs/official-figures.md, with codes and remarks, in Markdown.
void write_official_page(const OfficialFigures& figures, std::ostream& out);

}  // namespace socshift::cli
