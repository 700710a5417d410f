#include "text/edition.hpp"

namespace socshift::cli {

std::string edition_label(const EditionHeader& header) {
    return header.id.text() + (header.status == Status::draft ? " (DRAFT)" : "");
}

}  // namespace socshift::cli
