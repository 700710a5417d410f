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
    const char* publisher = nullptr;
    const char* document = nullptr;
    const char* date = nullptr;
    const char* source = nullptr;
    const char* made_by = nullptr;
    const char* licence = nullptr;
};

struct ItemRow {
    const char* code = nullptr;
    const char* parent = nullptr;
    const char* title = nullptr;
    std::uint8_t level = 0;  // place in the edition's own levels
    bool residual = false;
    std::uint32_t line = 0;
};

struct AttributeRow {
    std::uint32_t item;  // place in the edition's items
    const char* name;
    const char* text;
};

struct NoteRow {
    const char* item = nullptr;
    std::uint8_t relation = 0;
    const char* ref = nullptr;
    const char* range_end = nullptr;
    const char* phrase = nullptr;
    std::uint32_t line = 0;
};

struct EditionRow {
    const char* file = nullptr;
    const char* id = nullptr;
    const char* series = nullptr;
    const char* title = nullptr;
    std::uint8_t status = 0;
    std::uint8_t kind = 0;
    const char* valid_from = nullptr;
    const char* valid_until = nullptr;
    const char* follows = nullptr;
    const char* extends = nullptr;
    Rows<const char*> aliases;
    Rows<const char*> levels;
    ProvenanceRow provenance = {};
    Rows<ItemRow> items;
    Rows<AttributeRow> attributes;
    Rows<NoteRow> notes;
};

struct LinkRow {
    const char* source = nullptr;
    const char* target = nullptr;
    const char* share = nullptr;
    const char* basis = nullptr;
    std::uint32_t line = 0;
};

struct CorrespondenceRow {
    const char* file = nullptr;
    const char* source = nullptr;
    const char* target = nullptr;
    const char* title = nullptr;
    ProvenanceRow provenance = {};
    Rows<LinkRow> links;
};

struct CountRow {
    const char* code = nullptr;
    std::int64_t count = 0;
    std::uint32_t line = 0;
};

struct CountsRow {
    const char* file = nullptr;
    const char* name = nullptr;
    const char* title = nullptr;
    const char* coded_in = nullptr;
    const char* measure = nullptr;
    const char* unit = nullptr;
    const char* reference = nullptr;
    std::int64_t total = 0;  // negative: not published
    ProvenanceRow provenance = {};
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
