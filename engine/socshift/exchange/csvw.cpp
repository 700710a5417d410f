#include "socshift/exchange/escapes.hpp"
#include "socshift/exchange/formats.hpp"
#include "socshift/exchange/relational.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace socshift {

namespace {

using Json = nlohmann::ordered_json;

Json datatype_of(FieldKind kind) {
    switch (kind) {
        case FieldKind::text:
            return "string";
        case FieldKind::whole:
            return "integer";
        case FieldKind::number:
            return "double";
        case FieldKind::yes_no:
            return {{"base", "boolean"}, {"format", "1|0"}};
        case FieldKind::date:
            return "date";
    }
    return nullptr;
}

Json schema_of(const Relation& relation) {
    auto columns = Json::array();
    for (const auto& field : relation.fields) {
        columns.push_back({{"name", field.name},
                           {"titles", field.name},
                           {"dc:description", field.says},
                           {"datatype", datatype_of(field.kind)},
                           {"required", !field.may_be_null}});
    }
    Json out = {{"columns", std::move(columns)}, {"primaryKey", relation.key}};
    auto keys = Json::array();
    for (const auto& key : relation.foreign_keys) {
        keys.push_back(
            {{"columnReference", key.columns},
             {"reference",
              {{"resource", key.relation + ".csv"}, {"columnReference", key.refers_to}}}});
    }
    if (!keys.empty()) {
        out["foreignKeys"] = std::move(keys);
    }
    return out;
}

std::string csv_of(const Relation& relation) {
    std::string out;
    for (const auto& field : relation.fields) {
        out += (out.empty() ? "" : ",") + field.name;
    }
    out += '\n';
    for (const auto& row : relation.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            out += (i == 0 ? "" : ",") + csv_field(row[i].value_or(""));
        }
        out += '\n';
    }
    return out;
}

}  // namespace

std::vector<ExportedFile> csvw_files(const ExportContent& content) {
    std::vector<ExportedFile> out;
    auto tables = Json::array();
    for (const auto& relation : relations_of(content)) {
        tables.push_back({{"url", relation.name + ".csv"},
                          {"dc:description", relation.says},
                          {"tableSchema", schema_of(relation)}});
        out.push_back({relation.name + ".csv", csv_of(relation)});
    }
    const std::string status = "http://purl.org/adms/status/";
    Json whole = {
        {"@context", "http://www.w3.org/ns/csvw"},
        {"dc:title", "Classifications and the links between them"},
        {"http://www.w3.org/ns/adms#status",
         {{"@id", status + (content.drafts.empty() ? "Completed" : "UnderDevelopment")}}}};
    if (!content.drafts.empty()) {
        auto drafts = Json::array();
        for (const auto& draft : content.drafts) {
            drafts.push_back(draft.text() + " is a draft: nothing of it is in force");
        }
        whole["dc:description"] = std::move(drafts);
    }
    whole["dialect"] = {{"delimiter", ","}, {"header", true}, {"encoding", "utf-8"}};
    whole["tables"] = std::move(tables);
    out.push_back({"csv-metadata.json", whole.dump(1) + "\n"});
    std::sort(out.begin(), out.end(),
              [](const ExportedFile& a, const ExportedFile& b) { return a.name < b.name; });
    return out;
}

}  // namespace socshift
