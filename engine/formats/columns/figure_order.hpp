#pragma once

#include "socshift/convert/summed_columns.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace socshift::formats {

/// The lines of figures in the order of their codes, and of each code in the order of what its keys
/// are, not of the texts that they have: 2 before 10. @p orders: by key, of each line a text whose
/// byte order is that of values.
[[nodiscard]] std::vector<std::size_t> order_of_lines(
    const SummedColumns& figures, const std::vector<std::vector<std::string>>& orders);

/// Puts lines in this order: each of them is in it once.
void put_in_order(SummedColumns& figures, const std::vector<std::size_t>& order);

/// The same of what has an entry a line.
template <typename T>
void put_in_order(std::vector<T>& values, const std::vector<std::size_t>& order) {
    if (values.empty()) {
        return;  // not wanted
    }
    std::vector<T> out;
    out.reserve(values.size());
    for (const auto line : order) {
        out.push_back(std::move(values[line]));
    }
    values = std::move(out);
}

}  // namespace socshift::formats
