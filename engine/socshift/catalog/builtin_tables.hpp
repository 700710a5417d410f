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
    std::uint8_t file = 0;  // place in the edition's files; 0: its own
    std::uint8_t column = 0;
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
    std::uint8_t file = 0;  // as of an item
    std::uint8_t column = 0;
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
    Rows<const char*> files;  // others, from 1 on, that rows were read from: those of a scenario
};

struct LinkRow {
    const char* source = nullptr;
    const char* target = nullptr;  // null: nowhere
    const char* share = nullptr;
    const char* basis = nullptr;
    std::uint32_t line = 0;
    std::uint8_t file = 0;  // as of an item
    std::uint8_t column = 0;
};

struct CorrespondenceRow {
    const char* file = nullptr;
    const char* source = nullptr;
    const char* target = nullptr;
    const char* title = nullptr;
    const char* coverage = nullptr;
    ProvenanceRow provenance = {};
    Rows<LinkRow> links;
    Rows<const char*> files;
    std::uint32_t line = 0;
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

struct TakeRow {
    std::uint16_t item = 0;  // place in the proposal's items
    const char* code = nullptr;
    std::uint8_t part = 0;
    const char* share = nullptr;
    const char* share_source = nullptr;
    const char* except = nullptr;  // codes with a blank between
    bool ours = false;
    std::uint32_t line = 0;
};

struct ProposedItemRow {
    const char* title = nullptr;
    const char* code = nullptr;
    const char* level = nullptr;
    const char* under = nullptr;
    const char* reading = nullptr;
    std::int8_t residual = 0;  // negative: not said
    std::uint32_t line = 0;
};

struct SupporterRow {
    const char* name = nullptr;
    const char* date = nullptr;
    const char* docket = nullptr;
    const char* reference = nullptr;
    const char* addresses = nullptr;  // with a line end between
    std::uint32_t line = 0;
};

struct ProposalRow {
    const char* file = nullptr;
    const char* id = nullptr;
    const char* base = nullptr;
    const char* title = nullptr;
    std::uint8_t kind = 0;
    std::uint8_t status = 0;
    const char* exhausts = nullptr;  // codes with a blank between
    const char* retires = nullptr;
    Rows<ProposedItemRow> items;
    Rows<TakeRow> takes;
    Rows<SupporterRow> supporters;
    std::uint32_t line = 0;
};

struct ScenarioRow {
    const char* file = nullptr;
    const char* id = nullptr;
    const char* base = nullptr;
    const char* title = nullptr;
    const char* valid_from = nullptr;
    const char* coding = nullptr;
    Rows<const char*> proposals;
    ProvenanceRow provenance = {};
    std::uint32_t line = 0;
};

struct RateRow {
    const char* source = nullptr;
    const char* source_codes = nullptr;
    const char* target = nullptr;
    const char* target_codes = nullptr;
    const char* rate = nullptr;
    const char* mark = nullptr;
    std::uint32_t line = 0;
};

struct RatesRow {
    const char* file = nullptr;
    const char* name = nullptr;
    const char* title = nullptr;
    const char* before = nullptr;
    const char* after = nullptr;
    ProvenanceRow provenance = {};
    Rows<RateRow> rows;
};

struct Tables {
    Rows<EditionRow> editions;
    Rows<CorrespondenceRow> correspondences;
    Rows<CountsRow> counts;
    Rows<RatesRow> rates;
    Rows<ProposalRow> proposals;
    Rows<ScenarioRow> scenarios;
};

/// Defined by the generated source.
extern const Tables tables;

}  // namespace socshift::builtin
