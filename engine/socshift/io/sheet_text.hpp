#pragma once

// Internal: not installed. A sheet of a workbook as delimited text, row by row.

#include "socshift/io/byte_source.hpp"
#include "socshift/io/data_shape.hpp"
#include "socshift/io/table_reading.hpp"
#include "socshift/io/workbook.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace socshift {

/// The table of a sheet as text between commas, from its header on, as as_table() has it.
struct SheetText {
    ReadBytes text;
    std::vector<std::uint32_t> rows;  // of each line of the text the row of the sheet
    TableReading reading;             // header_line, sheet, merged
};

/// Finds the table of a workbook: in the sheet that @p shape names, or that alone holds something;
/// of several in the only one that has the column asked for. @p bytes: of the whole file.
/// @throws FormatError as read_workbook() and as_table(), here or while the text is read.
/// Cost     each sheet that is looked at is read once, the one that is taken again as the text. In
///          memory: the file as it is, the texts that cells share, sixteen bytes for each row.
[[nodiscard]] SheetText sheet_text(std::string bytes, const DataShape& shape,
                                   const WorkbookLimits& limits = {});

}  // namespace socshift
