#include "socshift/recognise/suffixes.hpp"

#include <cstddef>

namespace socshift {

bool divides_most_leaves(const Edition& edition) {
    if (!edition.header().extends) {
        return false;
    }
    std::size_t divided = 0;
    std::size_t left = 0;
    for (const auto& item : edition.items()) {
        if (!item.inherited) {
            continue;
        }
        const auto children = edition.children(item);
        left += children.empty() ? 1U : 0U;
        divided += !children.empty() && !children.front()->inherited ? 1U : 0U;
    }
    return divided > left;
}

const Item* only_code_below(const Edition& edition, const Item& item) {
    if (!item.inherited) {
        return nullptr;
    }
    const auto children = edition.children(item);
    const bool is_only =
        children.size() == 1 && !children.front()->inherited && edition.is_leaf(*children.front());
    return is_only ? children.front() : nullptr;
}

std::optional<std::string_view> without_suffix(std::string_view text) {
    for (const std::string_view suffix : {".00", ".0"}) {
        if (text.size() > suffix.size() && text.ends_with(suffix)) {
            return text.substr(0, text.size() - suffix.size());
        }
    }
    return std::nullopt;
}

}  // namespace socshift
