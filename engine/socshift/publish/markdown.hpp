#pragma once

#include "socshift/publish/answer.hpp"
#include "socshift/publish/page.hpp"

#include <iosfwd>
#include <string>
#include <string_view>

namespace socshift {

/// @p text as it is shown in Markdown: no HTML, no links, no border of a table.
[[nodiscard]] std::string markdown_text(std::string_view text);

/// A table of GitHub-flavoured Markdown.
void write_markdown(std::ostream& out, const Table& table);

/// A page: its title, marked if it is of a draft, its lines, and each section that says anything.
void write_markdown(std::ostream& out, const Page& page);

}  // namespace socshift
