// The files of crosswalks/: each is what the publisher printed, and what the library holds.
#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/catalog/yaml.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/scenarios/scenario.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace fs = std::filesystem;

namespace {

const fs::path& crosswalk_folder() {
    static const fs::path folder = fs::path{SOCSHIFT_ROOT} / "crosswalks";
    return folder;
}

std::vector<fs::path> yaml_files() {
    std::vector<fs::path> out;
    for (const auto& entry : fs::recursive_directory_iterator(crosswalk_folder())) {
        if (entry.path().extension() == ".yaml") {
            out.push_back(entry.path());
        }
    }
    return out;
}

std::map<std::string, int> by_level(std::string_view edition) {
    std::map<std::string, int> out;
    for (const auto& item : builtin_catalog().edition(id(edition)).items()) {
        ++out[item.level];
    }
    return out;
}

std::map<std::string, int> levels(int major, int minor, int broad, int detailed) {
    return {{"major", major}, {"minor", minor}, {"broad", broad}, {"detailed", detailed}};
}

std::string parent_of(std::string_view edition, std::string_view code) {
    const auto& items = builtin_catalog().edition(id(edition));
    const auto* const item = items.find(code);
    return item == nullptr ? "not there" : item->parent ? item->parent->text() : "none";
}

}  // namespace

TEST_CASE("the codes of an edition can be had without it") {
    const auto& catalog = builtin_catalog();
    for (const auto& id : catalog.edition_ids()) {
        std::vector<std::string> own;
        for (const auto& item : catalog.edition(id).items()) {
            if (!item.inherited) {
                own.push_back(item.code.text());
            }
        }
        std::vector<std::string> codes;
        for (const auto& code : catalog.own_codes(id)) {
            codes.push_back(code.text());
        }
        std::sort(codes.begin(), codes.end());
        std::sort(own.begin(), own.end());
        INFO(id.text());
        CHECK(codes == own);
    }
}

TEST_CASE("the editions of SOC have as many items as the Bureau of Labor Statistics says") {
    CHECK(by_level("soc2000") == levels(23, 96, 449, 821));
    CHECK(by_level("soc2010") == levels(23, 97, 461, 840));
    CHECK(by_level("soc2018") == levels(23, 98, 459, 867));
}

TEST_CASE("the official crosswalks of SOC have as many rows as published") {
    const auto links = [](const char* source, const char* target) {
        const auto* const table = builtin_catalog().correspondence(id(source), id(target));
        REQUIRE(table != nullptr);
        return table->links().size();
    };
    CHECK(links("soc2000", "soc2010") == 860);
    CHECK(links("soc2010", "soc2018") == 900);
}

TEST_CASE("the crosswalks of SOC name every detailed occupation of both editions") {
    for (const auto& finding : builtin_catalog().check(id("soc2010"))) {
        CAPTURE(to_string(finding));
        const bool official = finding.where.file.text().starts_with("us-soc/");
        CHECK_FALSE((official && finding.rule.find("unlinked") == 0));
    }
}

TEST_CASE("employment of May 2018 is what the OEWS national table prints") {
    const auto& counts = builtin_catalog().counts("oews-national-2018");
    CHECK(counts.rows.size() == 808);
    std::int64_t sum = 0;
    for (const auto& row : counts.rows) {
        sum += row.count;
    }
    CHECK(sum == 144'731'220);
    CHECK(counts.total == 144'733'270);  // the printed total: rows are rounded
    CHECK(counts.measure == "employment");
    CHECK(counts.reference == "2018-05");
}

TEST_CASE("the shipped catalog has no error") {
    for (const auto& finding : builtin_catalog().check()) {
        CAPTURE(to_string(finding));
        CHECK(finding.severity != Severity::error);
    }
}

TEST_CASE("no shipped file is in another form than the one that is written") {
    const auto files = yaml_files();
    CHECK(files.size() >= 6);
    for (const auto& file : files) {
        CAPTURE(file.string());
        auto bytes = read_file(file);
        while (bytes.front() == '#') {  // what a person says above a proposal
            bytes.erase(0, bytes.find('\n') + 1);
        }
        CHECK((write_yaml(read_yaml(bytes, file.string())) == bytes));
    }
}

TEST_CASE("the compiled catalog is the files") {
    const auto read =
        with_scenarios(Catalog::make(to_sources(read_catalog_folder(crosswalk_folder()))));
    const auto& compiled = builtin_catalog();
    REQUIRE(compiled.edition_ids() == read.edition_ids());
    REQUIRE(compiled.correspondence_ids() == read.correspondence_ids());
    REQUIRE(compiled.counts_names() == read.counts_names());
    for (const auto& id : read.edition_ids()) {
        CAPTURE(id.text());
        const auto& one = compiled.edition(id);
        const auto& other = read.edition(id);
        CHECK((one.header() == other.header()));
        CHECK((one.items() == other.items()));  // places included
        CHECK((one.notes() == other.notes()));
        CHECK((compiled.header(id) == read.header(id)));
    }
    for (const auto& [source, target] : read.correspondence_ids()) {
        CAPTURE(source.text(), target.text());
        CHECK((*compiled.correspondence(source, target) == *read.correspondence(source, target)));
    }
    for (const auto& name : read.counts_names()) {
        CAPTURE(name);
        CHECK((compiled.counts(name) == read.counts(name)));
    }
    REQUIRE(compiled.rates_names() == read.rates_names());
    for (const auto& name : read.rates_names()) {
        CAPTURE(name);
        CHECK((compiled.rates(name) == read.rates(name)));
    }
    REQUIRE(compiled.title_list_names() == read.title_list_names());
    for (const auto& name : read.title_list_names()) {
        CAPTURE(name);
        CHECK((compiled.title_list(name) == read.title_list(name)));
        CHECK((compiled.title_list_edition(name) == read.title_list(name).coded_in));
    }
    REQUIRE(compiled.proposal_ids() == read.proposal_ids());
    for (const auto& name : read.proposal_ids()) {
        CAPTURE(name);
        CHECK((compiled.proposal(name) == read.proposal(name)));
    }
    REQUIRE(compiled.scenario_ids() == read.scenario_ids());
    for (const auto& name : read.scenario_ids()) {
        CHECK((compiled.scenario(name) == read.scenario(name)));
    }
}

TEST_CASE("the compiled catalog has the findings of the files") {
    const auto read =
        with_scenarios(Catalog::make(to_sources(read_catalog_folder(crosswalk_folder()))));
    CHECK(printed(builtin_catalog().check()) == printed(read.check()));
}

TEST_CASE("parents are the structure file's where the digits say otherwise") {
    for (const auto* const code : {"29-1221", "29-1222", "29-1223", "29-1224", "29-1229"}) {
        CHECK(parent_of("soc2018", code) == "29-1210");
    }
    CHECK(parent_of("soc2018", "15-1200") == "15-0000");
    CHECK(parent_of("soc2018", "31-1100") == "31-0000");
    CHECK(parent_of("soc2018", "51-5100") == "51-0000");
    CHECK(parent_of("soc2018", "15-1252") == "15-1250");
    CHECK(parent_of("soc2018", "15-1250") == "15-1200");
    for (const auto* const code : {"15-1200", "31-1100", "51-5100"}) {
        CHECK(builtin_catalog().edition(id("soc2018")).find(code)->level == "minor");
    }
}

TEST_CASE("the editions of SOC follow each other without a gap") {
    const auto& catalog = builtin_catalog();
    CHECK(catalog.header(id("soc2010")).follows == id("soc2000"));
    CHECK(catalog.header(id("soc2018")).follows == id("soc2010"));
    for (const auto& edition : catalog.edition_ids()) {
        const auto& header = catalog.header(edition);
        if (header.follows && header.status == Status::final) {
            CAPTURE(edition.text());
            CHECK(catalog.header(*header.follows).series == header.series);
            CHECK(catalog.header(*header.follows).validity.until == header.validity.from);
        }
    }
}

TEST_CASE("each all other of SOC 2018 is residual and nothing else is") {
    for (const auto& item : builtin_catalog().edition(id("soc2018")).items()) {
        CAPTURE(item.title);
        CHECK(item.residual == (item.title.find(", All Other") != std::string::npos));
    }
}
