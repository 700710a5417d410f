#pragma once

// Internal: not installed. What is added behind rows.

#include "socshift/convert/new_column.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/io/record_index.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// The columns that are added to each row.
[[nodiscard]] std::vector<NewColumn> added_columns(const ConvertRequest& request,
                                                   const CodedEditions& sources);

/// The places in CodedEditions::targets() of @p item that its rows are written for: all but
/// nowhere, or the likeliest. Not of Split::draw.
[[nodiscard]] std::vector<std::size_t> written_targets(const CodedEditions& sources,
                                                       const ConvertRequest& request,
                                                       std::size_t item);

/// What is added behind the rows of each source item, once for each target that they go to. Not of
/// Split::draw.
class AddedTexts {
public:
    /// One text; `next`: that of the item's next target, `none` for the last.
    struct Piece {
        std::uint32_t begin = 0;
        std::uint32_t size = 0;
        std::uint32_t next = none;
    };
    static constexpr std::uint32_t none = 0;  // where an item's first piece is, never a later one

    AddedTexts(const CodedEditions& sources, const ConvertRequest& request, char delimiter);

    /// Of item @p at, for its first target; then of each `next`.
    [[nodiscard]] const Piece& piece(std::size_t at) const noexcept { return pieces_[at]; }

    /// With text_padding bytes behind it.
    [[nodiscard]] std::string_view text(const Piece& piece) const noexcept {
        return {text_.data() + piece.begin, piece.size};
    }

private:
    std::string text_;
    std::vector<Piece> pieces_;  // by item, then all others
};

}  // namespace socshift
