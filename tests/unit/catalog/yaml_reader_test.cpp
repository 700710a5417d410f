// What the reader takes and, letter by letter, what it says of what it does not.
#include "socshift/catalog/yaml.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

const std::string edition_text = R"(edition: "x2018"
series: "x"
title: "An edition"
status: "final"
valid_from: "2018-01-01"
levels: ["group", "leaf"]
provenance:
  publisher: "Someone"
  document: "Something"
items:
  - {code: "1", level: "group", title: "One"}
  - {code: "11", level: "leaf", parent: "1", title: "One one", residual: true}
)";

const std::string table_text = R"(correspondence: {source: "x", target: "y"}
title: "A table"
provenance: {publisher: "Someone", document: "Something"}
links:
  - {source: "1", target: "1"}
  - {source: "2", target: "1", share: "1/3", basis: "census"}
  - {source: "2", target: "2", share: "2/3", basis: "census"}
)";

const std::string counts_text = R"(counts: "c-2018"
title: "Counts"
coded_in: "x"
measure: "employment"
unit: "persons"
reference: "2018-05"
total: 12
provenance: {publisher: "Someone", document: "Something"}
rows:
  - {code: "2", count: 7}
  - {code: "1", count: 0}
)";

/// @p text with the first @p from replaced, which must be there.
std::string with(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::string why(const std::string& text) {
    return message_of<FormatError>([&] { (void)read_yaml(text, "f.yaml"); });
}

std::string why_with(const std::string& text, const std::string& from, const std::string& to) {
    return why(with(text, from, to));
}

EditionData edition_of(const std::string& text) {
    return std::get<EditionData>(read_yaml(text, "f.yaml"));
}

}  // namespace

TEST_CASE("an edition is read with the place of every row", "[yaml]") {
    const auto data = edition_of(edition_text);
    CHECK(data.header.id == id("x2018"));
    CHECK(data.header.series == "x");
    CHECK(data.header.title == "An edition");
    CHECK(data.header.status == Status::final);
    CHECK(data.header.validity == Validity{parse_date("2018-01-01"), std::nullopt});
    CHECK_FALSE(data.header.follows.has_value());
    CHECK_FALSE(data.header.extends.has_value());
    CHECK(data.header.aliases.empty());
    CHECK(data.header.levels == std::vector<std::string>{"group", "leaf"});
    CHECK(data.header.provenance == Provenance{"Someone", "Something", "", "", "", ""});
    CHECK(data.at == SourceLocation{"f.yaml", 1, 1});
    REQUIRE(data.items.size() == 2);
    CHECK(data.items[0] == Item{code("1"), "One", "group", {}, false, false, {"f.yaml", 11, 5}});
    CHECK(data.items[1] ==
          Item{code("11"), "One one", "leaf", code("1"), true, false, {"f.yaml", 12, 5}});
    CHECK(data.notes.empty());
}

TEST_CASE("everything that an edition may say is read", "[yaml]") {
    const auto data = edition_of(
        with(edition_text, "levels:",
             "valid_until: \"2028-01-01\"\nfollows: \"x2010\"\nextends: \"y\"\n"
             "aliases: [\"2018\", \"X\"]\nlevels:") +
        "notes:\n"
        "  - {item: \"11\", relation: \"excludes\", ref: \"1\", range_end: \"2\", phrase: \"P\"}\n"
        "  - {item: \"1\", relation: \"included_in\", phrase: \"Q\"}\n");
    CHECK(data.header.validity.until == parse_date("2028-01-01"));
    CHECK(data.header.follows == id("x2010"));
    CHECK(data.header.extends == id("y"));
    CHECK(data.header.aliases == std::vector<std::string>{"2018", "X"});
    REQUIRE(data.notes.size() == 2);
    CHECK(data.notes[0] ==
          Note{code("11"), NoteRelation::excludes, code("1"), code("2"), "P", {"f.yaml", 18, 5}});
    CHECK(data.notes[1] ==
          Note{code("1"), NoteRelation::included_in, {}, {}, "Q", {"f.yaml", 19, 5}});
}

TEST_CASE("a correspondence is read", "[yaml]") {
    const auto data = std::get<CorrespondenceData>(read_yaml(table_text, "f.yaml"));
    CHECK(data.source == id("x"));
    CHECK(data.target == id("y"));
    CHECK(data.title == "A table");
    REQUIRE(data.links.size() == 3);
    CHECK(data.links[0] == Link{code("1"), code("1"), {}, {}, {"f.yaml", 5, 5}});
    CHECK(data.links[1] ==
          Link{code("2"), code("1"), Share(1, 3), Basis::census, {"f.yaml", 6, 5}});
}

TEST_CASE("counts are read and sorted by code", "[yaml]") {
    const auto data = std::get<Counts>(read_yaml(counts_text, "f.yaml"));
    CHECK(data.name == "c-2018");
    CHECK(data.coded_in == id("x"));
    CHECK(data.measure == "employment");
    CHECK(data.unit == "persons");
    CHECK(data.reference == "2018-05");
    CHECK(data.total == 12);
    REQUIRE(data.rows.size() == 2);
    CHECK(data.rows[0] == Counts::Row{code("1"), 0, {"f.yaml", 11, 5}});
    CHECK(data.rows[1] == Counts::Row{code("2"), 7, {"f.yaml", 10, 5}});
}

TEST_CASE("only the header of a file is read when asked", "[yaml]") {
    const auto wrong_rows = with(edition_text, "code: \"1\"", "what: 1");
    CHECK_THROWS_AS(read_yaml(wrong_rows, "f.yaml"), FormatError);
    const auto header = std::get<EditionData>(read_yaml_header(wrong_rows, "f.yaml"));
    CHECK(header.header == edition_of(edition_text).header);
    CHECK(header.items.empty());
    const auto without_rows = edition_text.substr(0, edition_text.find("items:"));
    CHECK(std::get<EditionData>(read_yaml_header(without_rows, "f.yaml")) == header);
    CHECK(why(without_rows) == "f.yaml:1:1: key 'items' is missing");
    CHECK(std::get<CorrespondenceData>(read_yaml_header(table_text, "f.yaml")).links.empty());
    CHECK(std::get<Counts>(read_yaml_header(counts_text, "f.yaml")).rows.empty());
}

TEST_CASE("line ends of Windows and a byte-order mark change nothing", "[yaml]") {
    std::string windows;
    for (const char c : edition_text) {
        windows += c == '\n' ? "\r\n" : std::string(1, c);
    }
    CHECK(edition_of(windows) == edition_of(edition_text));
    CHECK(edition_of("\xEF\xBB\xBF" + windows).items == edition_of(edition_text).items);
    CHECK(why("\xEF\xBB\xBF" + with(windows, "code: \"11\"", "code: 11")) ==
          "f.yaml:12:12: 'code' must be a text in quotes; found 11 without quotes");
}

TEST_CASE("comments and single quotes and blocks of rows are YAML too", "[yaml]") {
    CHECK(edition_of("# a comment\n" + edition_text).items.size() == 2);
    CHECK(edition_of(with(edition_text, "\"One\"", "'One'")) == edition_of(edition_text));
    CHECK(edition_of(with(edition_text, "  - {code: \"1\", level: \"group\", title: \"One\"}",
                          "  - code: \"1\"\n    level: \"group\"\n    title: \"One\""))
              .items.size() == 2);
    CHECK(edition_of("---\n" + edition_text + "...\n").items.size() == 2);
}

TEST_CASE("a text may hold what it likes", "[yaml]") {
    const auto title = [](const std::string& written) {
        return edition_of(with(edition_text, "\"One\"", written)).items[0].title;
    };
    CHECK(title(R"("a: b, {c} [d] #e - f")") == "a: b, {c} [d] #e - f");
    CHECK(title(R"("say \"x\" \\ \t \u00e9")") == "say \"x\" \\ \t \xC3\xA9");
    CHECK(title("\"\xE2\x80\x99\"") == "\xE2\x80\x99");
    CHECK(title("'it''s'") == "it's");
    CHECK(title("\"\"").empty());
}

TEST_CASE("an unknown key is refused at its place", "[yaml]") {
    CHECK(why_with(edition_text, "series:", "serie:") ==
          "f.yaml:2:1: unknown key 'serie'; expected one of: edition, series, title, status, kind, "
          "valid_from, valid_until, follows, extends, aliases, levels, separators, case, "
          "residual_words, provenance, items, notes");
    CHECK(why_with(edition_text, "level: \"leaf\"", "lvl: \"leaf\"") ==
          "f.yaml:12:18: unknown key 'lvl'; expected one of: code, also, level, parent, title, "
          "residual, unclassified, "
          "attributes");
    CHECK(why_with(edition_text, "  document:", "  documents:") ==
          "f.yaml:9:3: unknown key 'documents'; expected one of: publisher, document, date, "
          "source, made_by, licence");
    CHECK(
        why_with(table_text, "share:", "weight:") ==
        "f.yaml:6:32: unknown key 'weight'; expected one of: source, target, share, basis, remark");
    CHECK(why_with(table_text, "target: \"y\"", "to: \"y\"") ==
          "f.yaml:1:31: unknown key 'to'; expected one of: source, target");
    CHECK(why_with(table_text, "title:", "name:") ==
          "f.yaml:2:1: unknown key 'name'; expected one of: correspondence, title, coverage, "
          "provenance, "
          "links");
    CHECK(why_with(counts_text, "unit:", "units:") ==
          "f.yaml:5:1: unknown key 'units'; expected one of: counts, title, coded_in, measure, "
          "unit, reference, total, margins_of, provenance, rows");
    CHECK(why_with(counts_text, "count: 7", "n: 7") ==
          "f.yaml:10:17: unknown key 'n'; expected one of: code, count");
    CHECK(why(edition_text + "notes:\n  - {item: \"1\", relation: \"excludes\", to: \"2\"}\n") ==
          "f.yaml:14:39: unknown key 'to'; expected one of: item, relation, ref, range_end, "
          "phrase");
}

TEST_CASE("a repeated key is refused at its second place", "[yaml]") {
    CHECK(why_with(edition_text, "title:", "series:") == "f.yaml:3:1: key 'series' appears twice");
    CHECK(why_with(edition_text, "title: \"One\"", "code: \"2\"") ==
          "f.yaml:11:33: key 'code' appears twice");
    CHECK(why_with(table_text, "share: \"1/3\"", "target: \"3\"") ==
          "f.yaml:6:32: key 'target' appears twice");
}

TEST_CASE("a missing key is named at the start of what lacks it", "[yaml]") {
    for (const std::string line :
         {"series: \"x\"\n", "title: \"An edition\"\n", "status: \"final\"\n",
          "valid_from: \"2018-01-01\"\n", "levels: [\"group\", \"leaf\"]\n"}) {
        CHECK(why_with(edition_text, line, "") ==
              "f.yaml:1:1: key '" + line.substr(0, line.find(':')) + "' is missing");
    }
    CHECK(why_with(edition_text, "  publisher: \"Someone\"\n", "") ==
          "f.yaml:8:3: key 'publisher' is missing");
    CHECK(why_with(edition_text, "level: \"leaf\", ", "") == "f.yaml:12:5: key 'level' is missing");
    CHECK(why_with(edition_text, "code: \"11\", ", "") == "f.yaml:12:5: key 'code' is missing");
    CHECK(why_with(table_text, ", target: \"y\"", "") == "f.yaml:1:17: key 'target' is missing");
    CHECK(why_with(table_text, ", target: \"1\"", "") == "f.yaml:5:5: key 'target' is missing");
    CHECK(why_with(counts_text, ", count: 7", "") == "f.yaml:10:5: key 'count' is missing");
    CHECK(why_with(counts_text, "unit: \"persons\"\n", "") == "f.yaml:1:1: key 'unit' is missing");
}

TEST_CASE("a code without quotes is refused because others would read a number", "[yaml]") {
    CHECK(why_with(edition_text, "code: \"11\"", "code: 11") ==
          "f.yaml:12:12: 'code' must be a text in quotes; found 11 without quotes");
    CHECK(why_with(edition_text, "parent: \"1\"", "parent: 0111") ==
          "f.yaml:12:41: 'parent' must be a text in quotes; found 0111 without quotes");
    CHECK(why_with(table_text, "source: \"1\"", "source: 1") ==
          "f.yaml:5:14: 'source' must be a text in quotes; found 1 without quotes");
    CHECK(why_with(edition_text, "\"2018-01-01\"", "2018-01-01") ==
          "f.yaml:5:13: 'valid_from' must be a text in quotes; found 2018-01-01 without quotes");
    CHECK(why_with(edition_text, "edition: \"x2018\"", "edition: x2018") ==
          "f.yaml:1:10: 'edition' must be a text in quotes; found x2018 without quotes");
    CHECK(why_with(table_text, "\"1/3\"", "0.5") ==
          "f.yaml:6:39: 'share' must be a text in quotes; found 0.5 without quotes");
    CHECK(why_with(edition_text, "\"leaf\"]", "leaf]") ==
          "f.yaml:6:19: 'levels' must be a text in quotes; found leaf without quotes");
}

TEST_CASE("a value of another type is refused", "[yaml]") {
    CHECK(why_with(edition_text, "series: \"x\"", "series: [\"x\"]") ==
          "f.yaml:2:9: 'series' must be a text in quotes; found a list");
    CHECK(why_with(edition_text, "series: \"x\"", "series: {a: \"x\"}") ==
          "f.yaml:2:9: 'series' must be a text in quotes; found a mapping");
    CHECK(why_with(edition_text, "series: \"x\"", "series: ~") ==
          "f.yaml:2:9: 'series' must be a text in quotes; found nothing");
    CHECK(why_with(edition_text, "[\"group\", \"leaf\"]", "\"group\"") ==
          "f.yaml:6:9: 'levels' must be a list; found a text");
    CHECK(why_with(edition_text, "{code: \"1\", level: \"group\", title: \"One\"}", "\"1\"") ==
          "f.yaml:11:5: 'items' must be a mapping; found a text");
    CHECK(why_with(table_text, "{source: \"x\", target: \"y\"}", "\"x to y\"") ==
          "f.yaml:1:17: 'correspondence' must be a mapping; found a text");
    CHECK(why_with(edition_text, "residual: true", "residual: \"true\"") ==
          "f.yaml:12:74: 'residual' must be true or false; found a text");
    CHECK(why_with(edition_text, "residual: true", "residual: yes") ==
          "f.yaml:12:74: 'residual' must be true or false; found yes without quotes");
    for (const std::string number : {"-1", "+1", "1.0", "1e3", "many", "99999999999999999999"}) {
        CHECK(why_with(counts_text, "count: 7", "count: " + number) ==
              "f.yaml:10:24: 'count' must be a whole number that is not negative, without quotes; "
              "found " +
                  number + " without quotes");
    }
    CHECK(why_with(counts_text, "total: 12", "total: \"12\"") ==
          "f.yaml:7:8: 'total' must be a whole number that is not negative, without quotes; found "
          "a text");
    CHECK(why_with(counts_text, "total: 12", "total: [12]") ==
          "f.yaml:7:8: 'total' must be a whole number that is not negative, without quotes; found "
          "a list");
}

TEST_CASE("a word that must be one of a few says which", "[yaml]") {
    CHECK(why_with(edition_text, "\"final\"", "\"Final\"") ==
          "f.yaml:4:9: 'Final' of 'status' must be one of: final, draft");
    CHECK(why_with(table_text, "\"census\"", "\"guess\"") ==
          "f.yaml:6:53: 'guess' of 'basis' must be one of: only, official, census, employment, "
          "user, equal");
    CHECK(why(edition_text + "notes:\n  - {item: \"1\", relation: \"is\", ref: \"2\"}\n") ==
          "f.yaml:14:27: 'is' of 'relation' must be one of: excludes, included_in");
}

TEST_CASE("codes and dates and shares in another form are refused at their place", "[yaml]") {
    CHECK(why_with(edition_text, "code: \"11\"", "code: \"1 1\"") ==
          "f.yaml:12:12: code '1 1' must not hold spaces or control characters");
    CHECK(why_with(edition_text, "code: \"11\"", "code: \"\"") ==
          "f.yaml:12:12: a code must not be empty");
    CHECK(why_with(edition_text, "\"x2018\"", "\"X 2018\"") ==
          "f.yaml:1:10: edition name 'X 2018' must be lower-case letters, digits, '-', '_' or '.', "
          "starting with a letter");
    CHECK(why_with(edition_text, "2018-01-01", "2018-02-30") ==
          "f.yaml:5:13: '2018-02-30' is not a date; expected \"YYYY-MM-DD\"");
    CHECK(why_with(table_text, "1/3", "one") ==
          "f.yaml:6:39: 'one' is not a share; expected a fraction such as \"2/3\" or a decimal");
    CHECK(why_with(table_text, "1/3", "4/3") == "f.yaml:6:39: share '4/3' is more than one");
    CHECK(why_with(table_text, "1/3", "1/0") ==
          "f.yaml:6:39: '1/0' is not a share; expected a fraction such as \"2/3\" or a decimal");
}

TEST_CASE("what is not YAML says where", "[yaml]") {
    CHECK(why("{a: 1") == "f.yaml:1:1: not YAML: end of map flow not found");
    CHECK(why("a:\n\tb: 1\n") == "f.yaml:2:3: not YAML: illegal map value");
    CHECK(why("title: \"x\n\n") == "f.yaml:1:10: not YAML: illegal EOF in scalar");
    CHECK(why_with(edition_text, "status:", "\tstatus:") ==
          "f.yaml:4:2: not YAML: end of map not found");
    CHECK(why("a: *b\n") == "f.yaml:1:4: not YAML: the referenced anchor is not defined");
}

TEST_CASE("a file holds one document of a known kind", "[yaml]") {
    CHECK(why("") == "f.yaml: expected one YAML document, found none");
    CHECK(why("# nothing but a comment\n") == "f.yaml: expected one YAML document, found none");
    CHECK(why(edition_text + "---\n" + edition_text) ==
          "f.yaml:13:1: expected one YAML document, found the start of another");
    const std::string kinds =
        "'file' must be a mapping that starts with 'edition', 'correspondence', 'counts', "
        "'rates', 'titles', 'proposal' or 'scenario'; found ";
    CHECK(why("---\n") == "f.yaml:1:1: " + kinds + "nothing");
    CHECK(why("- 1\n") == "f.yaml:1:1: " + kinds + "a list");
    CHECK(why("hello\n") == "f.yaml:1:1: " + kinds + "hello without quotes");
    CHECK(why("a: 1\n") ==
          "f.yaml:1:1: expected one of the keys 'edition', 'correspondence', 'counts', 'rates', "
          "'titles', 'proposal' or 'scenario'");
    CHECK(why_with(edition_text, "items:", "[1]: 2\nitems:") ==
          "f.yaml:10:1: a key must be a plain word");
}

TEST_CASE("bytes that are not UTF-8 are refused with their line", "[yaml]") {
    CHECK(why_with(edition_text, "One one", "Caf\xE9") == "f.yaml:12: not UTF-8 text");
    CHECK(why_with(edition_text, "One one", "\xED\xA0\x80") == "f.yaml:12: not UTF-8 text");
    CHECK(why_with(edition_text, "One one", "\xC0\xAF") == "f.yaml:12: not UTF-8 text");
    CHECK(why_with(edition_text, "One one", "\xEF\xBF\xBF") == "f.yaml:12: not UTF-8 text");
    CHECK(why(edition_text + '\0') == "f.yaml:13: not UTF-8 text");
    std::string utf16 = "\xFF\xFE";
    for (const char c : edition_text) {
        utf16 += c;
        utf16 += '\0';
    }
    CHECK(why(utf16) == "f.yaml:1: not UTF-8 text");
    CHECK(edition_of(with(edition_text, "One one", "Caf\xC3\xA9")).items[1].title == "Caf\xC3\xA9");
}

TEST_CASE("what is no character is refused by way of an escape too", "[yaml]") {
    for (const std::string escape : {"\\0", "\\x00", "\\uFFFE", "\\uFDD0", "\\U0010FFFF"}) {
        CHECK(why_with(edition_text, "One one", escape) ==
              "f.yaml:12:53: 'title' holds U+0000 or another that is no character");
    }
}

TEST_CASE("an anchor gives the same row wherever it is used", "[yaml]") {
    const auto data = edition_of(with(edition_text, "title: \"One\"", "title: &t \"One\"") +
                                 "  - {code: \"12\", level: \"leaf\", parent: \"1\", title: *t}\n");
    CHECK(data.items[2].title == "One");
}

TEST_CASE("lists of lists of anchors do not blow up", "[yaml]") {
    std::string bomb = "edition: \"x\"\naliases:\n  - &a0 [\"lol\"]\n";
    for (int i = 1; i < 60; ++i) {
        const auto before = "*a" + std::to_string(i - 1);
        bomb +=
            "  - &a" + std::to_string(i) + " [" + before + ", " + before + ", " + before + "]\n";
    }
    CHECK(why(bomb + "series: *a59\n") ==
          "f.yaml:62:5: 'series' must be a text in quotes; found a list");
}

TEST_CASE("nesting without end is refused and not followed", "[yaml]") {
    for (const std::string open : {"[", "{a: ", "- ", "? "}) {
        std::string deep;
        for (int i = 0; i < 20000; ++i) {
            deep += open;
        }
        CAPTURE(open);
        CHECK(why(deep).find("f.yaml:1:") == 0);
    }
}

namespace {

std::string refused(const std::string& text, const YamlLimits& limits) {
    return message_of<FormatError>([&] { (void)read_yaml(text, "f.yaml", limits); });
}

}  // namespace

TEST_CASE("a YAML file is refused by its bytes before it is read", "[yaml]") {
    YamlLimits limits;
    limits.bytes = 100;
    CHECK(refused(edition_text, limits) == "f.yaml: " + std::to_string(edition_text.size()) +
                                               " bytes; of a YAML file at most 100 are read");
}

TEST_CASE("a YAML file has values, brackets and lines within limits", "[yaml]") {
    const YamlLimits usual;
    CHECK_NOTHROW(read_yaml(edition_text, "f.yaml", usual));
    YamlLimits limits;
    limits.text = 20;
    CHECK_NOTHROW(read_yaml(edition_text, "f.yaml", limits));
    const std::string most = ", the most that is read of a YAML file";
    CHECK(refused("a: \"x\"\nb: \"" + std::string(21, 'y') + "\"\n", limits) ==
          "f.yaml:2: a value of more than 20 bytes" + most);
    CHECK(refused("a: x\n# a comment of any length, with 'quotes\nb: '" + std::string(21, 'y'),
                  limits) == "f.yaml:3: a value of more than 20 bytes" + most);
    CHECK(refused(std::string(21, 'y'), limits) ==
          "f.yaml:1: a value of more than 20 bytes" + most);
    CHECK(refused("a: 'it''s " + std::string(15, 'y') + "'", limits) ==
          "f.yaml:1: a value of more than 20 bytes" + most);
    limits = {};
    limits.depth = 2;
    CHECK(refused("a: [[1], {b: [\n[[\"", limits) ==
          "f.yaml:1: brackets are nested more than 2 deep" + most);
    CHECK(refused("a: \"[[[[[\"\nb: '{{{{'\n# [[[[\n", limits).find("nested") == std::string::npos);
    limits = {};
    limits.entries = 4;
    CHECK(refused("a: [1,2,3,4,5]", limits) ==
          "f.yaml:1: more than 4 lines, commas and brackets" + most);
}

TEST_CASE("a million brackets are refused at once", "[yaml]") {
    CHECK(refused("edition: " + std::string(1'000'000, '['), {}) ==
          "f.yaml:1: brackets are nested more than 32 deep, the most that is read of a YAML file");
}
