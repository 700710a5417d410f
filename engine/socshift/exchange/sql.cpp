#include "socshift/exchange/escapes.hpp"
#include "socshift/exchange/formats.hpp"
#include "socshift/exchange/relational.hpp"
#include "socshift/version.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace socshift {

namespace {

constexpr std::size_t rows_a_statement = 200;

std::string_view type_of(FieldKind kind) {
    switch (kind) {
        case FieldKind::text:
            return "TEXT";
        case FieldKind::whole:
        case FieldKind::yes_no:
            return "INTEGER";
        case FieldKind::number:
            return "DOUBLE PRECISION";
        case FieldKind::date:
            return "DATE";
    }
    return "";
}

std::string literal(const std::optional<std::string>& cell, FieldKind kind) {
    if (!cell) {
        return "NULL";
    }
    const bool is_number =
        kind == FieldKind::whole || kind == FieldKind::number || kind == FieldKind::yes_no;
    return is_number ? *cell : sql_text(*cell);
}

void create(std::string& out, const Relation& relation) {
    out += fmt::format("-- {}.\nCREATE TABLE {} (\n", relation.says, relation.name);
    for (const auto& field : relation.fields) {
        out += fmt::format("  {} {}{},  -- {}\n", field.name, type_of(field.kind),
                           field.may_be_null ? "" : " NOT NULL", field.says);
    }
    for (const auto& key : relation.foreign_keys) {
        out += fmt::format("  FOREIGN KEY ({}) REFERENCES {} ({}),\n", fmt::join(key.columns, ", "),
                           key.relation, fmt::join(key.refers_to, ", "));
    }
    out += fmt::format("  PRIMARY KEY ({})\n);\n\n", fmt::join(relation.key, ", "));
}

void insert(std::string& out, const Relation& relation) {
    for (std::size_t i = 0; i < relation.rows.size(); ++i) {
        if (i % rows_a_statement == 0) {
            out += fmt::format("INSERT INTO {} VALUES\n", relation.name);
        }
        out += "  (";
        for (std::size_t field = 0; field < relation.fields.size(); ++field) {
            out += field == 0 ? "" : ", ";
            out += literal(relation.rows[i][field], relation.fields[field].kind);
        }
        const bool is_last = i + 1 == relation.rows.size() || (i + 1) % rows_a_statement == 0;
        out += is_last ? ");\n" : "),\n";
    }
    out += relation.rows.empty() ? "" : "\n";
}

/// What happens to the rows of a leaf when tables of two editions are joined on the code.
constexpr std::string_view join_view =
    R"(-- What an inner join of two editions on the code does to the rows of a leaf of the first, where it is
-- not what the links say: 'lost', the code is not in the other edition; 'mistaken', the code is there
-- and no link leads to it; 'incomplete', a link leads to it and the leaf has other places as well.
CREATE VIEW lost_by_join AS
SELECT leaf.source_edition, leaf.source_code, item.title AS source_title, leaf.target_edition,
  CASE WHEN there.code IS NULL THEN 'lost'
       WHEN leaf.to_itself = 0 THEN 'mistaken'
       ELSE 'incomplete' END AS what
FROM (SELECT source_edition, source_code, target_edition, COUNT(*) AS places, SUM(to_itself) AS to_itself
      FROM (SELECT source_edition, source_code, target_edition,
              CASE WHEN target_code = source_code THEN 1 ELSE 0 END AS to_itself FROM links
            UNION ALL
            SELECT source_edition, source_code, target_edition, 0 AS to_itself FROM remainders) AS place
      GROUP BY source_edition, source_code, target_edition) AS leaf
JOIN items AS item ON item.edition = leaf.source_edition AND item.code = leaf.source_code
LEFT JOIN items AS there ON there.edition = leaf.target_edition AND there.code = leaf.source_code
WHERE there.code IS NULL OR leaf.to_itself = 0 OR leaf.places > 1;

)";

}  // namespace

std::vector<ExportedFile> sql_files(const ExportContent& content) {
    std::string out = fmt::format(
        "-- Classifications and the links between them, by socshift {}.\n"
        "-- For SQLite, DuckDB and PostgreSQL.\n",
        version());
    for (const auto& draft : content.drafts) {
        out += fmt::format("-- {} is a draft: nothing of it is in force.\n", draft.text());
    }
    out += "\nBEGIN;\n\n";
    const auto relations = relations_of(content);
    for (const auto& relation : relations) {
        create(out, relation);
    }
    out += join_view;
    for (const auto& relation : relations) {
        insert(out, relation);
    }
    out += "COMMIT;\n";
    return {{"socshift.sql", std::move(out)}};
}

}  // namespace socshift
