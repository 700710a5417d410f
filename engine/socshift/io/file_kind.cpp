#include "socshift/io/file_kind.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace socshift {

namespace {

struct RefusedKind {
    std::string_view start;
    std::string_view what;
};

constexpr std::array<RefusedKind, 7> kinds = {{
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
     "an old or encrypted workbook; expected .xlsx without a password, or delimited text"},
    {"PAR1", "a Parquet file; save it as delimited text"},
    {"ARROW1", "an Arrow file; save it as delimited text"},
    {"$FL2", "a file of SPSS; save it as delimited text"},
    {"$FL3", "a file of SPSS; save it as delimited text"},
    {"<stata_dta>", "a file of Stata; save it as delimited text"},
    {"%PDF-", "a PDF; expected delimited text or a workbook"},
}};

}  // namespace

void refuse_other_kinds(std::string_view start, const std::string& file) {
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const RefusedKind& kind) {
        return start.starts_with(kind.start);
    });
    if (found != kinds.end()) {
        throw FormatError({file, 0, 0}, std::string{found->what});
    }
}

}  // namespace socshift
