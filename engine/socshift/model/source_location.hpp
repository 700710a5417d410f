#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace socshift {

/// A place in a text file: where a row was read, for messages and proofs.
/// Lines and columns count from 1; 0 means not known. `file` is as the user named it, or relative
/// to the catalog folder for shipped data ("us-soc/soc2018.yaml").
struct SourceLocation {
    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    /// "file:line:column", leaving out what is not known; empty when nothing is.
    [[nodiscard]] std::string text() const;

    friend auto operator<=>(const SourceLocation&, const SourceLocation&) = default;
};

}  // namespace socshift
