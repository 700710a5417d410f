#pragma once

#include "socshift/publish/answer.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace socshift {

/// Whether an apostrophe is put before a text that a spreadsheet would take for a formula: one that
/// starts with = + - @, a tab or a carriage return, and is no number.
enum class Spreadsheets { trusted, safe };

/// Names and cells of @p table as csv and tsv have them: an interval is two columns, NAME_low and
/// NAME_high. As many cells a row as there are names.
[[nodiscard]] std::vector<std::string> printed_names(const Table& table);
[[nodiscard]] std::vector<std::string> printed_cells(const Table& table, const Table::Row& row);

/// A header and the rows, as RFC 4180 has it but for line feeds; quoted only where it must be.
void write_csv(std::ostream& out, const Table& table,
               Spreadsheets spreadsheets = Spreadsheets::trusted);

/// The same between tabs; tabs and line ends within cells become blanks.
void write_tsv(std::ostream& out, const Table& table,
               Spreadsheets spreadsheets = Spreadsheets::trusted);

}  // namespace socshift
