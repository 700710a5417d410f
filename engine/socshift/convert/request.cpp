#include "socshift/convert/request.hpp"

namespace socshift {

std::vector<std::string> SourceColumns::columns() const {
    auto out = groups;
    if (!wave.empty()) {
        out.insert(out.begin(), wave);
    }
    return out;
}

std::optional<std::size_t> SourceColumns::place(const std::vector<std::string>& cells) const {
    auto cell = cells.begin();
    std::size_t choice = 0;
    if (!wave.empty()) {
        const auto named = waves.find(*cell++);
        if (named == waves.end() && !other_waves) {
            return std::nullopt;
        }
        choice = (named == waves.end() ? *other_waves : named->second) * (group_places.size() + 1);
    }
    const auto group = group_places.find({cell, cells.end()});
    return group == group_places.end() ? choice : choice + group->second;
}

}  // namespace socshift
