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
        source = named->second * (groups_count + 1);
    }
    const auto group = group_places.find({cell, cells.end()});
    if (group == group_places.end()) {
        return only_known_groups ? std::nullopt : std::optional{source};
    }
    return source + group->second;
}

bool SourceColumns::names_edition(const std::vector<std::string>& cells) const {
    return edition.empty() || editions.count(cells.front()) != 0;
}

}  // namespace socshift
