#include "socshift/catalog/table_file.hpp"

#include "socshift/catalog/directory.hpp"
#include "socshift/model/error.hpp"

namespace socshift {

namespace {

// How files of Office 97 to 2003 start, and encrypted ones of any version.
constexpr std::string_view compound_file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

}  // namespace

DelimitedTable read_table(std::string_view bytes, const std::string& file,
                          const TableChoice& choice) {
    if (is_workbook(bytes)) {
        return as_table(read_workbook(bytes, file), choice.sheet);
    }
    if (bytes.substr(0, compound_file.size()) == compound_file) {
        throw FormatError({file, 0, 0},
                          "an old or encrypted workbook; expected .xlsx without a password, or "
                          "delimited text");
    }
    if (choice.sheet.sheet || choice.sheet.header_row) {
        throw FormatError({file, 0, 0}, "not a workbook: it has no sheets");
    }
    return read_delimited_table(bytes_of(bytes), file, choice.delimiter);
}

DelimitedTable read_table(const std::filesystem::path& file, const TableChoice& choice) {
    const auto bytes = read_file(file);
    return read_table(bytes, file.string(), choice);
}

}  // namespace socshift
