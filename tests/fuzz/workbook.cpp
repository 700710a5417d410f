#include "socshift/io/workbook.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/sheet_text.hpp"
#include "support/workbooks.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

// Small, so that going beyond them is quick.
socshift::WorkbookLimits limits() {
    socshift::WorkbookLimits out;
    out.part = std::size_t{1} << 20U;
    out.unpacked = std::size_t{1} << 22U;
    out.streamed = std::size_t{1} << 22U;
    out.text = std::size_t{1} << 20U;
    out.cells = std::size_t{1} << 16U;
    return out;
}

void check(bool holds) {
    if (!holds) {
        std::abort();
    }
}

/// The sheet as text, read row by row from the archive.
std::string streamed(std::string_view bytes, const std::string& sheet) {
    socshift::DataShape shape;
    shape.file = "fuzz";
    shape.sheet = sheet;
    const auto text = socshift::sheet_text(std::string{bytes}, shape, limits());
    std::string out;
    std::string piece(100, '\0');
    while (const auto size = text.text(piece.data(), piece.size())) {
        out.append(piece, 0, size);
    }
    const auto lines = std::count(out.begin(), out.end(), '\n');
    check(text.rows.size() == static_cast<std::size_t>(lines));
    return out;
}

/// Held whole, a sheet is the same table as read in pieces.
void check_streamed(std::string_view bytes, const socshift::DelimitedTable& table) {
    std::string whole;
    socshift::append_record(whole, table.header, ',');
    for (const auto& row : table.rows) {
        socshift::append_record(whole, row.cells, ',');
    }
    try {
        check(streamed(bytes, table.sheet) == whole);
    } catch (const socshift::FormatError&) {
        std::abort();  // it could be held
    }
}

void check_table(std::string_view bytes, const socshift::Workbook& book,
                 const socshift::Workbook::Sheet& sheet) {
    try {
        const auto table = socshift::as_table(book, {sheet.name, std::nullopt}, limits());
        for (const auto& name : table.header) {
            check(!name.empty());
        }
        std::uint32_t line = 0;
        for (const auto& row : table.rows) {
            check(row.cells.size() == table.header.size() && row.line > line);
            line = row.line;
        }
        const auto is_same_name = [&](const auto& other) { return other.name == sheet.name; };
        if (std::count_if(book.sheets.begin(), book.sheets.end(), is_same_name) == 1) {
            check_streamed(bytes, table);
        }
    } catch (const socshift::FormatError&) {
        return;
    }
}

void read(std::string_view bytes) {
    try {
        const auto book = socshift::read_workbook(bytes, "fuzz", limits());
        for (const auto& sheet : book.sheets) {
            std::uint32_t number = 0;
            for (const auto& row : sheet.rows) {
                check(row.number > number && !row.cells.empty());
                number = row.number;
                std::uint32_t next = 0;
                for (const auto& cell : row.cells) {
                    check(cell.column >= next && !cell.text.empty());
                    next = cell.column + 1;
                }
            }
            check_table(bytes, book, sheet);
        }
    } catch (const socshift::FormatError&) {
        return;
    }
}

}  // namespace

/// An input that starts like an archive is the file. Any other is put into one, where chance would
/// never get past the checksums: rows and, behind a NUL byte, strings, then a whole part that is
/// named in the first byte.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(data, data + size);
    if (socshift::is_workbook(text)) {
        read(text);
        return 0;
    }
    if (size == 0) {
        return 0;
    }
    const auto first = text.find('\0');
    const auto second = first == std::string::npos ? first : text.find('\0', first + 1);
    const auto rows = text.substr(1, first == std::string::npos ? first : first - 1);
    const auto strings =
        first == std::string::npos ? std::string{} : text.substr(first + 1, second - first - 1);
    auto parts = socshift::test::workbook_parts({{"S", rows, ""}, {"T", "", ""}}, strings);
    if (second != std::string::npos) {
        parts[data[0] % parts.size()].bytes = text.substr(second + 1);
    }
    read(socshift::test::zip_archive(parts));
    return 0;
}
