#pragma once

#include "socshift/io/delimited_table.hpp"
#include "socshift/report/account.hpp"
#include "socshift/report/report.hpp"

#include <optional>
#include <string>

namespace socshift {

/// What a conversion wrote beside its account.
struct ConversionFiles {
    /// A text and the file that it is of.
    struct Text {
        std::string file;
        std::string text;
    };
    std::optional<Text> methods = {};            // for a paper
    std::optional<DelimitedTable> figures = {};  // the result, of figures with bounds
};

/// The account of a conversion as a page: where rows went, what was assumed, what was set aside and
/// why, figures with their bounds, the text for a paper. Every number on it is one of @p account or
/// of @p files.
/// @throws FormatError if @p files are of another conversion: the methods are not, byte for byte,
/// those whose SHA-256 the account has; figures have no bounds, or another total than the account.
[[nodiscard]] Report conversion_report(const Account& account, const ConversionFiles& files = {});

}  // namespace socshift
