#include "arrow/schema.hpp"

#include "arrow/frame.hpp"
#include "arrow/piece.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"
#include "socshift/base/utf8.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::arrow {

namespace {

constexpr int deepest = 64;

std::string_view text_of_schema(const char* text) noexcept {
    return text == nullptr ? std::string_view{} : std::string_view{text};
}

Node copy_of(const CSchema& schema, int depth) {
    if (schema.format == nullptr || depth > deepest ||
        (schema.n_children > 0 && schema.children == nullptr)) {
        throw FrameError(depth > deepest ? "a type that is nested too deep"
                                         : "a type without a form");
    }
    Node out{schema.format, std::string{text_of_schema(schema.name)}};
    out.metadata = metadata_of(schema.metadata);
    out.flags = schema.flags;
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        if (schema.children[i] == nullptr) {
            throw FrameError("a type whose parts are not there");
        }
        out.children.push_back(copy_of(*schema.children[i], depth + 1));
    }
    if (schema.dictionary != nullptr) {
        out.dictionary = std::make_shared<const Node>(copy_of(*schema.dictionary, depth + 1));
    }
    return out;
}

/// A type as it can be told from others.
std::string shown(const CSchema& schema) {
    const auto name = type_name(schema);
    const std::string_view format{schema.format};
    const bool is_told =
        type_of(format).is(Holds::wholes) || format == "u" || format == "f" || format == "g";
    return is_told || name.find(format) != std::string::npos
               ? name
               : fmt::format("{} ('{}')", name, format);
}

/// What stands in two columns at the same place.
std::string difference_in(const CSchema& found, const CSchema& expected,
                          const std::string& column) {
    const bool has_other_parts = found.n_children != expected.n_children ||
                                 (found.dictionary == nullptr) != (expected.dictionary == nullptr);
    if (text_of_schema(found.format) != text_of_schema(expected.format) || has_other_parts) {
        const auto coded = [](const CSchema& schema) {
            return schema.dictionary == nullptr ? std::string{} : std::string{"a dictionary, "};
        };
        return fmt::format("column '{}' is {}{}, expected {}{}", column, coded(found), shown(found),
                           coded(expected), shown(expected));
    }
    for (std::int64_t i = 0; i < found.n_children; ++i) {
        const auto& own = *found.children[i];
        const auto& other = *expected.children[i];
        if (text_of_schema(own.name) != text_of_schema(other.name)) {
            return fmt::format("column '{}' has a part '{}', expected '{}'", column,
                               text_of_schema(own.name), text_of_schema(other.name));
        }
        if (auto problem = difference_in(own, other, column); !problem.empty()) {
            return problem;
        }
    }
    return found.dictionary == nullptr
               ? std::string{}
               : difference_in(*found.dictionary, *expected.dictionary, column);
}

}  // namespace

std::string metadata_of(const char* metadata) {
    if (metadata == nullptr) {
        return {};
    }
    constexpr std::int32_t most_pairs = 1 << 20;
    constexpr std::int32_t most_bytes = 1 << 30;
    const auto* at = metadata;
    const auto number = [&at] {
        const auto out = load<std::int32_t>(at, 0);
        at += sizeof out;
        return out;
    };
    const auto pairs = number();
    for (std::int32_t i = 0; i < 2 * std::clamp(pairs, 0, most_pairs); ++i) {
        const auto size = number();
        if (size < 0 || size > most_bytes) {
            return {};
        }
        at += size;
    }
    return {metadata, static_cast<std::size_t>(at - metadata)};
}

namespace {

std::string metadata_bytes(
    const std::vector<std::pair<std::string_view, std::string_view>>& pairs) {
    std::string out;
    const auto add_number = [&out](std::size_t number) {
        const auto whole = static_cast<std::int32_t>(number);
        out.append(reinterpret_cast<const char*>(&whole), sizeof whole);
    };
    add_number(pairs.size());
    for (const auto& [key, value] : pairs) {
        for (const auto text : {key, value}) {
            add_number(text.size());
            out.append(text);
        }
    }
    return out;
}

}  // namespace

std::string metadata_pair(std::string_view key, std::string_view value) {
    return metadata_bytes({{key, value}});
}

namespace {

/// Keys and values in the order in which they stand; metadata_of() has checked the lengths.
std::vector<std::pair<std::string_view, std::string_view>> pairs_of(std::string_view bytes) {
    std::vector<std::pair<std::string_view, std::string_view>> out;
    const auto text = [&bytes] {
        const auto size = static_cast<std::size_t>(load<std::int32_t>(bytes.data(), 0));
        const auto found = bytes.substr(sizeof(std::int32_t), size);
        bytes.remove_prefix(sizeof(std::int32_t) + size);
        return found;
    };
    bytes.remove_prefix(std::min(bytes.size(), sizeof(std::int32_t)));  // how many pairs
    while (!bytes.empty()) {
        const auto key = text();
        out.emplace_back(key, text());
    }
    return out;
}

}  // namespace

std::optional<std::string> metadata_value(const char* metadata, std::string_view key) {
    const auto bytes = metadata_of(metadata);
    for (const auto& [name, value] : pairs_of(bytes)) {
        if (name == key) {
            return std::string{value};
        }
    }
    return std::nullopt;
}

std::string with_metadata_value(const std::string& metadata, std::string_view key,
                                std::string_view value) {
    auto pairs = pairs_of(metadata);
    for (auto& pair : pairs) {
        if (pair.first == key) {
            pair.second = value;
        }
    }
    return metadata_bytes(pairs);
}

std::string with_metadata_pair(const std::string& metadata, std::string_view key,
                               std::string_view value) {
    auto pairs = pairs_of(metadata);
    pairs.emplace_back(key, value);
    return metadata_bytes(pairs);
}

std::string without_metadata_key(const std::string& metadata, std::string_view key) {
    auto pairs = pairs_of(metadata);
    pairs.erase(std::remove_if(pairs.begin(), pairs.end(),
                               [&](const auto& pair) { return pair.first == key; }),
                pairs.end());
    return pairs.empty() ? std::string{} : metadata_bytes(pairs);
}

Node node_of(const CSchema& schema) {
    return copy_of(schema, 0);
}

std::string column_difference(const CSchema& found, const CSchema& expected) {
    return difference_in(found, expected, std::string{text_of_schema(expected.name)});
}

std::string difference(const CSchema& found, const CSchema& expected) {
    for (std::int64_t i = 0; i < std::min(found.n_children, expected.n_children); ++i) {
        const auto own = text_of_schema(found.children[i]->name);
        const auto name = text_of_schema(expected.children[i]->name);
        if (own != name) {
            return fmt::format("column {} is '{}', expected '{}'", i + 1, own, name);
        }
        auto problem = column_difference(*found.children[i], *expected.children[i]);
        if (!problem.empty()) {
            return problem;
        }
    }
    return found.n_children == expected.n_children
               ? std::string{}
               : fmt::format("{} columns, expected {}", found.n_children, expected.n_children);
}

void check_names(const CSchema& table, NameRules rules) {
    std::set<std::string> known;
    for (std::int64_t place = 0; place < table.n_children; ++place) {
        const auto* const given = table.children[place]->name;
        const std::string name{given != nullptr ? given : ""};
        if (name.empty() && !rules.may_be_empty) {
            throw Error(fmt::format("column {} has no name; expected one for a file of this kind",
                                    place + 1));
        }
        if (valid_utf8_size(name) != name.size()) {
            throw Error(fmt::format("the name of column {} is not UTF-8", place + 1));
        }
        if (!known.insert(rules.is_case_blind ? lower_case(name) : name).second) {
            throw Error(
                fmt::format("the result would have two columns '{}'{}; expected names that differ",
                            name, rules.is_case_blind ? ", whatever their case" : ""));
        }
    }
}

}  // namespace socshift::arrow
