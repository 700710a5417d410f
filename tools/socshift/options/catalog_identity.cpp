#include "options/catalog_identity.hpp"

#include "command.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/directory.hpp"

namespace socshift::cli {

CatalogIdentity catalog_identity(const Context& context) {
    CatalogIdentity out{builtin_catalog_checksum()};
    if (!context.catalog_folder.empty()) {
        out.folder = context.catalog_folder;
        out.of_folder = folder_checksum(context.catalog_folder);
    }
    return out;
}

}  // namespace socshift::cli
