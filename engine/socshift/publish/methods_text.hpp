#pragma once

#include "socshift/convert/conversion.hpp"
#include "socshift/publish/conversion_summary.hpp"

#include <string>

namespace socshift {

/// Which catalog a result rests on: names alone do not tell, since a table can be mended under its
/// name.
struct CatalogIdentity {
    std::string checksum;        // SHA-256, see builtin_catalog_checksum()
    std::string folder = {};     // the user's own files, if there are any
    std::string of_folder = {};  // their SHA-256, see folder_checksum()
};

/// That of the catalog that ships, with the files of @p folder; empty: none.
/// @throws as folder_checksum().
[[nodiscard]] CatalogIdentity catalog_identity(const std::string& folder);

/// What the data section of a paper has to say of one conversion, in English sentences: editions,
/// tables and their publishers, weights and where they come from, rows carried and set aside, what
/// was repaired, decided or assumed, bounds, drafts; then how to cite it, with the version and the
/// checksum of the catalog. Paragraphs in one line each, with an empty line between; every figure
/// is one of @p summary.
///
/// @p catalog: the one that @p conversion was made of, whose account @p summary is.
[[nodiscard]] std::string methods_text(const Catalog& catalog, const Conversion& conversion,
                                       const ConvertSummary& summary, const ConvertFacts& facts,
                                       const CatalogIdentity& identity);

}  // namespace socshift
