#include "columns/types.hpp"

#include "arrow/frame.hpp"
#include "arrow/piece.hpp"

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

constexpr std::int32_t most_metadata = 1 << 24;

/// Calls @p each with every key and value; false where the bytes make no sense.
template <typename Each>
bool each_pair(const char* metadata, const char*& end, const Each& each) {
    const auto* at = metadata;
    const auto number = [&at] {
        const auto out = arrow::load<std::int32_t>(at, 0);
        at += sizeof out;
        return out;
    };
    const auto pairs = number();
    if (pairs < 0 || pairs > most_metadata) {
        return false;
    }
    for (std::int32_t i = 0; i < pairs; ++i) {
        std::string_view texts[2];
        for (auto& text : texts) {
            const auto size = number();
            if (size < 0 || size > most_metadata) {
                return false;
            }
            text = {at, static_cast<std::size_t>(size)};
            at += size;
        }
        each(texts[0], texts[1]);
    }
    end = at;
    return true;
}

Node empty_column(const CSchema& schema) {
    if (schema.format == nullptr) {
        throw arrow::FrameError("a column has no type");
    }
    const auto type = arrow::type_of(schema.format);
    Node out{schema.format, schema.name == nullptr ? "" : schema.name};
    out.metadata = metadata_bytes(schema.metadata);
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

bool is_hidden(const CSchema& column) {
    bool out = false;
    const char* end = nullptr;
    if (column.metadata != nullptr) {
        each_pair(column.metadata, end, [&](std::string_view key, std::string_view /*value*/) {
            out = out || key == hidden_key;
        });
    }
    return out;
}

std::string metadata_bytes(const char* metadata) {
    const char* end = nullptr;
    if (metadata == nullptr ||
        !each_pair(metadata, end, [](std::string_view /*key*/, std::string_view /*value*/) {})) {
        return {};
    }
    return {metadata, static_cast<std::size_t>(end - metadata)};
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
