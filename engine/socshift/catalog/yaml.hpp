#pragma once

#include "socshift/model/correspondence.hpp"
#include "socshift/model/counts.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/proposal.hpp"
#include "socshift/model/rates.hpp"
#include "socshift/model/title_list.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace socshift {

/// Bounds on a YAML file, far beyond what a catalog needs: reading one takes a multiple of its
/// size.
struct YamlLimits {
    std::size_t bytes = std::size_t{32} << 20U;   // of the file
    std::size_t text = std::size_t{1} << 16U;     // bytes of one value
    std::size_t depth = 32;                       // brackets in brackets
    std::size_t entries = std::size_t{1} << 22U;  // lines, commas and brackets
};

/// What one YAML file of a catalog holds. The format, field by field: crosswalks/README.md.
using CatalogFile =
    std::variant<EditionData, CorrespondenceData, Counts, Rates, TitleList, Proposal, Scenario>;

/// Reads one catalog file strictly. @p file is its name for messages and locations.
///
/// @throws FormatError, with line and column, for text that is not YAML, an unknown or repeated
/// key, a missing key, a value of the wrong type (texts must be in quotes), an impossible date or
/// share; with its line, for what goes beyond @p limits. Whether the data itself is sound (parents,
/// links) is for check() to say.
[[nodiscard]] CatalogFile read_yaml(std::string_view text, const std::string& file,
                                    const YamlLimits& limits = {});

/// Reads only the part above the rows of a file: the same as read_yaml() of it without its items,
/// links or rows; a proposal or scenario whole. For an importer that writes new rows under a header
/// that a person wrote.
[[nodiscard]] CatalogFile read_yaml_header(std::string_view text, const std::string& file);

/// The one written form: header, then one item, link, count, rate or title a line, sorted. Equal
/// data gives equal bytes, and read_yaml(write_yaml(x)) == x but for locations.
[[nodiscard]] std::string write_yaml(const CatalogFile& data);

}  // namespace socshift
