#include "readstat/variable.hpp"

#include "socshift/base/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <utility>

namespace socshift::readstat {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 4> kinds{"dta", "sav", "sas7bdat", "xpt"};
constexpr std::array<std::string_view, 7> storages{"int8",    "int16",   "int32", "int64",
                                                   "float32", "float64", "text"};

template <typename Enum, std::size_t Size>
Enum named(const std::array<std::string_view, Size>& names, const std::string& name) {
    for (std::size_t i = 0; i < Size; ++i) {
        if (names[i] == name) {
            return static_cast<Enum>(i);
        }
    }
    throw Error("unknown word '" + name + "'");
}

/// Bytes that are no UTF-8 are replaced: an old file may have them in its labels.
std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void put(Json& out, const char* key, const std::string& text) {
    if (!text.empty()) {
        out[key] = text;
    }
}

void put(Json& out, const char* key, std::int64_t number) {
    if (number != 0) {
        out[key] = number;
    }
}

template <typename T>
T get(const Json& from, const char* key) {
    return from.contains(key) ? from.at(key).get<T>() : T{};
}

template <typename Read>
auto reading(std::string_view json, Read read) {
    try {
        return read(Json::parse(json));
    } catch (const Json::exception& error) {
        throw Error(
            fmt::format("metadata of a column is not as socshift writes it: {}", error.what()));
    }
}

}  // namespace

std::string to_json(const Variable& variable) {
    Json out;
    out["kind"] = kinds[static_cast<std::size_t>(variable.kind)];
    out["place"] = variable.place;
    out["storage"] = storages[static_cast<std::size_t>(variable.storage)];
    put(out, "label", variable.label);
    put(out, "format", variable.format);
    put(out, "measure", variable.measure);
    put(out, "alignment", variable.alignment);
    put(out, "display_width", variable.display_width);
    put(out, "width", variable.width);
    put(out, "label_set", variable.label_set);
    for (const auto& each : variable.labels) {
        out["labels"].push_back({each.value, each.label});
    }
    for (const auto& each : variable.missing) {
        out["missing"].push_back({each.low, each.high});
    }
    return dumped(out);
}

std::string to_json(const Dataset& dataset) {
    Json out;
    out["kind"] = kinds[static_cast<std::size_t>(dataset.kind)];
    put(out, "label", dataset.label);
    put(out, "table_name", dataset.table_name);
    put(out, "encoding", dataset.encoding);
    put(out, "version", dataset.version);
    put(out, "written", dataset.written);
    put(out, "compression", dataset.compression);
    put(out, "weight", dataset.weight);
    for (const auto& each : dataset.notes) {
        out["notes"].push_back(each);
    }
    return dumped(out);
}

Variable variable_of(std::string_view json) {
    return reading(json, [](const Json& from) {
        using Pairs = std::vector<std::pair<std::string, std::string>>;
        Variable out;
        out.kind = named<Kind>(kinds, from.at("kind").get<std::string>());
        out.place = from.at("place").get<int>();
        out.storage = named<Storage>(storages, from.at("storage").get<std::string>());
        out.label = get<std::string>(from, "label");
        out.format = get<std::string>(from, "format");
        out.measure = get<int>(from, "measure");
        out.alignment = get<int>(from, "alignment");
        out.display_width = get<int>(from, "display_width");
        out.width = get<int>(from, "width");
        out.label_set = get<std::string>(from, "label_set");
        for (auto& [value, label] : get<Pairs>(from, "labels")) {
            out.labels.push_back({std::move(value), std::move(label)});
        }
        for (auto& [low, high] : get<Pairs>(from, "missing")) {
            out.missing.push_back({std::move(low), std::move(high)});
        }
        return out;
    });
}

Dataset dataset_of(std::string_view json) {
    return reading(json, [](const Json& from) {
        Dataset out;
        out.kind = named<Kind>(kinds, from.at("kind").get<std::string>());
        out.label = get<std::string>(from, "label");
        out.table_name = get<std::string>(from, "table_name");
        out.encoding = get<std::string>(from, "encoding");
        out.version = get<std::int64_t>(from, "version");
        out.written = get<std::int64_t>(from, "written");
        out.compression = get<int>(from, "compression");
        out.weight = get<std::string>(from, "weight");
        out.notes = get<std::vector<std::string>>(from, "notes");
        return out;
    });
}

std::string_view extension_of(Kind kind) noexcept {
    constexpr std::array<std::string_view, 4> extensions{".dta", ".sav", ".sas7bdat", ".xpt"};
    return extensions[static_cast<std::size_t>(kind)];
}

const char* format_of(Storage storage) noexcept {
    constexpr std::array<const char*, 7> formats{"c", "s", "i", "l", "f", "g", "u"};
    return formats[static_cast<std::size_t>(storage)];
}

std::size_t width_of(Storage storage) noexcept {
    constexpr std::array<std::size_t, 7> widths{1, 2, 4, 8, 4, 8, 0};
    return widths[static_cast<std::size_t>(storage)];
}

std::string decimal(double number) {
    return fmt::format("{}", number);
}

std::optional<double> number_of(std::string_view decimal) noexcept {
    double out = 0;
    const auto* const end = decimal.data() + decimal.size();
    const auto [stop, error] = std::from_chars(decimal.data(), end, out);
    if (error != std::errc{} || stop != end) {
        return std::nullopt;
    }
    return out;
}

bool is_tag(std::string_view value) noexcept {
    return value.size() == 2 && value[0] == '.' &&
           ((value[1] >= 'a' && value[1] <= 'z') || value[1] == '_');
}

}  // namespace socshift::readstat
