#include "socshift/publish/page.hpp"

#include <utility>

namespace socshift {

Page::Page(std::string of, std::string called, const std::vector<const EditionHeader*>& rests_on)
    : schema(std::move(of)), title(std::move(called)), drafts(drafts_among(rests_on)) {}

std::string Page::marked_title() const {
    return (drafts.empty() ? "" : drafts.size() == 1 ? "DRAFT " : "DRAFTS ") + title;
}

}  // namespace socshift
