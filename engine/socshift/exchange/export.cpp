#include "socshift/exchange/export.hpp"

#include "socshift/exchange/export_content.hpp"
#include "socshift/exchange/formats.hpp"
#include "socshift/exchange/relational.hpp"

#include <fmt/core.h>

#include <utility>

namespace socshift {

namespace {

/// What there is to know of a format.
struct Format {
    std::vector<ExportedFile> (*files)(const ExportContent&) = nullptr;
    bool needs_base = false;
    bool has_several_files = false;
};

/// In the order of ExportFormat.
constexpr std::array<Format, word_table<ExportFormat>.size()> formats{{
    {sql_files},
    {sssom_files, true},
    {skos_files, true},
    {skos_json_files, true},
    {xkos_files, true},
    {xkos_json_files, true},
    {csvw_files, false, true},
    {graphml_files},
    {dot_files},
    {json_files},
    {fhir_files, true},
    {sdmx_files},
}};

const Format& of(ExportFormat format) noexcept {
    return formats[static_cast<std::size_t>(format)];
}

}  // namespace

bool has_several_files(ExportFormat format) noexcept {
    return of(format).has_several_files;
}

bool needs_base(ExportFormat format) noexcept {
    return of(format).needs_base;
}

Exported export_files(const Catalog& catalog, ExportFormat format, const ExportRequest& request) {
    if (needs_base(format) && request.base.empty()) {
        throw NoBase(fmt::format("'{}' has addresses, and nothing says what they begin with",
                                 to_string(format)));
    }
    auto content = export_content(catalog, request);
    auto files = of(format).files(content);
    return {std::move(files), std::move(content.drafts), std::move(content.notices)};
}

ExportedTables export_tables(const Catalog& catalog, const ExportRequest& request) {
    auto content = export_content(catalog, request);
    auto tables = relations_of(content);
    return {std::move(tables), std::move(content.drafts), std::move(content.notices)};
}

}  // namespace socshift
