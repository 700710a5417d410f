#pragma once

// Internal: not installed. How every kind of catalog file is read: one strict value at a time.

#include "socshift/base/error.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/base/whole_number.hpp"
#include "socshift/base/words.hpp"
#include "socshift/model/code.hpp"
#include "socshift/model/validity.hpp"
#include "socshift/numbers/share.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::yaml {

[[nodiscard]] inline SourceLocation location(const std::string& file, const YAML::Mark& mark) {
    if (mark.is_null()) {
        return {file, 0, 0};
    }
    return {file, static_cast<std::uint32_t>(mark.line + 1),
            static_cast<std::uint32_t>(mark.column + 1)};
}

/// Runs a parser of the model and gives its complaint the place it lacks.
template <typename Parse>
auto at_place(const SourceLocation& at, Parse parse) {
    try {
        return parse();
    } catch (const FormatError& error) {
        if (!error.where().text().empty()) {
            throw;
        }
        throw FormatError(at, error.what());
    }
}

[[nodiscard]] inline std::string kind_of(const YAML::Node& node) {
    switch (node.Type()) {
        case YAML::NodeType::Undefined:
        case YAML::NodeType::Null:
            return "nothing";
        case YAML::NodeType::Scalar:
            return node.Tag() == "!" ? "a text" : fmt::format("{} without quotes", node.Scalar());
        case YAML::NodeType::Sequence:
            return "a list";
        case YAML::NodeType::Map:
            return "a mapping";
    }
    return "";
}

/// One value with the place it stands at; every getter refuses another type.
class Value {
public:
    Value(const std::string& file, std::string name, const YAML::Node& node)
        : file_(&file), name_(std::move(name)), node_(node) {}

    [[nodiscard]] SourceLocation at() const { return location(*file_, node_.Mark()); }

    [[nodiscard]] std::string text() const {
        // Other YAML readers make a number of 0111 and a date of 2018-01-01: texts are quoted.
        if (!node_.IsScalar() || node_.Tag() != "!") {
            throw wrong("a text in quotes");
        }
        if (valid_utf8_size(node_.Scalar()) != node_.Scalar().size()) {  // by way of an escape
            throw FormatError(
                at(), fmt::format("'{}' holds U+0000 or another that is no character", name_));
        }
        return node_.Scalar();
    }

    [[nodiscard]] Code code() const {
        return at_place(at(), [&] { return Code::parse(text()); });
    }

    [[nodiscard]] EditionId edition() const {
        return at_place(at(), [&] { return EditionId::parse(text()); });
    }

    [[nodiscard]] std::chrono::sys_days date() const {
        return at_place(at(), [&] { return parse_date(text()); });
    }

    [[nodiscard]] Share share() const {
        return at_place(at(), [&] { return Share::parse(text()); });
    }

    /// True of the plain word @p word, which stands without quotes; any other value is no such
    /// word.
    [[nodiscard]] bool is_word(std::string_view word) const {
        return node_.IsScalar() && node_.Tag() != "!" && node_.Scalar() == word;
    }

    [[nodiscard]] bool boolean() const {
        if (node_.IsScalar() && node_.Tag() != "!") {
            if (node_.Scalar() == "true") {
                return true;
            }
            if (node_.Scalar() == "false") {
                return false;
            }
        }
        throw wrong("true or false");
    }

    [[nodiscard]] std::int64_t count() const {
        const bool is_plain = node_.IsScalar() && node_.Tag() != "!";
        const auto value = is_plain ? whole_number<std::int64_t>(node_.Scalar()) : std::nullopt;
        if (!value || *value < 0) {
            throw wrong("a whole number that is not negative, without quotes");
        }
        return *value;
    }

    template <Worded Enum>
    [[nodiscard]] Enum one_of() const {
        const auto found = value_of<Enum>(text());
        if (!found) {
            throw not_one_of(words<Enum>());
        }
        return *found;
    }

    /// For a key that has but one word in this kind of file.
    void expect(std::string_view word) const {
        if (text() != word) {
            throw not_one_of(word);
        }
    }

    [[nodiscard]] std::vector<Value> list() const {
        if (!node_.IsSequence()) {
            throw wrong("a list");
        }
        std::vector<Value> out;
        for (const auto& element : node_) {
            out.emplace_back(*file_, name_, element);
        }
        return out;
    }

    [[nodiscard]] std::vector<std::string> texts() const {
        std::vector<std::string> out;
        for (const auto& value : list()) {
            out.push_back(value.text());
        }
        return out;
    }

    [[nodiscard]] FormatError wrong(std::string_view expected) const {
        return {at(), fmt::format("'{}' must be {}; found {}", name_, expected, kind_of(node_))};
    }

    [[nodiscard]] const YAML::Node& node() const noexcept { return node_; }
    [[nodiscard]] const std::string& file() const noexcept { return *file_; }

private:
    [[nodiscard]] FormatError not_one_of(std::string_view expected) const {
        return {at(), fmt::format("'{}' of '{}' must be one of: {}", text(), name_, expected)};
    }

    const std::string* file_;
    std::string name_;
    YAML::Node node_;
};

/// One mapping, read strictly: a repeated key, a key not in `known`, or a key that is asked for and
/// missing is a FormatError.
class Fields {
public:
    Fields(const Value& value, const std::vector<std::string_view>& known) : at_(value.at()) {
        fill(value, &known);
    }

    /// The same with keys of any name.
    explicit Fields(const Value& value) : at_(value.at()) { fill(value, nullptr); }

    [[nodiscard]] const SourceLocation& at() const noexcept { return at_; }

    [[nodiscard]] const Value* find(const std::string& key) const {
        const auto found = fields_.find(key);
        return found == fields_.end() ? nullptr : &found->second;
    }

    [[nodiscard]] const Value& need(const std::string& key) const {
        if (const auto* const value = find(key)) {
            return *value;
        }
        throw FormatError(at_, fmt::format("key '{}' is missing", key));
    }

    [[nodiscard]] std::string text_or_empty(const std::string& key) const {
        const auto* const value = find(key);
        return value == nullptr ? std::string{} : value->text();
    }

    template <typename Get>
    [[nodiscard]] auto optional(const std::string& key, Get get) const
        -> std::optional<decltype(get(std::declval<const Value&>()))> {
        const auto* const value = find(key);
        if (value == nullptr) {
            return std::nullopt;
        }
        return get(*value);
    }

    /// Every key with its value, in order of keys.
    [[nodiscard]] const std::map<std::string, Value>& all() const noexcept { return fields_; }

private:
    void fill(const Value& value, const std::vector<std::string_view>* known) {
        if (!value.node().IsMap()) {
            throw value.wrong("a mapping");
        }
        for (const auto& pair : value.node()) {
            add(value.file(), pair.first, pair.second, known);
        }
    }

    void add(const std::string& file, const YAML::Node& key_node, const YAML::Node& value,
             const std::vector<std::string_view>* known) {
        const auto where = location(file, key_node.Mark());
        if (!key_node.IsScalar()) {
            throw FormatError(where, "a key must be a plain word");
        }
        const auto& key = key_node.Scalar();
        if (known != nullptr && std::find(known->begin(), known->end(), key) == known->end()) {
            throw FormatError(where, fmt::format("unknown key '{}'; expected one of: {}", key,
                                                 fmt::join(*known, ", ")));
        }
        if (!fields_.emplace(key, Value{file, key, value}).second) {
            throw FormatError(where, fmt::format("key '{}' appears twice", key));
        }
    }

    SourceLocation at_;
    std::map<std::string, Value> fields_;
};

}  // namespace socshift::yaml
