#pragma once

// Internal: not installed. Rows of catalog files, read and written by the lists of their fields.

#include "socshift/catalog/record_fields.hpp"
#include "socshift/catalog/yaml_emitter.hpp"
#include "socshift/catalog/yaml_fields.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

namespace socshift::yaml {

template <WithFields Record>
[[nodiscard]] Record read_record(const Value& value);
template <WithFields Record>
void write_record(Writer& out, const Record& record);

// What a value of each type is in a file.

inline void read(const Value& value, std::string& out) {
    out = value.text();
}
inline void read(const Value& value, Code& out) {
    out = value.code();
}
inline void read(const Value& value, Share& out) {
    out = value.share();
}
inline void read(const Value& value, bool& out) {
    out = value.boolean();
}
inline void read(const Value& value, std::int64_t& out) {
    out = value.count();
}
template <Worded Enum>
void read(const Value& value, Enum& out) {
    out = value.one_of<Enum>();
}
inline void read(const Value& value, Attributes& out) {
    const Fields fields{value};
    for (const auto& [name, text] : fields.all()) {
        out.emplace(name, text.text());
    }
}
inline void read(const Value& value, std::optional<Code>& out) {
    out = value.code();
}
inline void read(const Value& value, std::optional<Share>& out) {
    out = value.share();
}
inline void read(const Value& value, std::optional<bool>& out) {
    out = value.boolean();
}
inline void read(const Value& value, std::vector<std::string>& out) {
    out = value.texts();
}
inline void read(const Value& value, std::vector<Code>& out) {
    for (const auto& element : value.list()) {
        out.push_back(element.code());
    }
}
template <WithFields Record>
void read(const Value& value, std::vector<Record>& out) {
    for (const auto& row : value.list()) {
        out.push_back(read_record<Record>(row));
    }
}

inline void write(Writer& out, const char* key, const std::string& value) {
    out.text(key, value);
}
inline void write(Writer& out, const char* key, const Code& value) {
    out.text(key, value.text());
}
inline void write(Writer& out, const char* key, bool value) {
    out.boolean(key, value);
}
inline void write(Writer& out, const char* key, std::int64_t value) {
    out.number(key, value);
}
template <Worded Enum>
void write(Writer& out, const char* key, Enum value) {
    out.text(key, std::string{to_string(value)});
}
/// What was published as a decimal stays one.
inline void write(Writer& out, const char* key, const Share& value) {
    out.text(key, decimal_text(value));
}
inline void write(Writer& out, const char* key, const std::optional<Share>& value) {
    out.name_if(key, value);
}
inline void write(Writer& out, const char* key, const std::optional<Code>& value) {
    out.name_if(key, value);
}
inline void write(Writer& out, const char* key, const std::optional<bool>& value) {
    out.boolean(key, *value);
}
inline void write(Writer& out, const char* key, const std::vector<std::string>& values) {
    out.texts(key, values);
}
inline void write(Writer& out, const char* key, const std::vector<Code>& values) {
    out.texts(key, texts_of(values));
}
inline void write(Writer& out, const char* key, const Attributes& values) {
    out.mapping(key, true, [&] {
        for (const auto& [name, text] : values) {
            out.text(name.c_str(), text);
        }
    });
}
template <WithFields Record>
void write(Writer& out, const char* key, const std::vector<Record>& rows) {
    out.rows(key, rows, [&](const Record& row) { write_record(out, row); });
}

/// Reads one row strictly: its needed keys, and none but those of its list.
/// @throws FormatError, with its place.
template <WithFields Record>
Record read_record(const Value& value) {
    return std::apply(
        [&](const auto&... field) {
            const Fields fields{value, {field.key...}};
            auto out = unread<Record>();
            const auto take = [&](const auto& one) {
                if (const auto* const found =
                        one.is_needed ? &fields.need(one.key) : fields.find(one.key)) {
                    read(*found, out.*(one.member));
                }
            };
            (take(field), ...);
            if constexpr (requires { out.at; }) {
                out.at = fields.at();
            }
            return out;
        },
        fields_of<Record>);
}

/// Writes the needed fields of a row, and of the others those that say something.
template <WithFields Record>
void write_record(Writer& out, const Record& record) {
    const auto put = [&](const auto& field) {
        const auto& value = record.*(field.member);
        using Type = std::remove_cvref_t<decltype(value)>;
        if constexpr (std::is_default_constructible_v<Type>) {
            if (!field.is_needed && value == Type{}) {
                return;
            }
        }
        write(out, field.key, value);
    };
    std::apply([&](const auto&... field) { (put(field), ...); }, fields_of<Record>);
}

[[nodiscard]] inline Provenance provenance_of(const Fields& file) {
    return read_record<Provenance>(file.need("provenance"));
}

inline void write_provenance(Writer& out, const Provenance& provenance) {
    out.mapping("provenance", false, [&] { write_record(out, provenance); });
}

}  // namespace socshift::yaml
