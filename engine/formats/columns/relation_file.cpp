#include "columns/relation_file.hpp"

#include "arrow/node.hpp"
#include "arrow/owned.hpp"
#include "arrow/schema.hpp"
#include "socshift/model/validity.hpp"

#include <charconv>
#include <cstdint>
#include <utility>
#include <vector>

namespace socshift::formats {

namespace {

using arrow::Node;

/// The number that @p text, as a relation has it, is; of an empty one 0.
template <typename Number>
Number number_of(const std::string& text) {
    Number out{};
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

std::int32_t day_of(const std::string& text) {
    return text.empty() ? 0
                        : static_cast<std::int32_t>(parse_date(text).time_since_epoch().count());
}

template <typename Value, typename ValueOf>
std::vector<Value> values_of(const std::vector<std::string>& texts, const ValueOf& value_of) {
    std::vector<Value> out;
    out.reserve(texts.size());
    for (const auto& text : texts) {
        out.push_back(value_of(text));
    }
    return out;
}

Node date_column(const std::string& name, std::vector<std::int32_t> days,
                 const std::vector<bool>& has_value) {
    Node out{"tdD", name};
    auto nulls = arrow::NullBits::of(has_value);
    out.length = static_cast<std::int64_t>(days.size());
    out.null_count = nulls.nulls;
    out.buffers = {std::move(nulls.bits), arrow::Buffer::of(std::move(days))};
    return out;
}

Node values_column(const RelationField& field, const std::vector<std::string>& texts,
                   const std::vector<bool>& has_value) {
    switch (field.kind) {
        case FieldKind::text:
            break;
        case FieldKind::whole:
            return arrow::whole_column(
                field.name, values_of<std::int64_t>(texts, number_of<std::int64_t>), has_value);
        case FieldKind::number:
            return arrow::real_column(field.name, values_of<double>(texts, number_of<double>),
                                      has_value);
        case FieldKind::yes_no:
            return arrow::bool_column(
                field.name,
                values_of<bool>(texts, [](const std::string& text) { return text == "1"; }),
                has_value);
        case FieldKind::date:
            return date_column(field.name, values_of<std::int32_t>(texts, day_of), has_value);
    }
    return arrow::text_column(field.name, texts, has_value);
}

Node column_of(const Relation& relation, std::size_t place) {
    const auto& field = relation.fields[place];
    std::vector<std::string> texts;
    std::vector<bool> has_value;
    for (const auto& row : relation.rows) {
        texts.push_back(row[place].value_or(""));
        has_value.push_back(row[place].has_value());
    }
    auto out = values_column(field, texts, has_value);
    out.metadata = arrow::metadata_pair("description", field.says);
    return out;
}

}  // namespace

std::string relation_file(const Relation& relation, const Kind& kind, const std::string& file,
                          std::string_view status) {
    std::vector<Node> columns;
    for (std::size_t i = 0; i < relation.fields.size(); ++i) {
        columns.push_back(column_of(relation, i));
    }
    auto table =
        arrow::table_of(static_cast<std::int64_t>(relation.rows.size()), std::move(columns));
    table.metadata = arrow::with_metadata_pair(arrow::metadata_pair("description", relation.says),
                                               "status", status);
    arrow::Owned<arrow::CSchema> schema;
    arrow::export_schema(table, schema.get());
    std::string out;
    const auto sink = open_sink(
        kind, {file, [&](std::string_view bytes) { out += bytes; }, schema.get(), {}, false});
    sink->write(table);
    sink->finish();
    return out;
}

}  // namespace socshift::formats
