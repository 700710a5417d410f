#pragma once

#include "socshift/model/edition.hpp"

#include <set>
#include <string>
#include <vector>

// The model's algorithms once more, as plainly as can be: second opinions for tests.
namespace socshift::test {

/// The codes of the items that come back to themselves by going from parent to parent. Codes must
/// be unique.
[[nodiscard]] std::set<std::string> naive_cycles(const std::vector<Item>& items);

/// Whether @p item is @p above or lies below it.
[[nodiscard]] bool naive_is_within(const Edition& edition, const Item& item, const Item& above);

}  // namespace socshift::test
