#pragma once

// Internal: not installed. Cells of a publisher's table in which codes stand, and what programs did
// to them.

#include "socshift/base/finding.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/model/edition.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace socshift {

/// @p text without quotes, apostrophes and blanks of any kind around it, nor the `="` that keeps a
/// spreadsheet from changing it; itself where nothing else is there.
[[nodiscard]] std::string_view without_quotes(std::string_view text);

/// @p text with 9 for each digit, a and A for each letter of ASCII: "99-9999" of "11-1011".
[[nodiscard]] std::string code_shape(std::string_view text);

/// Columns of codes, column by column: takes off what stands around codes, and finds cells that a
/// spreadsheet has changed.
class CodeCells {
public:
    /// @p table must outlive this, and is changed by it.
    explicit CodeCells(DelimitedTable& table) : table_(table) {}

    /// Takes quotes and the like off the cells of @p column. With @p edition, whose codes they are,
    /// other dashes become hyphens where that makes a code of it.
    void unquote(std::size_t column, const Edition* edition = nullptr);

    /// Finds the cells of @p column that are no codes: the error `damaged-code` for a spreadsheet's
    /// error (`#REF!`), for a number in exponent form, and for a date, unless other cells of the
    /// column have that form and are none, or what stands before the last hyphen, point or slash is
    /// itself a code. Codes that end in a footnote mark are the warning `footnote-mark`.
    void look(std::size_t column, Findings& findings);

    /// The note `code-quotes`, with how many cells had quotes.
    void say(Findings& findings) const;

private:
    DelimitedTable& table_;
    std::size_t quoted_ = 0;
    SourceLocation first_;
    std::string example_;
};

}  // namespace socshift
