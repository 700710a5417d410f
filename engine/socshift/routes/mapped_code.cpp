#include "socshift/routes/mapped_code.hpp"

namespace socshift {

LevelPair levels_for(const Edition& source, const Item& item, const Edition& target,
                     std::string_view level) {
    auto levels = source.is_leaf(item) ? leaf_levels(source, target)
                                       : levels_named(source, target, item.level);
    if (!level.empty()) {
        levels.target = levels_named(source, target, level).target;
    }
    return levels;
}

MappedCode mapped(const Correspondence& table, const Edition& source, const Item& item,
                  const Edition& target, Cardinality cardinality) {
    MappedCode out{named(item), source.is_leaf(item), cardinality, {}};
    const auto places = table.places(item.code);
    for (const auto& link : places.links) {
        out.places.push_back(
            {PlaceKind::item, named(*target.find(link.target)), known_share(table, link)});
    }
    if (places.links.empty()) {
        out.places.push_back(
            {places.ends ? PlaceKind::nowhere : PlaceKind::unknown, std::nullopt, std::nullopt});
    } else if (places.ends) {
        out.places.push_back({PlaceKind::nowhere, std::nullopt, known_end(places)});
    }
    if (!places.links.empty() && places.is_astray) {
        out.places.push_back({PlaceKind::unknown, std::nullopt, std::nullopt});
    }
    return out;
}

}  // namespace socshift
