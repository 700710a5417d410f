#include "columns/types.hpp"

#include "arrow/blocks.hpp"
#include "arrow/frame.hpp"
#include "arrow/piece.hpp"
#include "arrow/schema.hpp"

#include <fmt/core.h>

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace socshift::formats {

namespace {

using arrow::Buffer;
using arrow::CSchema;
using arrow::Layout;
using arrow::Node;

Node empty_column(const CSchema& schema) {
    if (schema.format == nullptr) {
        throw arrow::FrameError("a column has no type");
    }
    const auto type = arrow::type_of(schema.format);
    Node out{schema.format, schema.name == nullptr ? "" : schema.name};
    out.metadata = arrow::metadata_of(schema.metadata);
    out.flags = schema.flags;
    const Buffer none;
    const auto zeros = [] { return Buffer::of(std::vector<std::int64_t>(2)); };
    switch (type.layout) {
        case Layout::nothing:
            break;
        case Layout::structure:
        case Layout::fixed_list:
            out.buffers = {none};
            break;
        case Layout::fixed:
        case Layout::bits:
        case Layout::short_list:
        case Layout::long_list:
            out.buffers = {none, zeros()};
            break;
        case Layout::short_text:
        case Layout::long_text:
        case Layout::viewed_text:
            out.buffers = {none, zeros(), zeros()};
            break;
        case Layout::not_read_here:
            throw arrow::FrameError(
                fmt::format("column '{}' has the type {}, which is not read "
                            "here",
                            out.name, arrow::type_name(schema)));
    }
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        out.children.push_back(empty_column(*schema.children[i]));
    }
    if (schema.dictionary != nullptr) {
        out.dictionary = std::make_shared<const Node>(empty_column(*schema.dictionary));
    }
    return out;
}

}  // namespace

std::vector<std::string> names_of(const CSchema& type) {
    std::vector<std::string> out;
    for (std::int64_t i = 0; i < type.n_children; ++i) {
        const auto* const name = type.children[i]->name;
        out.emplace_back(name == nullptr ? "" : name);
    }
    return out;
}

bool is_hidden(const CSchema& column) {
    return arrow::metadata_value(column.metadata, arrow::hidden_key).has_value();
}

Node empty_of(const CSchema& type) {
    return empty_column(type);
}

CSchema borrowed(const CSchema& type) noexcept {
    auto out = type;
    out.release = [](CSchema* schema) { schema->release = nullptr; };
    return out;
}

}  // namespace socshift::formats
