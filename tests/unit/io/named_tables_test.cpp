// Classifications and tables in linked data and mapping sets: as others publish them, and as
// `export` writes them.
#include "socshift/base/error.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/import.hpp"
#include "socshift/exchange/export.hpp"
#include "socshift/io/table_file.hpp"
#include "support/conversion.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

using namespace socshift;

namespace {

using Cells = std::vector<std::vector<std::string>>;

Cells cells_of(const DelimitedTable& table) {
    Cells out{table.header};
    for (const auto& row : table.rows) {
        out.push_back(row.cells);
    }
    return out;
}

DelimitedTable table_of(const std::string& text, const std::string& sheet = "",
                        const std::string& language = "") {
    TableChoice choice;
    if (!sheet.empty()) {
        choice.sheet = sheet;
    }
    if (!language.empty()) {
        choice.language = language;
    }
    return read_table(text, "given.ttl", choice);
}

std::string refusal_of(const std::string& text, const std::string& sheet = "",
                       const std::string& language = "") {
    try {
        static_cast<void>(table_of(text, sheet, language));
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

const std::string prefixes =
    "# A remark.\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix xkos: <http://rdf-vocabulary.ddialliance.org/xkos#> .\n"
    "@prefix adms: <http://www.w3.org/ns/adms#> .\n"
    "@prefix : <http://stat.example/activities/> .\n";

/// A scheme with levels in the way of statistical offices: levels list their members, concepts say
/// what is broader or narrower, labels have languages.
const std::string scheme = prefixes +
                           ":ACT2 a skos:ConceptScheme ; skos:notation \"ACT2\" ;\n"
                           "  xkos:levels ( :sections :divisions ) .\n"
                           ":sections a xkos:ClassificationLevel ; skos:member :A .\n"
                           ":divisions a xkos:ClassificationLevel ; xkos:depth 2 ;\n"
                           "  skos:member :a01, :a02 .\n"
                           ":A skos:inScheme :ACT2 ; skos:notation \"A\" ; skos:narrower :a01 ;\n"
                           "  skos:prefLabel \"Farming\"@en, \"Landwirtschaft\"@de .\n"
                           ":a01 skos:inScheme :ACT2 ; skos:notation \"01\" ;\n"
                           "  skos:prefLabel \"Crops\"@en, \"Pflanzenbau\"@de .\n"
                           ":a02 skos:inScheme :ACT2 ; skos:notation \"02\" ; skos:broader :A ;\n"
                           "  skos:prefLabel \"Forestry\"@en, \"Forstwirtschaft\"@de .\n";

std::string without(std::string text, const std::string& part) {
    const auto at = text.find(part);
    REQUIRE(at != std::string::npos);
    return text.erase(at, part.size());
}

std::string with(std::string text, const std::string& part, const std::string& instead) {
    const auto at = text.find(part);
    REQUIRE(at != std::string::npos);
    return text.replace(at, part.size(), instead);
}

}  // namespace

TEST_CASE("a scheme of linked data is a table of its concepts", "[io]") {
    const auto table = table_of(scheme, "", "en");
    CHECK(table.sheet == "ACT2");
    CHECK_FALSE(table.is_draft);
    CHECK(cells_of(table) == Cells{{"code", "title", "level", "parent"},
                                   {"A", "Farming", "1", ""},
                                   {"01", "Crops", "2", "A"},
                                   {"02", "Forestry", "2", "A"}});
    CHECK(table.rows[1].line >= 13);
    CHECK(table.rows[1].line <= 16);
    CHECK(table_of(scheme, "", "de").rows[2].cells[1] == "Forstwirtschaft");
    // A scheme without levels has those that its hierarchy makes.
    const auto plain = without(scheme, "  xkos:levels ( :sections :divisions ) .\n");
    CHECK(cells_of(table_of(with(plain, "\"ACT2\" ;\n", "\"ACT2\" .\n"), "", "en")) ==
          cells_of(table));
    CHECK(table_of(with(scheme, "\"ACT2\" ;\n",
                        "\"ACT2\" ; adms:status "
                        "<http://purl.org/adms/status/UnderDevelopment> ;\n"),
                   "", "en")
              .is_draft);
}

TEST_CASE("what is not said once of a concept is an error with its line", "[io]") {
    CHECK(refusal_of(scheme) ==
          "given.ttl: titles are in several languages: which one? They are de, en");
    CHECK(refusal_of(scheme, "", "fr") ==
          "given.ttl: no titles in the language 'fr'; they are in de, en");
    CHECK_THAT(refusal_of(without(scheme, "skos:notation \"01\" ;"), "", "en"),
               Catch::Contains("<http://stat.example/activities/a01> has no code"));
    CHECK_THAT(
        refusal_of(with(scheme, "skos:notation \"01\"", "skos:notation \"01\", \"001\""), "", "en"),
        Catch::Contains("has two codes (skos:notation): '01' and '001'; expected one"));
    CHECK_THAT(refusal_of(with(scheme, "skos:broader :A", "skos:broader :A, :a01"), "", "en"),
               Catch::Contains("is below <http://stat.example/activities/A> and "
                               "<http://stat.example/activities/a01>; expected one parent"));
    CHECK_THAT(refusal_of(with(scheme, ":a01, :a02 .", ":a01 ."), "", "en"),
               Catch::Contains("a02> is in no level of its scheme"));
    CHECK_THAT(refusal_of(with(scheme, "skos:member :A .", "skos:member :A, :a01 ."), "", "en"),
               Catch::Contains("a01> is in two levels"));
    CHECK_THAT(refusal_of(without(scheme, "\"Crops\"@en, "), "", "en"),
               Catch::Contains("a01> has no title in the language 'en'"));
    CHECK_THAT(refusal_of(with(scheme, "\"Crops\"@en", "\"Crops\"@en, \"Plants\"@en"), "", "en"),
               Catch::Contains("has two titles: 'Crops' and 'Plants'; expected one"));
    CHECK_THAT(refusal_of(with(scheme, "xkos:depth 2", "xkos:depth \"two\""), "", "en"),
               Catch::Contains("xkos:depth 'two'"));
    // Above itself, without levels that would say otherwise.
    const auto round = with(without(with(scheme, "\"ACT2\" ;\n", "\"ACT2\" .\n"),
                                    "  xkos:levels ( :sections :divisions ) .\n"),
                            "skos:narrower :a01", "skos:broader :a02");
    CHECK_THAT(refusal_of(round, "", "en"), Catch::Contains("is below itself"));
}

TEST_CASE("what is not Turtle is an error with its line", "[io]") {
    CHECK_THAT(refusal_of(prefixes + ":a skos:notation \"1\n"), Catch::StartsWith("given.ttl:"));
    CHECK_THAT(refusal_of(prefixes + ":a nobody:says \"1\" .\n"), Catch::Contains("prefix"));
    CHECK_THAT(refusal_of(scheme.substr(0, scheme.size() - 20)), Catch::Contains("not Turtle"));
    CHECK_THAT(refusal_of(scheme + std::string(1, '\0') + ":A skos:notation \"B\" .\n"),
               Catch::Contains("not Turtle"));
    CHECK_THAT(refusal_of(prefixes + ":a skos:notation \"1\" .\n"),
               Catch::Contains("without a skos:ConceptScheme"));
    TableChoice choice;
    choice.language = "en";
    CHECK_THROWS_AS(read_table("code,title\n1,A\n", "t.csv", choice), FormatError);
}

TEST_CASE("a correspondence of linked data is a table of its links", "[io]") {
    const std::string concepts =
        ":old a skos:ConceptScheme . :new a skos:ConceptScheme .\n"
        ":o1 skos:inScheme :old ; skos:notation \"1\" ; skos:prefLabel \"One\" .\n"
        ":o2 skos:inScheme :old ; skos:notation \"2\" .\n"
        ":n1 skos:inScheme :new ; skos:notation \"A\" ; skos:prefLabel \"Ay\" .\n"
        ":n2 skos:inScheme :new ; skos:notation \"B\" .\n";
    const auto table_in = [&](const std::string& associations) {
        return prefixes + concepts + ":c a xkos:Correspondence ; xkos:madeOf :l1, :l2 .\n" +
               associations;
    };
    const auto good = table_in(
        ":l1 xkos:sourceConcept :o1 ; xkos:targetConcept :n1, :n2 .\n"
        ":l2 xkos:sourceConcept :o2 .\n");
    CHECK(cells_of(table_of(good, "old -> new")) ==
          Cells{{"source", "source title", "target", "target title"},
                {"1", "One", "A", "Ay"},
                {"1", "One", "B", ""},
                {"2", "", "", ""}});
    CHECK(refusal_of(good) ==
          "given.ttl: several tables: which one? They are 'old', 'new', 'old -> new'");
    CHECK(refusal_of(good, "newer") ==
          "given.ttl: no table 'newer'; the tables are 'old', 'new', 'old -> new'");
    CHECK_THAT(refusal_of(table_in(":l1 xkos:sourceConcept :o1, :o2 ; xkos:targetConcept :n1, :n2 "
                                   ".\n:l2 xkos:sourceConcept :o2 .\n")),
               Catch::Contains("joins several sources with several targets"));
    CHECK_THAT(refusal_of(table_in(":l1 xkos:sourceConcept :o1 ; xkos:targetConcept :n1 .\n")),
               Catch::Contains("l2> has neither source nor target"));
    CHECK_THAT(refusal_of(table_in(":l1 xkos:sourceConcept :o1 ; xkos:targetConcept :n1 .\n"
                                   ":l2 xkos:sourceConcept :n2 ; xkos:targetConcept :n1 .\n")),
               Catch::Contains("has sources in several schemes"));
    CHECK_THAT(refusal_of(table_in(":l1 xkos:sourceConcept :o1 ; xkos:targetConcept :n1 .\n"
                                   ":l2 xkos:sourceConcept <http://other.example/2> .\n")),
               Catch::Contains("<http://other.example/2> has no code") &&
                   Catch::Contains("files of Turtle may be put behind each other"));
}

TEST_CASE("a mapping set is a table of its links", "[io]") {
    const std::string header =
        "#curie_map:\n#  o: \"http://o/\"\n"
        "subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification\n";
    const auto good = header +
                      "o:1\tOne\tskos:exactMatch\tn:A%2FB\tsemapv:ManualMappingCuration\n"
                      "o:2\tTwo\tskos:relatedMatch\tsssom:NoTermFound\tsemapv:LexicalMatching\n";
    // What has no term has no prefix, and is of the only table there is.
    CHECK(table_of(good).sheet == "o -> n");
    CHECK(table_of(good).rows.size() == 2);
    const auto sources =
        with(with(good, "mapping_justification\n",
                  "mapping_justification\tsubject_source\tobject_source\n"),
             "semapv:ManualMappingCuration\n", "semapv:ManualMappingCuration\tx:old\tx:new\n");
    const auto table = table_of(
        with(sources, "semapv:LexicalMatching\n", "semapv:LexicalMatching\tx:old\tx:new\n"));
    CHECK(table.sheet == "old -> new");
    CHECK(table.rows[0].line == 4);
    const auto cells = cells_of(table);
    CHECK(cells[0][0] == "source");
    CHECK(cells[0][2] == "target");
    CHECK(cells[1][0] == "1");
    CHECK(cells[1][1] == "One");
    CHECK(cells[1][2] == "A/B");
    CHECK(cells[2][2].empty());
    CHECK_THAT(refusal_of(with(good, "skos:exactMatch", "owl:differentFrom")),
               Catch::StartsWith("given.ttl:4: predicate_id 'owl:differentFrom' is no match"));
    CHECK_THAT(refusal_of(with(good, "o:1", "1")),
               Catch::StartsWith("given.ttl:4: subject_id '1' must be PREFIX:CODE"));
    const auto negated = with(with(good, "object_id\t", "predicate_modifier\tobject_id\t"),
                              "skos:exactMatch\t", "skos:exactMatch\tNot\t");
    CHECK_THAT(refusal_of(with(negated, "skos:relatedMatch\t", "skos:relatedMatch\t\t")),
               Catch::Contains("predicate_modifier 'Not'"));
}

TEST_CASE("what the metadata of a mapping set say of all rows holds for each that says nothing",
          "[io]") {
    const std::string rows =
        "subject_id\tpredicate_id\tobject_id\tobject_source\n"
        "o:1\tskos:exactMatch\tn:A\t\n"
        "o:2\tskos:exactMatch\tn:B\tx:newer\n";
    const std::string above =
        "#curie_map:\n#  subject_source: \"http://o/\"\n#subject_source: \"x:old\"\n"
        "# object_source: x:new\r\n";
    CHECK(table_of(above + rows, "old -> new").rows.size() == 1);
    CHECK(table_of(above + rows, "old -> newer").rows.size() == 1);
    const auto ended = rows + "o:3\tskos:relatedMatch\tsssom:NoTermFound\t\n";
    CHECK(table_of(above + ended, "old -> new").rows.size() == 2);
    CHECK(refusal_of(ended, "o -> n") ==
          "given.ttl:4: sssom:NoTermFound, and nothing says of which vocabulary: 'o -> n', 'o -> "
          "newer'; expected it in object_source");
}

TEST_CASE("a byte-order mark before linked data and mapping sets is none of theirs", "[io]") {
    const std::string mark = "\xEF\xBB\xBF";
    CHECK(cells_of(table_of(mark + scheme, "", "en")) == cells_of(table_of(scheme, "", "en")));
    const std::string rows =
        "#note\nsubject_id\tpredicate_id\tobject_id\no:1\tskos:exactMatch\tn:A\n";
    CHECK(table_of(mark + rows).rows.size() == 1);
}

TEST_CASE("a language is found by the basic filtering of RFC 4647", "[io]") {
    const auto english = [&](const std::string& tag) {
        auto text = scheme;
        for (std::size_t at = 0; (at = text.find("@en", at)) != std::string::npos;) {
            text.replace(at, 3, "@" + tag);
            at += tag.size();
        }
        return text;
    };
    const auto expected = cells_of(table_of(scheme, "", "en"));
    CHECK(cells_of(table_of(english("EN"), "", "en")) == expected);
    CHECK(cells_of(table_of(english("en-GB"), "", "en")) == expected);
    CHECK(cells_of(table_of(english("en-GB"), "", "EN-gb")) == expected);
    CHECK_THAT(refusal_of(english("eng"), "", "en"),
               Catch::Contains("no titles in the language 'en'"));
    CHECK_THAT(refusal_of(scheme, "", "en-GB"), Catch::Contains("no titles in the language"));
    // The tag itself goes before longer ones.
    CHECK(cells_of(table_of(with(scheme, "\"Crops\"@en", "\"Plants\"@en-US, \"Crops\"@en"), "",
                            "en")) == expected);
}

namespace {

/// What comes back of a table between two editions that was exported in @p format.
CorrespondenceData back_again(const Catalog& catalog, const Correspondence& table,
                              ExportFormat format) {
    const auto& from = catalog.edition(table.source());
    const auto& to = catalog.edition(table.target());
    const auto made = export_files(catalog, format,
                                   {{from.id().text(), to.id().text()}, {}, "https://x.example/"});
    TableChoice choice;
    choice.sheet = from.id().text() + " -> " + to.id().text();
    const auto read = read_table(made.files.front().bytes, made.files.front().name, choice);
    CrosswalkColumns columns;
    columns.source = "source";
    columns.target = "target";
    columns.source_title = "source title";
    columns.target_title = "target title";
    if (read.find_column("share")) {
        columns.share = ShareColumn{"share", Basis::official};
    }
    auto back = import_crosswalk(
        read, {table.source(), table.target(), "T", {"P", "D", "", "", "", ""}, {}, {}}, columns,
        from, to);
    CHECK_FALSE(has_errors(back.findings));
    return std::move(back.data);
}

/// Links and ends of a table whose rows are all of leaves, as text. A share of all of a source,
/// which has one place, need not be said, and neither that a code without a row goes nowhere.
template <typename Links, typename Ends>
std::vector<std::string> said(const Links& links, const Ends& ends) {
    std::vector<std::string> out;
    const auto share_of = [](const auto& share) {
        return share && share->text() != "1" ? share->text() : std::string{};
    };
    for (const auto& link : links) {
        out.push_back(link.source.text() + " " + link.target.text() + " " + share_of(link.share));
    }
    for (const auto& end : ends) {
        if (!share_of(end.share).empty()) {
            out.push_back(end.source.text() + " nowhere " + share_of(end.share));
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

bool is_of_leaves(const Catalog& catalog, const Correspondence& table) {
    const auto& from = catalog.edition(table.source());
    const auto& to = catalog.edition(table.target());
    return std::all_of(table.links().begin(), table.links().end(), [&](const Link& link) {
        return from.is_leaf(*from.find(link.source)) && to.is_leaf(*to.find(link.target));
    });
}

}  // namespace

TEST_CASE("tables come back from XKOS and SSSOM as they went", "[io][exchange]") {
    const auto& catalog = builtin_catalog();
    std::size_t tables = 0;
    for (const auto format : {ExportFormat::xkos, ExportFormat::sssom}) {
        for (const auto& [from, to] : catalog.correspondence_ids()) {
            const auto& table = *catalog.correspondence(from, to);
            if (table.coverage() != Coverage::whole || !is_of_leaves(catalog, table)) {
                continue;  // what a table leaves out is unknown, which an importer is not told
            }
            CAPTURE(to_string(format), from.text(), to.text());
            const auto back = back_again(catalog, table, format);
            const auto came = said(back.links, back.ends);
            const auto went = said(table.links(), table.ends());
            std::vector<std::string> differ;
            std::set_symmetric_difference(came.begin(), came.end(), went.begin(), went.end(),
                                          std::back_inserter(differ));
            CHECK(differ == std::vector<std::string>{});
            ++tables;
        }
    }
    CHECK(tables > 10);
}

TEST_CASE("every classification comes back from XKOS as it went", "[io][exchange]") {
    for (const auto& id : builtin_catalog().edition_ids()) {
        const auto& edition = builtin_catalog().edition(id);
        CAPTURE(id.text());
        const auto made = export_files(builtin_catalog(), ExportFormat::xkos,
                                       {{id.text()}, {}, "https://x.example/"});
        const auto read = read_table(made.files.front().bytes, "x.ttl");
        EditionHeader header = edition.header();
        header.extends.reset();
        header.levels = edition.levels();
        StructureColumns columns;
        if (read.find_column("residual")) {
            columns.residual = "residual";
        }
        const auto back = import_structure(read, {header, {}, {}, {}}, columns);
        CHECK_FALSE(has_errors(back.findings));
        auto items = back.data.items;
        std::sort(items.begin(), items.end(),
                  [](const Item& a, const Item& b) { return a.code < b.code; });
        REQUIRE(items.size() == edition.items().size());
        for (std::size_t i = 0; i < items.size(); ++i) {
            const auto& was = edition.items()[i];
            CAPTURE(was.code.text());
            CHECK(items[i].code == was.code);
            CHECK(items[i].title == was.title);
            CHECK(items[i].level == was.level);
            CHECK(items[i].parent == was.parent);
            CHECK(items[i].residual == was.residual);
        }
    }
}
