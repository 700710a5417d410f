// What the importer finds in the publisher's definitions. The floors are what a careful reader
// counted: distinct references to codes, a range counted once.
#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/definition_clauses.hpp"
#include "socshift/catalog/import_state_list.hpp"
#include "socshift/changes/exclusions.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/io/whole_file.hpp"
#include "support/model.hpp"
#include "support/sources.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <tuple>

using namespace socshift;
using namespace socshift::test;

namespace {

std::size_t references(const std::vector<Note>& notes, NoteRelation relation) {
    std::set<std::tuple<Code, std::optional<Code>, std::optional<Code>>> distinct;
    for (const auto& note : notes) {
        if (note.relation == relation && note.ref) {
            distinct.emplace(note.item, note.ref, note.range_end);
        }
    }
    return distinct.size();
}

std::size_t with_rule(const Findings& findings, std::string_view rule) {
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(),
                      [&](const Finding& finding) { return finding.rule == rule; }));
}

EditionData items_of(const Edition& edition) {
    return {edition.header(), edition.items(), {}, {}};
}

NotesFound notes_in(const Definitions& definitions, std::string_view edition) {
    return notes_of(definitions, items_of(builtin_catalog().edition(id(edition))));
}

Definitions definitions_in(const std::filesystem::path& file) {
    const auto table = read_table(file);
    return definitions_of(table, definition_columns(table));
}

/// Notes without the place where they were read.
std::vector<Note> facts(std::vector<Note> notes) {
    for (auto& note : notes) {
        note.at = {};
        note.inherited = false;
    }
    return notes;
}

std::size_t count(std::string_view edition, ReferenceFinding finding) {
    const auto& all = builtin_catalog();
    const auto graph = ReferenceGraph::make(all, all.edition(id(edition)));
    return static_cast<std::size_t>(
        std::count_if(graph.references().begin(), graph.references().end(),
                      [&](const Reference& reference) { return reference.has(finding); }));
}

}  // namespace

TEST_CASE("the notes of the SOC editions are as many as their definitions make") {
    const auto& soc2000 = builtin_catalog().edition(id("soc2000")).notes();
    CHECK(references(soc2000, NoteRelation::excludes) == 237);  // at least 227
    CHECK(references(soc2000, NoteRelation::included_in) == 23);
    const auto& soc2010 = builtin_catalog().edition(id("soc2010")).notes();
    CHECK(references(soc2010, NoteRelation::excludes) == 314);  // at least 306
    CHECK(references(soc2010, NoteRelation::included_in) == 47);
    const auto& soc2018 = builtin_catalog().edition(id("soc2018")).notes();
    CHECK(references(soc2018, NoteRelation::excludes) == 441);  // at least 436
    CHECK(references(soc2018, NoteRelation::included_in) == 46);
}

TEST_CASE("no reference of a SOC edition leads to a code that it does not have") {
    for (const auto* const edition : {"soc2000", "soc2010", "soc2018"}) {
        CAPTURE(edition);
        CHECK(count(edition, ReferenceFinding::dangling) == 0);
        CHECK(count(edition, ReferenceFinding::stale) == 0);
    }
}

TEST_CASE("extensions have every note of the edition they extend") {
    const auto& soc2018 = builtin_catalog().edition(id("soc2018")).notes();
    for (const auto* const edition : {"onet2019", "alaska2018"}) {
        CAPTURE(edition);
        CHECK(facts(builtin_catalog().edition(id(edition)).notes()) == facts(soc2018));
    }
}

TEST_CASE("at most one clause of an edition's definitions is not understood", "[data]") {
    const auto sources = sources_or_skip();
    if (!sources) {
        return;
    }
    const auto missed = [&](const std::string& year) {
        const auto found = notes_in(
            definitions_in(*sources / "soc" / ("soc" + year + "_definitions.csv")), "soc" + year);
        CHECK(with_rule(found.findings, "unknown-item") == 0);
        return with_rule(found.findings, "clause-not-understood");
    };
    CHECK(missed("2000") == 0);
    CHECK(missed("2010") == 0);
    CHECK(missed("2018") == 1);  // 53-1044 says whom it includes the supervisors of
}

TEST_CASE("the workbook of 2018 as published makes the shipped notes", "[data]") {
    const auto sources = sources_or_skip();
    if (!sources) {
        return;
    }
    const auto definitions =
        definitions_in(*sources / "official-files" / "soc_2018_definitions.xlsx");
    CHECK(definitions.all().size() == 867);
    CHECK(facts(notes_in(definitions, "soc2018").notes) ==
          facts(builtin_catalog().edition(id("soc2018")).notes()));
}

TEST_CASE("the state list, damaged marks and all, makes the same notes as the edition", "[data]") {
    const auto sources = sources_or_skip();
    if (!sources) {
        return;
    }
    const auto file = *sources / "documents" / "alaska_soc_list.txt";
    const auto definitions = state_list_definitions(read_file(file), "list", {});
    CHECK(definitions.all().size() == 41);
    const auto found = notes_in(definitions, "alaska2018");
    CHECK(with_rule(found.findings, "clause-not-understood") == 0);
    std::vector<Note> expected;
    for (const auto& note : builtin_catalog().edition(id("soc2018")).notes()) {
        if (definitions.find(note.item) != nullptr) {
            expected.push_back(note);
        }
    }
    CHECK(found.notes.size() == 25);
    CHECK(facts(found.notes) == facts(expected));
}
