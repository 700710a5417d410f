#include "socshift/previews/leaf_neighbours.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/base/title.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace socshift::verdicts {

namespace {

const std::set<const Item*>& found_in(const std::map<const Item*, std::set<const Item*>>& of,
                                      const Item& item) {
    static const std::set<const Item*> none;
    const auto found = of.find(&item);
    return found == of.end() ? none : found->second;
}

}  // namespace

LeafNeighbours::LeafNeighbours(const Edition& before, const Edition& after,
                               const Correspondence& table)
    : base(before),
      edition(after),
      matched(table.matched()),
      has_groups(after.levels().size() > 1) {
    for (const auto& link : table.links()) {
        const auto* const source = base.find(link.source);
        const auto* const target = edition.find(link.target);
        if (source != nullptr && target != nullptr) {
            targets_[source].insert(target);
            sources_[target].insert(source);
        }
    }
}

const std::set<const Item*>& LeafNeighbours::targets(const Item& of_base) const {
    return found_in(targets_, of_base);
}

const std::set<const Item*>& LeafNeighbours::sources(const Item& of_edition) const {
    return found_in(sources_, of_edition);
}

bool LeafNeighbours::is_as_before(const Item& item) const {
    const auto* const was = base.find(item.code);
    if (was == nullptr || !same_title(was->title, item.title)) {
        return false;
    }
    const auto is_leaf = edition.is_leaf(item);
    return is_leaf == base.is_leaf(*was) &&
           (!is_leaf || (sources(item) == std::set<const Item*>{was} &&
                         targets(*was) == std::set<const Item*>{&item}));
}

std::string code_and_title(const Item& item) {
    return item.code.text() + " " + item.title;
}

std::string some_of(const std::set<const Item*>& items) {
    constexpr std::size_t most = 3;
    std::vector<std::string> out;
    for (const auto* const item : items) {
        if (out.size() < most) {
            out.push_back(code_and_title(*item));
        }
    }
    auto text = fmt::format("{}", fmt::join(out, ", "));
    if (items.size() > most) {
        text += fmt::format(" and {}", count_of(items.size() - most, "other", "others"));
    }
    return text;
}

bool is_below(const Edition& edition, const Item& item, const Edition& base, const Code& group) {
    const auto* const was = base.find(group);
    auto above = edition.path(item);
    above.pop_back();
    return std::any_of(above.begin(), above.end(), [&](const Item* each) {
        return each->code == group || (was != nullptr && same_title(each->title, was->title));
    });
}

}  // namespace socshift::verdicts
