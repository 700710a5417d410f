#include "socshift/base/error.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/yaml.hpp"

#include <catch2/catch.hpp>

using namespace socshift;

namespace {

std::string edition_with(const std::string& attributes) {
    return "edition: \"tiny\"\n"
           "series: \"tiny\"\n"
           "title: \"Tiny\"\n"
           "status: \"final\"\n"
           "valid_from: \"2020-01-01\"\n"
           "levels: [\"only\"]\n"
           "provenance:\n"
           "  publisher: \"nobody\"\n"
           "  document: \"none\"\n"
           "items:\n"
           "  - {code: \"1\", level: \"only\", title: \"One\"" +
           attributes + "}\n";
}

EditionData read_items(const std::string& attributes) {
    return std::get<EditionData>(read_yaml(edition_with(attributes), "tiny.yaml"));
}

std::vector<std::string> item_rules(const Findings& findings) {
    std::vector<std::string> out;
    for (const auto& finding : findings) {
        out.push_back(finding.rule);
    }
    return out;
}

}  // namespace

TEST_CASE("attributes are written in the item's one line and read back", "[catalog]") {
    const auto text = edition_with(", attributes: {data_level: \"yes\", job_zone: \"4\"}");
    const auto data = std::get<EditionData>(read_yaml(text, "tiny.yaml"));
    CHECK(data.items.front().attributes == Attributes{{"data_level", "yes"}, {"job_zone", "4"}});
    CHECK(write_yaml(data) == text);
    CHECK(read_yaml(write_yaml(data), "tiny.yaml") == CatalogFile{data});
}

TEST_CASE("attributes are written in the order of their names", "[catalog]") {
    const auto data = read_items(", attributes: {job_zone: \"4\", data_level: \"yes\"}");
    CHECK(write_yaml(data) == edition_with(", attributes: {data_level: \"yes\", job_zone: \"4\"}"));
}

TEST_CASE("an item without attributes has none in its line", "[catalog]") {
    CHECK(read_items("").items.front().attributes.empty());
    CHECK(write_yaml(read_items("")) == edition_with(""));
}

TEST_CASE("attributes are read as strictly as the rest", "[catalog]") {
    CHECK_THROWS_WITH(read_items(", attributes: {job_zone: 4}"),
                      "tiny.yaml:11:69: 'job_zone' must be a text in quotes; found 4 without "
                      "quotes");
    CHECK_THROWS_WITH(read_items(", attributes: {a: \"1\", a: \"2\"}"),
                      "tiny.yaml:11:67: key 'a' appears twice");
    CHECK_THROWS_WITH(read_items(", attributes: \"a\""),
                      "tiny.yaml:11:58: 'attributes' must be a mapping; found a text");
}

TEST_CASE("a publication says that it is one, a classification need not", "[catalog]") {
    auto text = edition_with("");
    CHECK(read_items("").header.kind == EditionKind::classification);
    text.replace(text.find("valid_from"), 0, "kind: \"publication\"\n");
    const auto data = std::get<EditionData>(read_yaml(text, "tiny.yaml"));
    CHECK(data.header.kind == EditionKind::publication);
    CHECK(write_yaml(data) == text);
    text.replace(text.find("publication"), 11, "newspaper");
    CHECK_THROWS_WITH(read_yaml(text, "tiny.yaml"),
                      "tiny.yaml:5:7: 'newspaper' of 'kind' must be one of: classification, "
                      "publication");
}

TEST_CASE("an attribute has a plain name and says something", "[catalog]") {
    CHECK(item_rules(check(read_items(", attributes: {job_zone_2: \"4\"}"))).empty());
    CHECK(item_rules(check(read_items(", attributes: {Job Zone: \"4\"}"))) ==
          std::vector<std::string>{"attribute-name"});
    CHECK(item_rules(check(read_items(", attributes: {2nd: \"4\"}"))) ==
          std::vector<std::string>{"attribute-name"});
    CHECK(item_rules(check(read_items(", attributes: {job_zone: \"\"}"))) ==
          std::vector<std::string>{"attribute-empty"});
    CHECK_THROWS_AS(Edition::make(read_items(", attributes: {Job Zone: \"4\"}")), DataError);
    CHECK_THROWS_AS(Edition::make(read_items(", attributes: {job_zone: \"\"}")), DataError);
}
