#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace socshift::readstat {

/// Kinds of files of statistical packages: Stata, SPSS (also compressed, .zsav), SAS, SAS
/// transport.
enum class Kind : std::uint8_t { dta, sav, sas7bdat, xpt };

/// What a file is by its first bytes, of which formats::start_size are enough. Known where ReadStat
/// is not, so that what is missing can be said.
[[nodiscard]] std::optional<Kind> kind_of(std::string_view start) noexcept;

}  // namespace socshift::readstat
