#pragma once

#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "socshift/exchange/relation.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/weights/route_weights.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace socshift {

/// Standards, and formats that other programs read, in which editions and the links between them
/// are written. What each says, and what it cannot say, stands in docs/formats.md, "Exchange".
enum class ExportFormat : std::uint8_t {
    sql,        // one script for SQLite, DuckDB and PostgreSQL
    sssom,      // tab-separated mappings, SSSOM 1.1
    skos,       // SKOS in Turtle
    skos_json,  // SKOS in JSON-LD
    xkos,       // XKOS in Turtle
    xkos_json,  // XKOS in JSON-LD
    csvw,       // CSV with its metadata
    graphml,    // the versioned graph
    dot,        // the same for Graphviz
    json,       // the same as nodes and edges
    fhir,       // a FHIR R5 bundle
    sdmx,       // SDMX 3.0, JSON
};
template <>
inline constexpr auto word_table<ExportFormat> =
    std::to_array<Word<ExportFormat>>({{ExportFormat::sql, "sql"},
                                       {ExportFormat::sssom, "sssom"},
                                       {ExportFormat::skos, "skos"},
                                       {ExportFormat::skos_json, "skos-json"},
                                       {ExportFormat::xkos, "xkos"},
                                       {ExportFormat::xkos_json, "xkos-json"},
                                       {ExportFormat::csvw, "csvw"},
                                       {ExportFormat::graphml, "graphml"},
                                       {ExportFormat::dot, "dot"},
                                       {ExportFormat::json, "json"},
                                       {ExportFormat::fhir, "fhir"},
                                       {ExportFormat::sdmx, "sdmx"}});

/// What is written: editions, and from each to the next all links along the best route.
struct ExportRequest {
    std::vector<std::string> editions;       // as people write them; one or more, none twice
    std::vector<WeightChoice> weights = {};  // in their order: shares where no publisher gave one

    /// What the addresses of editions, items and links begin with, for formats that have addresses:
    /// "https://stat.example/classifications/". An absolute URI that ends with '/', '#' or ':'.
    std::string base = {};
};

/// A file that is not written yet.
struct ExportedFile {
    std::string name;
    std::string bytes;
};

/// Files in one format, and what a reader must know of them.
struct Exported {
    std::vector<ExportedFile> files;   // sorted by name; one, unless has_several_files()
    std::vector<EditionId> drafts;     // among the editions; each is marked in the files
    std::vector<std::string> notices;  // of routes and weights, a sentence each
};

/// A format needs a base for its addresses.
class NoBase : public Error {
public:
    using Error::Error;
};

/// Whether a format is more than one file.
[[nodiscard]] bool has_several_files(ExportFormat format) noexcept;

/// Whether a format has addresses, which begin with ExportRequest::base.
[[nodiscard]] bool needs_base(ExportFormat format) noexcept;

/// Editions and links in a format of others.
///
///     ExportRequest request;
///     request.editions = {"soc2010", "soc2018"};
///     const auto script = export_files(catalog, ExportFormat::sql, request).files.front();
///
/// Shares    exact fractions as text, and the nearest double where others compute with them.
/// Text      what a format cannot hold (control characters in XML, NUL, bytes that are no UTF-8)
///           is U+FFFD.
/// Errors    @throws UnknownName for an edition or a route that is not there; Error for an edition
///           that is there twice, or weights that there are not; NoBase; DataError as
///           weights_between().
/// The same request gives the same bytes.
[[nodiscard]] Exported export_files(const Catalog& catalog, ExportFormat format,
                                    const ExportRequest& request);

/// The same as tables, for files that have tables and are written elsewhere.
struct ExportedTables {
    /// editions, levels, items, notes, correspondences, links, remainders, changes, change_members,
    /// families; those from correspondences on are empty where there is one edition.
    std::vector<Relation> tables;
    std::vector<EditionId> drafts;
    std::vector<std::string> notices;
};

/// What export_files() writes as `sql` and `csvw`, as values. @throws as export_files().
[[nodiscard]] ExportedTables export_tables(const Catalog& catalog, const ExportRequest& request);

}  // namespace socshift
