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
        choice = (named == waves.end() ? *other_waves : named->second) * (groups_count + 1);
    }
    const auto group = group_places.find({cell, cells.end()});
    if (group == group_places.end()) {
        return only_known_groups ? std::nullopt : std::optional{choice};
    }
    return choice + group->second;
}

bool SourceColumns::names_wave(const std::vector<std::string>& cells) const {
    return wave.empty() || other_waves || waves.count(cells.front()) != 0;
}

}  // namespace socshift
