#include "socshift/catalog/yaml.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

TEST_CASE("an edition is written one item a line and sorted", "[yaml]") {
    auto data = edition_data(
        "x2018", {"group", "leaf"},
        {an_item("11", "leaf", "1", "All \"Other\""), an_item("1", "group", "", "One, \\ two")});
    data.items[0].residual = true;
    data.header.validity.until = parse_date("2028-01-01");
    data.header.follows = id("x2010");
    data.header.extends = id("y");
    data.header.aliases = {"2018", "X"};
    data.header.provenance = {"Someone", "Something", "2018-05", "a.csv", "hand", "CC BY 4.0"};
    data.notes = {{code("11"), NoteRelation::included_in, code("1"), code("2"), "P", {}},
                  {code("1"), NoteRelation::excludes, {}, {}, "Q", {}}};
    CHECK(write_yaml(data) == R"(edition: "x2018"
series: "series"
title: "An edition"
status: "final"
valid_from: "2018-01-01"
valid_until: "2028-01-01"
follows: "x2010"
extends: "y"
aliases: ["2018", "X"]
levels: ["group", "leaf"]
provenance:
  publisher: "Someone"
  document: "Something"
  date: "2018-05"
  source: "a.csv"
  made_by: "hand"
  licence: "CC BY 4.0"
items:
  - {code: "1", level: "group", title: "One, \\ two"}
  - {code: "11", level: "leaf", parent: "1", title: "All \"Other\"", residual: true}
notes:
  - {item: "1", relation: "excludes", phrase: "Q"}
  - {item: "11", relation: "included_in", ref: "1", range_end: "2", phrase: "P"}
)");
}

TEST_CASE("what is not said is not written", "[yaml]") {
    CHECK(write_yaml(edition_data("x", {}, {})) == R"(edition: "x"
series: "series"
title: "An edition"
status: "final"
valid_from: "2018-01-01"
levels: []
provenance:
  publisher: ""
  document: ""
items: []
)");
}

TEST_CASE("a correspondence is written one link a line and sorted", "[yaml]") {
    CHECK(write_yaml(table_data("x", "y",
                                {a_link("2", "2", "4/6", Basis::census), a_link("1", "1"),
                                 a_link("2", "1", "0.25", Basis::user)})) ==
          R"(correspondence: {source: "x", target: "y"}
title: "A table"
provenance:
  publisher: ""
  document: ""
links:
  - {source: "1", target: "1"}
  - {source: "2", target: "1", share: "0.25", basis: "user"}
  - {source: "2", target: "2", share: "2/3", basis: "census"}
)");
}

TEST_CASE("what ends, and what a table covers, is written and read again", "[yaml]") {
    CorrespondenceData data{EditionId::parse("x"), EditionId::parse("y"), "t", {}, {}, {}};
    data.provenance = {"P", "D", "", "", "", ""};
    data.coverage = Coverage::part;
    data.links.push_back({Code::parse("1"), Code::parse("a"), Share{3, 10}, Basis::official, {}});
    data.ends.push_back({Code::parse("1"), Share{7, 10}, Basis::official, {}});
    data.ends.push_back({Code::parse("0"), std::nullopt, std::nullopt, {}});
    const auto text = write_yaml(data);
    CHECK(text ==
          "correspondence: {source: \"x\", target: \"y\"}\n"
          "title: \"t\"\n"
          "coverage: \"part\"\n"
          "provenance:\n"
          "  publisher: \"P\"\n"
          "  document: \"D\"\n"
          "links:\n"
          "  - {source: \"0\", target: none}\n"
          "  - {source: \"1\", target: \"a\", share: \"0.3\", basis: \"official\"}\n"
          "  - {source: \"1\", target: none, share: \"0.7\", basis: \"official\"}\n");
    const auto read = std::get<CorrespondenceData>(read_yaml(text, "f.yaml"));
    CHECK(read.coverage == Coverage::part);
    REQUIRE(read.ends.size() == 2);
    CHECK(read.ends[1].share == Share{7, 10});
    CHECK(read.links.size() == 1);
}

TEST_CASE("counts are written one row a line and sorted", "[yaml]") {
    const Counts counts{"c",    "Counts", id("x"),
                        "jobs", "jobs",   "2018",
                        12,     {},       {{code("2"), 7, {}}, {code("1"), 0, {}}},
                        {}};
    CHECK(write_yaml(counts) == R"(counts: "c"
title: "Counts"
coded_in: "x"
measure: "jobs"
unit: "jobs"
reference: "2018"
total: 12
provenance:
  publisher: ""
  document: ""
rows:
  - {code: "1", count: 0}
  - {code: "2", count: 7}
)");
}

TEST_CASE("typographic characters are written as they are and control characters are not",
          "[yaml]") {
    const auto data = edition_data(
        "x", {"only"}, {an_item("1", "only", "", "Sheriff\xE2\x80\x99s \xC3\xA9\t\x01")});
    CHECK(write_yaml(data).find("title: \"Sheriff\xE2\x80\x99s \xC3\xA9\\t\\x01\"") !=
          std::string::npos);
}

TEST_CASE("a long title stays on its line", "[yaml]") {
    const auto data =
        edition_data("x", {"only"}, {an_item("1", "only", "", std::string(5000, 'a') + " b")});
    const auto text = write_yaml(data);
    CHECK(std::get<EditionData>(read_yaml(text, "f")).items[0].title == data.items[0].title);
    CHECK(text.find("aaa b\"}\n") != std::string::npos);
}
