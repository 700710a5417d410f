#pragma once

#include "arrow/c_data.hpp"
#include "socshift/convert/carried_blocks.hpp"
#include "socshift/convert/conversion_spec.hpp"
#include "socshift/convert/summary.hpp"
#include "socshift/io/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace socshift::formats {

/// Counts rows whose code is missing, by the kind.
class MissingCodeCount {
public:
    MissingCodeCount(const ConversionSpec& spec, const arrow::CSchema& type);

    /// @p kinds: of one row, by place.
    void add(const std::map<std::size_t, std::string>& kinds);

    [[nodiscard]] std::vector<MissingCodes> counts() const;

private:
    std::size_t place_;
    std::map<std::string, std::uint64_t> rows_;
};

/// Writes rows that are set aside, if there are any, as text between commas: the number of the row,
/// counted from 1, as `line`; the reason; the cells as TextRows has them.
class RejectsWriter {
public:
    /// Refers to all of them. @p scaled: places of columns whose figures are divided. @p missing:
    /// counts the rows without a code; nullptr: nobody does.
    RejectsWriter(const arrow::CSchema& type, const WriteBytes& write,
                  const std::vector<std::size_t>& scaled = {}, MissingCodeCount* missing = nullptr)
        : type_(type), write_(write), scaled_(scaled), missing_(missing) {}

    /// @p aside: of a FrameBlock.
    void add(const BlockAside& aside);

private:
    const arrow::CSchema& type_;
    const WriteBytes& write_;
    std::vector<std::size_t> scaled_;
    MissingCodeCount* missing_;
    bool has_header_ = false;
};

}  // namespace socshift::formats
