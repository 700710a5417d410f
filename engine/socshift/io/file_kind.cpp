#include "socshift/io/file_kind.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>

namespace socshift {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view stata_start = "<stata_dta>";

struct RefusedKind {
    std::string_view start;
    std::string_view what;
    bool has_columns = false;  // read by its name elsewhere, or to be saved as text
};

constexpr std::array<RefusedKind, 10> kinds = {{
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
     "an old or encrypted workbook; expected .xlsx without a password, or delimited text"},
    {"PAR1", "a Parquet file", true},
    {"ARROW1", "an Arrow file; save it as delimited text"},
    {"$FL2", "a file of SPSS", true},
    {"$FL3", "a file of SPSS", true},
    {stata_start, "a file of Stata", true},
    {"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!", "a transport file of SAS", true},
    {"HEADER RECORD*******LIBV8   HEADER RECORD!!!!!!!", "a transport file of SAS", true},
    {"\0\0\0\0\0\0\0\0\0\0\0\0\xC2\xEA\x81\x60\xB3\x14\x11\xCF"sv, "a file of SAS", true},
    {"%PDF-", "a PDF; expected delimited text or a workbook"},
}};

/// A file of Stata before release 117: its number, the order of bytes and a 1.
bool is_old_stata(std::string_view start) {
    constexpr unsigned char first_release = 104;
    constexpr unsigned char last_release = 115;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(start[at]); };
    return start.size() > 2 && byte(0) >= first_release && byte(0) <= last_release &&
           (byte(1) == 1 || byte(1) == 2) && byte(2) == 1;
}

/// Whether every second byte of @p start is 0, as in UTF-16 of Latin letters: from @p first on.
bool is_every_second_zero(std::string_view start, std::size_t first) {
    constexpr std::size_t enough = 64;
    constexpr std::size_t least = 8;
    start = start.substr(0, enough);
    if (start.size() < least) {
        return false;
    }
    for (std::size_t at = 0; at < start.size(); ++at) {
        if ((start[at] == '\0') != (at % 2 == first)) {
            return false;
        }
    }
    return true;
}

/// UTF-16 that starts with a byte-order mark is read; without one only this tells it.
void refuse_utf16(std::string_view start, const std::string& file) {
    for (const std::size_t first : {std::size_t{0}, std::size_t{1}}) {
        if (is_every_second_zero(start, first)) {
            throw FormatError({file, 0, 0},
                              fmt::format("text in UTF-16 without a byte-order mark; save it as "
                                          "UTF-8 (iconv -f UTF-16{} -t UTF-8)",
                                          first == 0 ? "BE" : "LE"));
        }
    }
}

}  // namespace

void refuse_other_kinds(std::string_view start, const std::string& file, FilesWithColumns columns) {
    refuse_utf16(start, file);
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const RefusedKind& kind) {
        return start.starts_with(kind.start) || (kind.start == stata_start && is_old_stata(start));
    });
    if (found == kinds.end()) {
        return;
    }
    const auto* const advice =
        !found->has_columns ? ""
        : columns == FilesWithColumns::not_read
            ? "; save it as delimited text"
            : ", compressed or from a pipe; such a file is read by its name, and unpacked before";
    throw FormatError({file, 0, 0}, fmt::format("{}{}", found->what, advice));
}

std::string ending_of_other_kind(const std::string& path) {
    constexpr std::array<std::string_view, 24> others = {
        ".xlsx",  ".xlsm", ".xls",  ".ods",     ".json",   ".jsonl",    ".ndjson", ".feather",
        ".arrow", ".orc",  ".avro", ".parquet", ".dta",    ".sav",      ".zsav",   ".por",
        ".xpt",   ".rds",  ".pdf",  ".rdata",   ".duckdb", ".sas7bdat", ".sqlite", ".html"};
    auto ending = std::filesystem::path(path).extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return std::find(others.begin(), others.end(), ending) == others.end() ? std::string{} : ending;
}

}  // namespace socshift
