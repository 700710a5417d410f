#pragma once

#include "arrow/c_data.hpp"
#include "arrow/frame.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace socshift::formats {

/// The kinds of missing values in the rows of a block: ".a", or a value that is declared to be
/// missing, "-9". Of a file that has none, nothing.
class MissingKinds {
public:
    /// Refers to @p frame, a block of the type @p type.
    MissingKinds(const arrow::Frame& frame, const arrow::CSchema& type);

    /// Whether there is a column of them.
    [[nodiscard]] static bool has(const arrow::CSchema& type);

    /// Of one row, by the place of the column. @throws arrow::FrameError.
    [[nodiscard]] std::map<std::size_t, std::string> of(std::uint64_t row) const;

private:
    const arrow::Frame& frame_;
    std::optional<std::size_t> place_;  // of the hidden column
};

/// A hidden column that says of each row what of() said; of columns the place in their file.
[[nodiscard]] arrow::Node missing_column(
    const std::string& name, const std::vector<std::map<std::size_t, std::string>>& rows);

}  // namespace socshift::formats
