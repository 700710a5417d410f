// The explorer: what others wrote is text wherever it stands, and what is not known is not made up.
#include "socshift/report/explorer.hpp"

#include "socshift/report/explorer_data.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <string>

using namespace socshift;
using namespace socshift::test;

namespace {

constexpr std::string_view hostile_explorer_title =
    "</script><script>alert(1)</script><!-- \"'& \xE2\x80\xA8\xFF";

using ExplorerFiles = std::map<std::string, std::string>;

Catalog hostile_explorer_catalog() {
    CatalogParts parts;
    parts.editions.push_back(source_of(
        edition_data("hats1", {"hat"},
                     {an_item("a/b", "hat", "", hostile_explorer_title),
                      an_item("c", "hat", "", "Caps"), an_item("e", "hat", "", "Ends")})));
    auto after =
        edition_data("hats2", {"hat"},
                     {an_item("a/b", "hat", "", "Bonnets"), an_item("d", "hat", "", "Derbies")});
    after.header.status = Status::draft;
    parts.editions.push_back(source_of(std::move(after)));
    parts.correspondences.push_back(source_of(table_data(
        "hats1", "hats2", {a_link("a/b", "a/b"), a_link("c", "d"), a_link("c", "a/b")})));
    return Catalog::make(parts);
}

ExplorerFiles explorer_files(const ExplorerRequest& request) {
    ExplorerFiles out;
    static_cast<void>(write_explorer(hostile_explorer_catalog(), request,
                                     [&](const std::string& name, std::string_view bytes) {
                                         CHECK(out.emplace(name, bytes).second);
                                     }));
    return out;
}

}  // namespace

TEST_CASE("a string in a script of the explorer is inert, and reads as it was", "[explorer]") {
    const auto text = script_text(hostile_explorer_title);
    CHECK(text.find('<') == std::string::npos);
    for (const char c : text) {
        CHECK(static_cast<unsigned char>(c) < 0x80);
    }
    CHECK(nlohmann::json::parse(text).get<std::string>() ==
          std::string(hostile_explorer_title.substr(0, hostile_explorer_title.size() - 1)) +
              "\xEF\xBF\xBD");
    CHECK(handing_over("a", "{}\n") == "explorer.take(\"a\",{});\n");
}

TEST_CASE("a hostile title is text on every page of the explorer", "[explorer]") {
    ExplorerRequest request;
    request.drafts = true;
    request.formats = std::vector<ExportFormat>{};
    const auto files = explorer_files(request);
    CHECK(files.count("hats1/a%2Fb.html") == 1);
    for (const auto& [name, bytes] : files) {
        INFO(name);
        CHECK(bytes.find("<script>") == std::string::npos);
        CHECK(bytes.find("<!--") == std::string::npos);
        if (name.ends_with(".json")) {
            CHECK(nlohmann::json::parse(bytes)["schema"].get<std::string>().starts_with(
                "socshift/explorer-"));
        }
    }
    CHECK(files.at("hats1/index.html").find("href=\"../hats1/a%252Fb.html\"") != std::string::npos);
}

TEST_CASE("the explorer gives no share that nobody knows, and marks drafts", "[explorer]") {
    ExplorerRequest request;
    request.drafts = true;
    request.formats = std::vector<ExportFormat>{};
    const auto files = explorer_files(request);
    const auto map = nlohmann::json::parse(files.at("data/hats1/hats2.json"));
    CHECK(map["drafts"] == nlohmann::json::array({"hats2"}));
    CHECK(map["codes"]["c"]["places"].dump() == R"([{"code":"a/b"},{"code":"d"}])");
    CHECK(map["codes"]["a/b"]["places"].dump() == R"([{"basis":"only","code":"a/b","share":"1"}])");
    CHECK(map["codes"]["e"]["places"][0].contains("place"));
    for (const auto* const name :
         {"index.html", "hats1/c.html", "hats2/d.html", "hats2/index.html"}) {
        INFO(name);
        CHECK(files.at(name).find("<strong>DRAFT</strong> hats2 is a draft") != std::string::npos);
    }
    CHECK(files.at("hats1/index.html").find("DRAFT") == std::string::npos);
    CHECK(files.at("hats2/d.json").find(R"("status":"draft")") != std::string::npos);
}

TEST_CASE("the explorer leaves drafts out unless they are asked for", "[explorer]") {
    for (const auto& [name, bytes] : explorer_files({})) {
        INFO(name);
        CHECK(name.find("hats2") == std::string::npos);
        CHECK(bytes.find("hats2") == std::string::npos);
    }
}
