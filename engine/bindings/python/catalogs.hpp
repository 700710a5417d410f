#pragma once

#include "socshift/matching/edition_file.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/publish/methods_text.hpp"
#include "socshift/titles/edition_titles.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace socshift::python {

/// Indexes of job titles that somebody looked something up in: each takes a tenth of a second to
/// make. Safe to use from several threads.
class KeptTitles {
public:
    [[nodiscard]] std::shared_ptr<const EditionTitles> of(const Catalog& catalog,
                                                          const EditionId& edition);

private:
    std::mutex mutex_;
    std::map<EditionId, std::shared_ptr<const EditionTitles>> made_;
};

/// A catalog, and what was read into it that does not ship.
struct OwnCatalog {
    Catalog catalog;
    CatalogIdentity identity;              // with the user's own files, as they were read
    std::vector<EditionFile> files = {};   // that editions were read from
    std::vector<std::string> opened = {};  // editions of these, or that were named beside them
    std::vector<std::string> notes = {};   // what is to be known of them
    std::shared_ptr<KeptTitles> titles = std::make_shared<KeptTitles>();
};

}  // namespace socshift::python
