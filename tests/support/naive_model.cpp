#include "support/naive_model.hpp"

#include <algorithm>

namespace socshift::test {

namespace {

const Item* find(const std::vector<Item>& items, const std::optional<Code>& code) {
    for (const auto& item : items) {
        if (code && item.code == *code) {
            return &item;
        }
    }
    return nullptr;
}

}  // namespace

std::set<std::string> naive_cycles(const std::vector<Item>& items) {
    std::set<std::string> out;
    for (const auto& item : items) {
        const auto* at = find(items, item.parent);
        for (std::size_t steps = 0; at != nullptr && steps < items.size(); ++steps) {
            if (at->code == item.code) {
                out.insert(item.code.text());
            }
            at = find(items, at->parent);
        }
    }
    return out;
}

bool naive_is_within(const Edition& edition, const Item& item, const Item& above) {
    for (const auto* at = &item; at != nullptr; at = find(edition.items(), at->parent)) {
        if (at->code == above.code) {
            return true;
        }
    }
    return false;
}

}  // namespace socshift::test
