#pragma once

// Internal: the shape of the constant tables that tools/catalog_compiler writes from crosswalks/.
// Null pointers stand for what a file leaves out.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace socshift::builtin {

template <typename Row>
struct Rows {
    const Row* first = nullptr;
    std::size_t count = 0;
    [[nodiscard]] const Row* begin() const { return first; }
    [[nodiscard]] const Row* end() const { return first + count; }
};

struct ProvenanceRow {
    const char* publisher;
    const char* document;
    const char* date;
    const char* source;
    const char* made_by;
    const char* licence;
};

struct ItemRow {
    const char* code;
    const char* parent;
    const char* title;
    std::uint8_t level;  // place in the edition's own levels
    bool residual;
    std::uint32_t line;
};

struct AttributeRow {
    std::uint32_t item;  // place in the edition's items
    const char* name;
    const char* text;
};

struct NoteRow {
    const char* item;
    std::uint8_t relation;
    const char* ref;
    const char* range_end;
    const char* phrase;
    std::uint32_t line;
};

struct EditionRow {
    const char* file;
    const char* id;
    const char* series;
    const char* title;
    std::uint8_t status;
    std::uint8_t kind;
    const char* valid_from;
    const char* valid_until;
    const char* follows;
    const char* extends;
    Rows<const char*> aliases;
    Rows<const char*> levels;
    ProvenanceRow provenance;
    Rows<ItemRow> items;
    Rows<AttributeRow> attributes;
    Rows<NoteRow> notes;
};

struct LinkRow {
    const char* source;
    const char* target;
    const char* share;
    const char* basis;
    std::uint32_t line;
};

struct CorrespondenceRow {
    const char* file;
    const char* source;
    const char* target;
    const char* title;
    ProvenanceRow provenance;
    Rows<LinkRow> links;
};

struct CountRow {
    const char* code;
    std::int64_t count;
    std::uint32_t line;
};

struct CountsRow {
    const char* file;
    const char* name;
    const char* title;
    const char* coded_in;
    const char* measure;
    const char* unit;
    const char* reference;
    std::int64_t total;  // negative: not published
    ProvenanceRow provenance;
    Rows<CountRow> rows;
};

struct Tables {
    Rows<EditionRow> editions;
    Rows<CorrespondenceRow> correspondences;
    Rows<CountsRow> counts;
};

/// Defined by the generated source.
extern const Tables tables;

}  // namespace socshift::builtin
