#pragma once

#include "socshift/exchange/export.hpp"
#include "socshift/model/catalog.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What a site of a catalog has on it.
struct ExplorerRequest {
    /// As people write them; none: all that are final, and with `drafts` all.
    std::vector<std::string> editions = {};
    bool drafts = false;

    /// Pages of these codes alone, "15-1252" in each edition that has it or "soc2018:15-1252";
    /// none: of all.
    std::vector<std::string> codes = {};

    /// Of the downloads; none: all that can be had, those with addresses if there is a base.
    std::optional<std::vector<ExportFormat>> formats = {};
    std::string base = {};  // ExportRequest::base
};

/// What was put on a site, and what a reader must know of it.
struct Explorer {
    std::vector<EditionId> editions;  // in catalog order
    std::vector<EditionId> drafts;    // among them; marked wherever they show
    std::size_t code_pages = 0;
    std::vector<std::string> notices;  // of downloads, a sentence each
};

/// Takes one file of a site: its name, "soc2018/15-1252.html", and what is in it.
using PutFile = std::function<void(const std::string& name, std::string_view bytes)>;

/// A static site of a catalog, file by file, for any web server or none: a page for each code of
/// each edition with its history as a drawing, one for each edition, a search, a map between any
/// two editions, downloads, and all data as JSON. The names of files, and what is in the JSON,
/// stand in docs/formats.md, "The site of report explorer".
///
///     WholeFolder site("site", explorer_list(), false);
///     write_explorer(catalog, {}, [&](const std::string& name, std::string_view bytes) {
///         site.write(name, bytes);
///     });
///     site.commit();
///
/// Pages load nothing from elsewhere, and run no script but the site's own, whatever a title says.
/// Cost: 20 editions with 17,000 codes take half a minute; memory for one edition at a time, and
/// for a download. Errors   @throws UnknownName for an edition or code that is not there; Error for
/// an edition that
///          is there twice, or a code whose page would have the name of another; as export_files().
/// The same request gives the same files.
[[nodiscard]] Explorer write_explorer(const Catalog& catalog, const ExplorerRequest& request,
                                      const PutFile& put);

}  // namespace socshift
