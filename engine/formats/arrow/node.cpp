#include "arrow/node.hpp"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <new>
#include <stdexcept>

namespace socshift::arrow {

namespace {

constexpr std::size_t bits_of_byte = 8;

std::vector<std::uint8_t> packed(const std::vector<bool>& bits) {
    std::vector<std::uint8_t> out((bits.size() + bits_of_byte - 1) / bits_of_byte);
    for (std::size_t i = 0; i < bits.size(); ++i) {
        if (bits[i]) {
            auto& byte = out[i / bits_of_byte];
            byte = static_cast<std::uint8_t>(byte | 1U << i % bits_of_byte);
        }
    }
    return out;
}

Node column(std::string format, std::string name, std::size_t rows,
            const std::vector<bool>& has_value, std::vector<Buffer> buffers) {
    auto validity = NullBits::of(has_value);
    Node out{std::move(format), std::move(name)};
    out.length = static_cast<std::int64_t>(rows);
    out.null_count = validity.nulls;
    out.buffers.push_back(std::move(validity.bits));
    for (auto& buffer : buffers) {
        out.buffers.push_back(std::move(buffer));
    }
    return out;
}

template <typename Text>
Node column_of_texts(std::string name, const std::vector<Text>& values,
                     const std::vector<bool>& has_value) {
    std::vector<std::int32_t> ends{0};
    ends.reserve(values.size() + 1);
    std::vector<char> bytes;
    for (const auto& value : values) {
        bytes.insert(bytes.end(), value.begin(), value.end());
        if (bytes.size() > std::size_t{std::numeric_limits<std::int32_t>::max()}) {
            throw std::length_error("column '" + name + "' has more than two gigabytes of text");
        }
        ends.push_back(static_cast<std::int32_t>(bytes.size()));
    }
    return column("u", std::move(name), values.size(), has_value,
                  {Buffer::of(std::move(ends)), Buffer::of(std::move(bytes))});
}

/// What a schema or an array that was handed out keeps, until its reader releases it.
template <typename Struct>
struct Held {
    Node node;
    std::vector<Struct> children = {};
    std::vector<Struct*> pointers = {};
    std::vector<const void*> buffers = {};
    Struct dictionary{};
};

template <typename Struct>
void release(Struct* handed_out) {
    auto* const held = static_cast<Held<Struct>*>(handed_out->private_data);
    for (auto& child : held->children) {
        if (child.release != nullptr) {  // a reader may have moved it away
            child.release(&child);
        }
    }
    if (held->dictionary.release != nullptr) {
        held->dictionary.release(&held->dictionary);
    }
    handed_out->release = nullptr;
    delete held;
}

/// What schema and array have in common.
template <typename Struct, typename Export>
std::unique_ptr<Held<Struct>> held(const Node& node, Struct* out, Export export_one) {
    auto keeps = std::make_unique<Held<Struct>>(Held<Struct>{node});
    keeps->children.resize(node.children.size());
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        export_one(node.children[i], &keeps->children[i]);
        keeps->pointers.push_back(&keeps->children[i]);
    }
    out->n_children = static_cast<std::int64_t>(keeps->pointers.size());
    out->children = keeps->pointers.empty() ? nullptr : keeps->pointers.data();
    out->dictionary = nullptr;
    if (node.dictionary) {
        export_one(*node.dictionary, &keeps->dictionary);
        out->dictionary = &keeps->dictionary;
    }
    out->private_data = keeps.get();
    out->release = release<Struct>;
    return keeps;
}

/// A table that is given out once.
struct OneTable {
    Node table;
    bool is_given = false;
};

OneTable& table_in(CStream* stream) {
    return *static_cast<OneTable*>(stream->private_data);
}

int give_schema(CStream* stream, CSchema* out) {
    try {
        export_schema(table_in(stream).table, out);
        return 0;
    } catch (const std::bad_alloc&) {
        return ENOMEM;
    }
}

int give_next(CStream* stream, CArray* out) {
    auto& one = table_in(stream);
    if (one.is_given) {
        *out = CArray{};
        return 0;
    }
    try {
        export_array(one.table, out);
        one.is_given = true;
        return 0;
    } catch (const std::bad_alloc&) {
        return ENOMEM;
    }
}

const char* no_more_known(CStream* /*stream*/) {
    return nullptr;
}

void release_stream(CStream* stream) {
    delete static_cast<OneTable*>(stream->private_data);
    stream->release = nullptr;
}

}  // namespace

NullBits NullBits::of(const std::vector<bool>& has_value) {
    NullBits out;
    for (const bool has : has_value) {
        out.nulls += has ? 0 : 1;
    }
    if (out.nulls > 0) {
        out.bits = Buffer::of(packed(has_value));
    }
    return out;
}

Node text_column(std::string name, const std::vector<std::string_view>& values,
                 const std::vector<bool>& has_value) {
    return column_of_texts(std::move(name), values, has_value);
}

Node text_column(std::string name, const std::vector<std::string>& values,
                 const std::vector<bool>& has_value) {
    return column_of_texts(std::move(name), values, has_value);
}

Node whole_column(std::string name, std::vector<std::int64_t> values,
                  const std::vector<bool>& has_value) {
    const auto rows = values.size();
    return column("l", std::move(name), rows, has_value, {Buffer::of(std::move(values))});
}

Node unsigned_column(std::string name, std::vector<std::uint64_t> values,
                     const std::vector<bool>& has_value) {
    const auto rows = values.size();
    return column("L", std::move(name), rows, has_value, {Buffer::of(std::move(values))});
}

Node real_column(std::string name, std::vector<double> values, const std::vector<bool>& has_value) {
    const auto rows = values.size();
    return column("g", std::move(name), rows, has_value, {Buffer::of(std::move(values))});
}

Node bool_column(std::string name, const std::vector<bool>& values,
                 const std::vector<bool>& has_value) {
    return column("b", std::move(name), values.size(), has_value, {Buffer::of(packed(values))});
}

Node texts_column(std::string name, const std::vector<std::vector<std::string>>& values) {
    std::vector<std::int32_t> ends{0};
    std::vector<std::string> all;
    for (const auto& texts : values) {
        all.insert(all.end(), texts.begin(), texts.end());
        ends.push_back(static_cast<std::int32_t>(all.size()));
    }
    auto out = column("+l", std::move(name), values.size(), {}, {Buffer::of(std::move(ends))});
    out.children.push_back(text_column("item", all));
    return out;
}

Node coded_column(std::string name, std::vector<std::int32_t> places,
                  const std::vector<std::string>& values) {
    const auto rows = places.size();
    std::vector<bool> has_value;
    if (std::any_of(places.begin(), places.end(), [](std::int32_t place) { return place < 0; })) {
        has_value.reserve(rows);
        for (auto& place : places) {
            has_value.push_back(place >= 0);
            place = std::max(place, std::int32_t{0});
        }
    }
    auto out = column("i", std::move(name), rows, has_value, {Buffer::of(std::move(places))});
    out.dictionary = std::make_shared<const Node>(text_column("", values));
    return out;
}

Node table_of(std::int64_t rows, std::vector<Node> columns) {
    Node out{"+s", ""};
    out.flags = 0;
    out.length = rows;
    out.buffers.resize(1);
    out.children = std::move(columns);
    return out;
}

void export_schema(const Node& node, CSchema* out) {
    auto keeps = held(node, out, export_schema);
    const auto& own = keeps->node;
    out->format = own.format.c_str();
    out->name = own.name.c_str();
    out->metadata = own.metadata.empty() ? nullptr : own.metadata.data();
    out->flags = own.flags;
    static_cast<void>(keeps.release());  // release() deletes it
}

void export_array(const Node& node, CArray* out) {
    auto keeps = held(node, out, export_array);
    for (const auto& buffer : node.buffers) {
        keeps->buffers.push_back(buffer.data);
    }
    out->length = node.length;
    out->null_count = node.null_count;
    out->offset = node.offset;
    out->n_buffers = static_cast<std::int64_t>(keeps->buffers.size());
    out->buffers = keeps->buffers.data();
    static_cast<void>(keeps.release());
}

void export_stream(Node table, CStream* out) {
    *out = CStream{give_schema, give_next, no_more_known, release_stream, nullptr};
    out->private_data = new OneTable{std::move(table)};
}

}  // namespace socshift::arrow
