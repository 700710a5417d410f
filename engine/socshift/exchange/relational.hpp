#pragma once

// Internal: not installed. Editions and links as relations, for formats that are made of tables.

#include "socshift/exchange/export_content.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

enum class FieldKind : std::uint8_t { text, whole, number, yes_no, date };

struct RelationField {
    std::string name;
    FieldKind kind = FieldKind::text;
    bool may_be_null = false;
    std::string says;  // what it is, in a clause
};

/// Columns of one relation whose values are those of the key of another.
struct ForeignKey {
    std::vector<std::string> columns;
    std::string relation;
    std::vector<std::string> refers_to;
};

/// A relation whose cells are text in the form that both SQL and CSV have: numbers as digits, a
/// yes_no as "1" or "0", a date as YYYY-MM-DD.
struct Relation {
    using Row = std::vector<std::optional<std::string>>;

    std::string name;
    std::string says;
    std::vector<RelationField> fields;
    std::vector<std::string> key;  // empty: none
    std::vector<ForeignKey> foreign_keys;
    std::vector<Row> rows;
};

/// editions, levels, items, notes, correspondences, links, remainders, changes, change_members,
/// families; each after those that it refers to. Those from correspondences on are empty where
/// there is one edition.
[[nodiscard]] std::vector<Relation> relations_of(const ExportContent& content);

/// "0.3333333333333333": the nearest double, in the shortest digits that read as it.
[[nodiscard]] std::string double_text(const Share& share);

}  // namespace socshift
