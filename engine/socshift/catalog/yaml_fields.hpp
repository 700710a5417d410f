#pragma once

// Internal: not installed. How every kind of catalog file is read: one strict value at a time.

#include "socshift/base/error.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/base/whole_number.hpp"
#include "socshift/base/words.hpp"
#include "socshift/catalog/yaml_document.hpp"
#include "socshift/model/code.hpp"
#include "socshift/model/validity.hpp"
#include "socshift/numbers/share.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::yaml {

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

/// One value with the place it stands at; every getter refuses another type.
class Value {
public:
    /// @p document and @p name must outlive the value.
    Value(const Document& document, std::string_view name, std::size_t node)
        : document_(&document), name_(name), node_(node) {}

    [[nodiscard]] SourceLocation at() const { return document_->place(node_); }

    [[nodiscard]] bool is_mapping() const { return document_->kind(node_) == NodeKind::mapping; }

    [[nodiscard]] std::string text() const {
        // Other YAML readers make a number of 0111 and a date of 2018-01-01: texts are quoted.
        if (!is_scalar(true)) {
            throw wrong("a text in quotes");
        }
        const auto scalar = document_->scalar(node_);
        if (valid_utf8_size(scalar) != scalar.size()) {  // by way of an escape
            throw FormatError(
                at(), fmt::format("'{}' holds U+0000 or another that is no character", name_));
        }
        return std::string{scalar};
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
        return is_scalar(false) && document_->scalar(node_) == word;
    }

    [[nodiscard]] bool boolean() const {
        for (const bool value : {true, false}) {
            if (is_word(value ? "true" : "false")) {
                return value;
            }
        }
        throw wrong("true or false");
    }

    [[nodiscard]] std::int64_t count() const {
        const auto value =
            is_scalar(false) ? whole_number<std::int64_t>(document_->scalar(node_)) : std::nullopt;
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
        if (document_->kind(node_) != NodeKind::list) {
            throw wrong("a list");
        }
        std::vector<Value> out;
        out.reserve(document_->children(node_));
        document_->for_each_child(
            node_, [&](std::size_t element) { out.emplace_back(*document_, name_, element); });
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
        return {at(), fmt::format("'{}' must be {}; found {}", name_, expected, found())};
    }

    /// Calls @p each with the key and the value of each pair of a mapping.
    template <typename Each>
    void for_each_pair(Each each) const {
        std::optional<std::size_t> key;
        document_->for_each_child(node_, [&](std::size_t child) {
            if (!key) {
                key = child;
                return;
            }
            each(Value{*document_, "", *key},
                 Value{*document_, Value{*document_, "", *key}.scalar(), child});
            key.reset();
        });
    }

    /// As it stands there, quoted or not; empty if it is no scalar.
    [[nodiscard]] std::string_view scalar() const {
        return is_scalar() ? document_->scalar(node_) : std::string_view{};
    }
    [[nodiscard]] bool is_scalar() const { return document_->kind(node_) == NodeKind::scalar; }

private:
    [[nodiscard]] FormatError not_one_of(std::string_view expected) const {
        return {at(), fmt::format("'{}' of '{}' must be one of: {}", text(), name_, expected)};
    }

    [[nodiscard]] bool is_scalar(bool quoted) const {
        return is_scalar() && document_->is_quoted(node_) == quoted;
    }

    [[nodiscard]] std::string found() const {
        switch (document_->kind(node_)) {
            case NodeKind::nothing:
                return "nothing";
            case NodeKind::scalar:
                return is_scalar(true) ? "a text"
                                       : fmt::format("{} without quotes", document_->scalar(node_));
            case NodeKind::list:
                return "a list";
            case NodeKind::mapping:
                return "a mapping";
        }
        return "";
    }

    const Document* document_;
    std::string_view name_;
    std::size_t node_;
};

/// The keys of a mapping that are scalars, in order; valid as long as its document.
[[nodiscard]] inline std::vector<std::string_view> keys_of(const Value& mapping) {
    std::vector<std::string_view> out;
    mapping.for_each_pair(
        [&](const Value& key, const Value& /*value*/) { out.push_back(key.scalar()); });
    return out;
}

/// One mapping, read strictly: a repeated key, a key not in `known`, or a key that is asked for and
/// missing is a FormatError.
class Fields {
public:
    Fields(const Value& value, std::initializer_list<std::string_view> known) : at_(value.at()) {
        fill(value, known.begin(), known.end());
    }
    Fields(const Value& value, const std::vector<std::string_view>& known) : at_(value.at()) {
        fill(value, known.data(), known.data() + known.size());
    }

    /// The same with keys of any name.
    explicit Fields(const Value& value) : at_(value.at()) { fill(value, nullptr, nullptr); }

    [[nodiscard]] const SourceLocation& at() const noexcept { return at_; }

    [[nodiscard]] const Value* find(std::string_view key) const {
        const auto found = std::find_if(fields_.begin(), fields_.end(),
                                        [&](const auto& field) { return field.first == key; });
        return found == fields_.end() ? nullptr : &found->second;
    }

    [[nodiscard]] const Value& need(std::string_view key) const {
        if (const auto* const value = find(key)) {
            return *value;
        }
        throw FormatError(at_, fmt::format("key '{}' is missing", key));
    }

    [[nodiscard]] std::string text_or_empty(std::string_view key) const {
        const auto* const value = find(key);
        return value == nullptr ? std::string{} : value->text();
    }

    template <typename Get>
    [[nodiscard]] auto optional(std::string_view key, Get get) const
        -> std::optional<decltype(get(std::declval<const Value&>()))> {
        const auto* const value = find(key);
        if (value == nullptr) {
            return std::nullopt;
        }
        return get(*value);
    }

    /// Every key with its value, in order of keys.
    [[nodiscard]] std::vector<std::pair<std::string_view, Value>> all() const {
        auto out = fields_;
        std::sort(out.begin(), out.end(),
                  [](const auto& a, const auto& b) { return a.first < b.first; });
        return out;
    }

private:
    void fill(const Value& value, const std::string_view* first, const std::string_view* last) {
        if (!value.is_mapping()) {
            throw value.wrong("a mapping");
        }
        std::set<std::string_view> seen;  // only of keys of any name there can be many
        value.for_each_pair([&](const Value& key, const Value& of_key) {
            if (!key.is_scalar()) {
                throw FormatError(key.at(), "a key must be a plain word");
            }
            const auto word = key.scalar();
            if (first != nullptr && std::find(first, last, word) == last) {
                throw FormatError(key.at(), fmt::format("unknown key '{}'; expected one of: {}",
                                                        word, fmt::join(first, last, ", ")));
            }
            const bool is_twice =
                first != nullptr ? find(word) != nullptr : !seen.insert(word).second;
            if (is_twice) {
                throw FormatError(key.at(), fmt::format("key '{}' appears twice", word));
            }
            fields_.emplace_back(word, of_key);
        });
    }

    SourceLocation at_;
    std::vector<std::pair<std::string_view, Value>> fields_;
};

}  // namespace socshift::yaml
