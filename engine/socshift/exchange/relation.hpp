#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// What the cells of a field are.
enum class FieldKind : std::uint8_t { text, whole, number, yes_no, date };

/// A column of a relation.
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

}  // namespace socshift
