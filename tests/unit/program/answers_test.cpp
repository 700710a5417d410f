// What holds for the answers of all verbs, in every format for programs.
#include "program.hpp"
#include "support/program_run.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace socshift;
using namespace socshift::cli;

namespace {

using Arguments = std::vector<std::string>;

/// An answer of each schema, with rows.
const std::vector<Arguments>& answers() {
    static const std::vector<Arguments> all = {
        {"editions"},
        {"show", "soc2018:15-1252"},
        {"tree", "soc2018", "15-0000"},
        {"find", "software"},
        {"map", "15-1132", "--from", "soc2010", "--to", "soc2018"},
        {"map", "15-1132", "--from", "soc2010", "--to", "soc2018", "--explain"},
        {"diff", "soc2010", "soc2018"},
        {"diff", "soc2010", "soc2018", "--stat"},
        {"diff", "soc2010", "soc2018", "--name-only"},
        {"diff", "soc2010", "soc2018", "--exclusions"},
        {"diff", "soc2010", "soc2018", "--residuals"},
        {"diff", "soc2010", "soc2018", "--official"},
        {"diff", "soc2010", "soc2018", "--explain", "15-1132"},
        {"exclusions", "soc2018", "15-1252"},
        {"exclusions", "soc2018", "--stat"},
        {"families", "soc2010", "soc2018"},
        {"families", "soc2010", "soc2018", "--wide"},
        {"families", "soc2010", "soc2018", "--stat"},
        {"loss", "soc2018", "soc2010"},
        {"loss", "soc2018", "soc2010", "--stat"},
        {"routes", "soc2000", "soc2018"},
        {"routes", "soc2000", "soc2018", "--steps"},
        {"weights", "list"},
        {"weights", "show", "census"},
        {"weights", "show", "census", "--gaps"},
        {"weights", "compare", "census", "employment"},
        {"export", "counts", "oews-national-2018"},
    };
    return all;
}

Arguments with(Arguments arguments, const std::string& format) {
    arguments.insert(arguments.end(), {"--format", format});
    return arguments;
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

std::string header_of(const nlohmann::ordered_json& row) {
    std::string out;
    for (const auto& [name, value] : row.items()) {
        out += (out.empty() ? "" : ",") + name;
    }
    return out;
}

}  // namespace

TEST_CASE("JSON has a schema and the columns that csv has", "[program]") {
    std::vector<std::string> schemas;
    for (const auto& arguments : answers()) {
        CAPTURE(arguments);
        const auto csv = test::run_program(with(arguments, "csv"));
        const auto json =
            nlohmann::ordered_json::parse(test::run_program(with(arguments, "json")).out);
        REQUIRE(!json["rows"].empty());
        CHECK(header_of(json["rows"][0]) == first_line(csv.out));
        CHECK(first_line(test::run_program(with(arguments, "tsv")).out).find(',') ==
              std::string::npos);
        schemas.push_back(json["schema"]);
    }
    std::sort(schemas.begin(), schemas.end());
    CHECK(std::adjacent_find(schemas.begin(), schemas.end()) == schemas.end());
}

TEST_CASE("no format for programs hides that an edition is a draft", "[program]") {
    const std::string draft = "soc2028-scenario";
    const std::vector<Arguments> about_it = {
        {"show", draft + ":21-1094"},
        {"tree", draft},
        {"find", "clerks", "--edition", draft},
        {"map", "21-1094", "--from", "soc2018", "--to", draft},
        {"map", "21-1094", "--from", "soc2018", "--to", draft, "--explain"},
        {"diff", "soc2018", draft},
        {"diff", "soc2018", draft, "--stat"},
        {"diff", "soc2018", draft, "--name-only"},
        {"diff", "soc2018", draft, "--exclusions"},
        {"diff", "soc2018", draft, "--residuals"},
        {"diff", "soc2018", draft, "--explain", "21-1094"},
        {"exclusions", draft},
        {"exclusions", draft, "--stat"},
        {"families", "soc2018", draft},
        {"families", "soc2018", draft, "--wide"},
        {"families", "soc2018", draft, "--stat"},
        {"loss", "soc2018", draft},
        {"loss", "soc2018", draft, "--stat"},
        {"routes", "soc2010", draft},
        {"routes", "soc2010", draft, "--steps"},
        {"weights", "list", "--from", "soc2018", "--to", draft},
        {"weights", "show", "equal", "--from", "soc2018", "--to", draft},
        {"weights", "show", "equal", "--gaps", "--from", "soc2018", "--to", draft},
        {"weights", "compare", "equal", "equal", "--from", "soc2018", "--to", draft},
    };
    // One function prints them all, so that every answer need not be seen in every format.
    const std::vector<std::string> formats = {"csv", "tsv", "json", "md"};
    for (std::size_t i = 0; i < about_it.size(); ++i) {
        const auto& format = formats[i % formats.size()];
        CAPTURE(about_it[i], format);
        const auto result = test::run_program(with(about_it[i], format));
        CHECK(result.code != ExitCode::trouble);
        CHECK(result.err.find("socshift: " + draft + " is a draft\n") != std::string::npos);
    }
}
