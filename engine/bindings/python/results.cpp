#include "results.hpp"

#include "arguments.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace socshift::python {

using arrow::Node;

Node row_column(std::string name, const std::vector<std::uint64_t>& rows) {
    return arrow::whole_column(std::move(name), {rows.begin(), rows.end()});
}

Node shared_rows(std::string name, std::shared_ptr<const std::vector<std::uint64_t>> rows) {
    static_assert(sizeof(std::int64_t) == sizeof(std::uint64_t));  // none is above 2^63
    Node out{"l", std::move(name)};
    out.length = std::ssize(*rows);
    const void* const data = rows->data();
    static constexpr std::uint64_t no_row = 0;
    out.buffers = {{}, {std::move(rows), data == nullptr ? &no_row : data}};
    return out;
}

Node gathered(const arrow::Frame& frame, const std::vector<std::uint64_t>& rows,
              std::vector<Node> added, std::vector<Node> replaced,
              const std::vector<std::size_t>& places) {
    auto out = frame.gather(rows);
    for (std::size_t i = 0; i < replaced.size(); ++i) {
        out.children[places[i]] = std::move(replaced[i]);
    }
    for (auto& column : added) {
        out.children.push_back(std::move(column));
    }
    return out;
}

std::string new_name(std::string wanted, const std::vector<std::string>& names) {
    while (std::find(names.begin(), names.end(), wanted) != names.end()) {
        wanted += '_';
    }
    return wanted;
}

void check_new(const std::vector<std::string>& added, const std::vector<std::string>& names) {
    for (const auto& name : added) {
        if (std::find(names.begin(), names.end(), name) != names.end()) {
            throw ArgumentError(
                "prefix", fmt::format("there is a column '{}' already; a prefix gives the added "
                                      "columns other names",
                                      name));
        }
    }
}

std::vector<std::string> texts_of(const std::vector<EditionId>& editions) {
    std::vector<std::string> out;
    for (const auto& id : editions) {
        out.push_back(id.text());
    }
    return out;
}

}  // namespace socshift::python
