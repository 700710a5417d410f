#include "text/edition.hpp"

#include <ostream>

namespace socshift::cli {

std::string edition_label(const EditionHeader& header) {
    return header.id.text() + (header.status == Status::draft ? " (DRAFT)" : "");
}

void warn_of_draft(const EditionHeader& header, Context& context) {
    if (header.status == Status::draft) {
        context.err << "socshift: " << header.id.text() << " is a draft\n";
    }
}

}  // namespace socshift::cli
