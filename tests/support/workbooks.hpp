#pragma once

#include <string>
#include <vector>

namespace socshift::test {

/// One file in a zip archive.
struct ZipPart {
    std::string name;
    std::string bytes;
};

/// A zip archive of @p parts, deflated. @throws std::runtime_error if it cannot be made.
[[nodiscard]] std::string zip_archive(const std::vector<ZipPart>& parts);

/// One sheet of a workbook to make.
struct SheetXml {
    std::string name;
    std::string rows;                      // what stands in <sheetData>
    std::string state;                     // "hidden", or nothing
    std::vector<std::string> merged = {};  // ranges of cells, "A2:A4"
};

/// A small workbook with @p sheets; @p strings is what stands in <sst>.
[[nodiscard]] std::vector<ZipPart> workbook_parts(const std::vector<SheetXml>& sheets,
                                                  const std::string& strings = "");

[[nodiscard]] std::string workbook(const std::vector<SheetXml>& sheets,
                                   const std::string& strings = "");

/// The rows of a sheet of texts, without those that are empty, the first of them in row @p first.
[[nodiscard]] std::string text_rows(const std::vector<std::vector<std::string>>& rows,
                                    unsigned first = 1);

}  // namespace socshift::test
