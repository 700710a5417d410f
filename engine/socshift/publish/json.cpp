#include "socshift/publish/json.hpp"

#include <nlohmann/json.hpp>

#include <ostream>
#include <string>
#include <utility>
#include <variant>

namespace socshift {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Interval::End& end) {
    const auto* const whole = std::get_if<std::int64_t>(&end);
    return whole == nullptr ? Json(printed(end)) : Json(*whole);
}

/// What stands in a column of this kind where there is nothing.
Json nothing_of(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::whole:
        case ColumnKind::measure:
        case ColumnKind::interval:
            return nullptr;
        case ColumnKind::texts:
            return Json::array();
        case ColumnKind::text:
        case ColumnKind::amount:
        case ColumnKind::share:
        case ColumnKind::decimal_share:
        case ColumnKind::yes_no:
        case ColumnKind::mark:
            return "";
    }
    return nullptr;
}

Json json_of(const Cell& cell, ColumnKind kind) {
    const auto& value = cell.value();
    if (cell.is_nothing()) {
        return nothing_of(kind);
    }
    if (const auto* const whole = std::get_if<std::int64_t>(&value)) {
        return *whole;
    }
    if (std::holds_alternative<Measure>(value)) {  // the number that csv has
        return Json::parse(printed(cell, kind));
    }
    if (const auto* const texts = std::get_if<SharedTexts>(&value)) {
        return texts->all();
    }
    return printed(cell, kind);
}

/// Adds a value under its name; an interval under two.
void add(Json& object, const std::string& name, const Cell& cell, ColumnKind kind) {
    const auto* const interval = std::get_if<Interval>(&cell.value());
    if (interval == nullptr && kind != ColumnKind::interval) {
        object[name] = json_of(cell, kind);
        return;
    }
    object[name + "_low"] = interval == nullptr ? Json(nullptr) : json_of(interval->least);
    object[name + "_high"] = interval == nullptr ? Json(nullptr) : json_of(interval->most);
}

void add(Json& object, const Fact& fact) {
    add(object, fact.name, fact.value, ColumnKind::text);
}

Json json_of(const Table& table, const Table::Row& row) {
    auto object = Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) {
        const auto& [name, kind] = table.columns()[i];
        add(object, name, row[i], kind);
    }
    return object;
}

Json json_of(const Table& table) {
    auto rows = Json::array();
    for (const auto& row : table.rows()) {
        rows.push_back(json_of(table, row));
    }
    return rows;
}

/// On one line if @p indent is negative.
std::string text_of(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

void write_json(std::ostream& out, const Answer& answer) {
    out << "{\"schema\":" << text_of(answer.schema, -1) << ",\"rows\":[";
    bool first = true;
    for (const auto& row : answer.table.rows()) {
        out << (first ? "\n" : ",\n") << text_of(json_of(answer.table, row), -1);
        first = false;
    }
    out << "\n]}\n";
}

void write_json(std::ostream& out, const Page& page) {
    Json document = {{"schema", page.schema}};
    for (const auto& fact : page.facts) {
        add(document, fact);
    }
    auto totals = Json::object();
    for (const auto& section : page.sections) {
        for (const auto& total : section.totals) {
            add(totals, total);
        }
    }
    if (!totals.empty()) {
        document["totals"] = std::move(totals);
    }
    for (const auto& section : page.sections) {
        document[section.key] = json_of(section.table);
    }
    out << text_of(document, 2) << '\n';
}

}  // namespace socshift
