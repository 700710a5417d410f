#pragma once

// Internal: the shape of the constant tables that tools/catalog_compiler writes from crosswalks/.
// Null pointers stand for what a file leaves out.

#include "socshift/catalog/builtin_cells.hpp"

#include <cstddef>
#include <cstdint>

namespace socshift::builtin {

template <typename Row>
struct Rows {
    const Row* first = nullptr;
    std::size_t count = 0;
    [[nodiscard]] const Row* begin() const { return first; }
    [[nodiscard]] const Row* end() const { return first + count; }
};

/// A row, and where it was read: in which of its table's files (0: its own), and where there.
template <typename Record>
struct Row {
    CellsOf<Record> cells;
    std::uint8_t file;
    std::uint8_t column;
    std::uint32_t line;
};

struct AttributeRow {
    std::uint32_t item;  // place in the edition's items
    const char* name;
    const char* text;
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
    const char* separators = nullptr;
    std::uint8_t letter_case = 0;
    Rows<const char*> residual_words;
    CellsOf<Provenance> provenance = {};
    Rows<Row<Item>> items;
    Rows<AttributeRow> attributes;
    Rows<Row<Note>> notes;
    Rows<const char*> files;  // others, from 1 on, that rows were read from: those of a scenario
};

struct LinkRow {
    const char* source = nullptr;
    const char* target = nullptr;  // null: nowhere
    const char* share = nullptr;
    const char* basis = nullptr;
    std::uint32_t line = 0;
    std::uint8_t file = 0;  // as of a Row
    std::uint8_t column = 0;
    const char* remark = nullptr;
};

struct CorrespondenceRow {
    const char* file = nullptr;
    const char* source = nullptr;
    const char* target = nullptr;
    const char* title = nullptr;
    const char* coverage = nullptr;
    CellsOf<Provenance> provenance = {};
    Rows<LinkRow> links;
    Rows<const char*> files;
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
    std::int64_t total = 0;            // negative: not published
    const char* margins_of = nullptr;  // nullptr: of none
    CellsOf<Provenance> provenance = {};
    Rows<Row<Counts::Row>> rows;
};

struct TakeRow {
    std::uint16_t item;  // place in the proposal's items
    Row<Take> take;
};

struct ProposalRow {
    const char* file = nullptr;
    const char* id = nullptr;
    const char* base = nullptr;
    const char* title = nullptr;
    std::uint8_t kind = 0;
    std::uint8_t status = 0;
    const char* exhausts = nullptr;  // codes, as in a cell
    const char* retires = nullptr;
    Rows<Row<ProposedItem>> items;
    Rows<TakeRow> takes;
    Rows<Row<Supporter>> supporters;
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
    CellsOf<Provenance> provenance = {};
    std::uint32_t line = 0;
};

struct RatesRow {
    const char* file = nullptr;
    const char* name = nullptr;
    const char* title = nullptr;
    const char* before = nullptr;
    const char* after = nullptr;
    Rows<const char*> groups;
    CellsOf<Provenance> provenance = {};
    Rows<Row<Rates::Row>> rows;
};

struct TitleListRow {
    const char* file = nullptr;
    const char* name = nullptr;
    const char* title = nullptr;
    const char* coded_in = nullptr;
    CellsOf<Provenance> provenance = {};
    Rows<Row<TitleList::Row>> rows;
};

struct FindingRow {
    std::uint8_t severity = 0;
    const char* rule = nullptr;
    const char* file = nullptr;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    const char* message = nullptr;
    std::uint32_t unlisted = 0;
};

/// What check() finds in a table, or, without a target, in an edition.
struct FindingsRow {
    const char* source = nullptr;
    const char* target = nullptr;
    Rows<FindingRow> findings;
};

struct TableMeasuresRow {
    bool for_routes = false;
    std::uint32_t links = 0;
    std::int64_t loss = 0;
};

/// What routes know of a table, or, without a target, of the parents that an extension states.
struct KnownTableRow {
    const char* source = nullptr;
    const char* target = nullptr;
    TableMeasuresRow forward;
    TableMeasuresRow backward;
};

struct Tables {
    Rows<EditionRow> editions;
    Rows<CorrespondenceRow> correspondences;
    Rows<CountsRow> counts;
    Rows<RatesRow> rates;
    Rows<TitleListRow> titles;
    Rows<ProposalRow> proposals;
    Rows<ScenarioRow> scenarios;
    Rows<FindingsRow> findings;
    Rows<KnownTableRow> known;
    const char* checksum = nullptr;  // of the files that these were made of
};

/// Titles of the catalog as EditionTitles keeps them, compressed.
struct ReadyTitlesRow {
    const char* edition = nullptr;
    const char* bytes = nullptr;
    std::size_t size = 0;
};

/// Defined by the generated sources.
extern const Tables tables;
extern const ReadyTitlesRow ready_titles;

}  // namespace socshift::builtin
