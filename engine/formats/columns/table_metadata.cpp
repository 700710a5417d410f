#include "columns/table_metadata.hpp"

#include "arrow/owned.hpp"
#include "arrow/schema.hpp"
#include "columns/types.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::formats {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view pandas_key = "pandas";
constexpr std::string_view spark_key = "org.apache.spark.sql.parquet.row.metadata";

/// Names of columns of @p before that @p after has with the same type.
std::set<std::string> names_kept(const arrow::CSchema& before, const arrow::CSchema& after) {
    const auto names = names_of(before);
    const auto new_names = names_of(after);
    std::set<std::string> out;
    for (std::size_t place = 0; place < names.size(); ++place) {
        const auto found = std::find(new_names.begin(), new_names.end(), names[place]);
        const auto other = found - new_names.begin();
        if (found != new_names.end() &&
            arrow::column_difference(*after.children[other], *before.children[place]).empty()) {
            out.insert(names[place]);
        }
    }
    return out;
}

/// The column of a table that an entry is about.
std::string field_of(const Json& column) {
    const auto* const key = column.contains("field_name") ? "field_name" : "name";
    return column.contains(key) && column.at(key).is_string() ? column.at(key).get<std::string>()
                                                              : std::string{};
}

/// Names of columns are texts from now on, whatever they were in pandas: those that are added are.
Json plain_names() {
    return Json::array({{{"name", nullptr},
                         {"field_name", nullptr},
                         {"pandas_type", "unicode"},
                         {"numpy_type", "object"},
                         {"metadata", {{"encoding", "UTF-8"}}}}});
}

bool has_plain_names(const Json& pandas) {
    const auto found = pandas.find("column_indexes");
    return found != pandas.end() && found->is_array() && found->size() == 1 &&
           found->front().is_object() && found->front().value("pandas_type", Json{}) == "unicode";
}

/// Nothing if it is not as pandas writes it, or nothing of it is true any more.
std::optional<std::string> renewed(std::string_view text, const std::set<std::string>& kept) {
    auto pandas = Json::parse(text, nullptr, false);
    if (!pandas.is_object() || !pandas.contains("columns") || !pandas["columns"].is_array()) {
        return std::nullopt;
    }
    auto columns = Json::array();
    for (const auto& column : pandas["columns"]) {
        if (column.is_object() && kept.count(field_of(column)) > 0) {
            columns.push_back(column);
        }
    }
    auto index = Json::array();
    if (pandas.contains("index_columns") && pandas["index_columns"].is_array()) {
        for (const auto& column : pandas["index_columns"]) {
            if (column.is_string() && kept.count(column.get<std::string>()) > 0) {
                index.push_back(column);
            }
        }
    }
    pandas["columns"] = std::move(columns);
    pandas["index_columns"] = std::move(index);
    if (!has_plain_names(pandas)) {
        pandas["column_indexes"] = plain_names();
    }
    return pandas.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string metadata_for(const arrow::CSchema& before, const arrow::Node& after) {
    auto out = arrow::metadata_of(before.metadata);
    if (out.empty()) {
        return out;
    }
    out = arrow::without_metadata_key(out, spark_key);
    if (const auto pandas = arrow::metadata_value(out.data(), pandas_key)) {
        arrow::Owned<arrow::CSchema> type;
        arrow::export_schema(after, type.get());
        const auto text = renewed(*pandas, names_kept(before, *type));
        out = text ? arrow::with_metadata_value(out, pandas_key, *text)
                   : arrow::without_metadata_key(out, pandas_key);
    }
    return out;
}

}  // namespace socshift::formats
