#include "socshift/convert/request.hpp"

namespace socshift {

std::vector<std::string> SourceColumns::columns() const {
    auto out = groups;
    if (!edition.empty()) {
        out.insert(out.begin(), edition);
    }
    return out;
}

std::optional<std::size_t> SourceColumns::place(const std::vector<std::string>& cells) const {
    auto cell = cells.begin();
    std::size_t source = 0;
    if (!edition.empty()) {
        const auto named = editions.find(*cell++);
        if (named == editions.end()) {
            return std::nullopt;
        }
        source = named->second * (group_places.size() + 1);
    }
    const auto group = group_places.find({cell, cells.end()});
    return group == group_places.end() ? source : source + group->second;
}

}  // namespace socshift
