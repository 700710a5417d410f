// Every file of the catalog is what `socshift import` makes of the publisher's table under the
// file's own header, byte for byte.
#include "socshift/io/whole_file.hpp"
#include "support/program_run.hpp"
#include "support/sources.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

using namespace socshift;

namespace {

namespace fs = std::filesystem;

struct Import {
    std::string file;                  // of the catalog
    std::vector<std::string> command;  // paths with a '/' are of the publishers' tables
};

std::string onet(const std::string& year, const std::string& what) {
    return "O*NET-SOC " + year + " " + what;
}

Import onet_by_code(const std::string& year) {
    return {"onet-soc/onet" + year + ".yaml",
            {"extension", "onet/" + year + "_Occupations.csv", "--code", onet(year, "Code"),
             "--title", onet(year, "Title"), "--parent-before", ".", "--main-suffix", ".00"}};
}

Import onet_by_table(const std::string& year, const std::string& soc, const std::string& more) {
    return {"onet-soc/onet" + year + ".yaml",
            {"extension",
             "onet/" + year + "_Occupations.csv",
             "--code",
             onet(year, "Code"),
             "--title",
             onet(year, "Title"),
             "--parents",
             "onet/" + year + "_to_SOC_Crosswalk.csv",
             "--parents-code",
             onet(year, "Code"),
             "--parents-parent",
             soc + " SOC Code",
             "--attributes",
             "onet/" + more,
             "--attributes-code",
             "Code",
             "--mark",
             "data_level=Data-level",
             "--main-suffix",
             ".00"}};
}

Import onet_step(const std::string& from, const std::string& to) {
    return {"onet-soc/onet" + from + "_to_onet" + to + ".yaml",
            {"crosswalk", "onet/" + from + "_to_" + to + "_Crosswalk.csv", "--source",
             onet(from, "Code"), "--target", onet(to, "Code"), "--source-title",
             onet(from, "Title"), "--target-title", onet(to, "Title")}};
}

Import onet_to_soc(const std::string& from, const std::string& to) {
    return {"onet-soc/onet" + from + "_to_soc" + to + ".yaml",
            {"crosswalk", "onet/" + from + "_to_SOC_Crosswalk.csv", "--source", onet(from, "Code"),
             "--target", to + " SOC Code", "--source-title", onet(from, "Title"), "--target-title",
             to + " SOC Title"}};
}

Import hybrid(const std::string& source, const std::string& target) {
    const auto column = [](const std::string& edition) {
        return edition.substr(0, 4) == "oews" ? "oes" + edition.substr(4) : edition;
    };
    return {"us-oews/" + source + "_to_" + target + ".yaml",
            {"crosswalk", "weights/oes2019_hybrid_structure.csv", "--source", column(source),
             "--target", column(target), "--source-title", column(source) + "_title",
             "--target-title", column(target) + "_title", "--repeats", "--skip-unknown"}};
}

Import soc(const std::string& year) {
    return {"us-soc/soc" + year + ".yaml",
            {"structure", "soc/soc" + year + "_structure.csv", "--definitions",
             "soc/soc" + year + "_definitions.csv"}};
}

Import published(const std::string& year) {
    return {"us-oews/oews" + year + ".yaml",
            {"structure", "weights/oews_national_" + year + ".csv", "--flat", "--where",
             "group=detailed"}};
}

Import employment(const std::string& year) {
    return {"us-oews/national-" + year + ".yaml",
            {"counts", "weights/oews_national_" + year + ".csv", "--count", "tot_emp", "--where",
             "group=detailed", "--total-code", "00-0000"}};
}

/// How the structure of May 2010 calls what the wage tables print as 41-3098.
const std::string sales_of_services =
    "Sales Representatives of Services, Except Advertising, Insurance, Travel, and Financial "
    "Services";

/// A national table of years whose columns are called OCC_CODE and the like.
std::vector<std::string> national(const std::string& kind, const std::string& year) {
    auto command = std::vector<std::string>{kind, "oews/oes" + year + ".csv", "--code", "OCC_CODE"};
    const auto detailed = year == "2010" ? "GROUP=" : "OCC_GROUP=detailed";
    command.insert(command.end(), {"--where", detailed});
    return command;
}

Import published_table(const std::string& edition, const std::string& year) {
    auto command = national("structure", year);
    command.insert(command.end(), {"--flat", "--title", "OCC_TITLE"});
    return {"us-oews/" + edition + ".yaml", command};
}

Import employment_table(const std::string& year) {
    auto command = national("counts", year);
    command.insert(command.end(), {"--count", "TOT_EMP", "--total-code", "00-0000"});
    return {"us-oews/national-" + year + ".yaml", command};
}

Import coverage_of_2012(const std::string& target) {
    Import out{"us-oews/oews2012_to_" + target + ".yaml",
               {"coverage", "weights/oes2019_hybrid_structure.csv", "--code", "oes2018", "--title",
                "oes2018_title", "--part", target, "--by-title"}};
    if (target != "soc2010") {
        out.command.insert(out.command.end(), {"--through", "soc2010"});
    }
    return out;
}

Import census_list(const std::string& year, const std::vector<std::string>& more) {
    Import out{
        "us-census/census" + year + ".yaml",
        {"structure", "census/census" + year + "_occ_list.csv", "--flat", "--code", "census" + year,
         "--title", "title", "--unclassified", "9830", "--unclassified", "9920"}};
    out.command.insert(out.command.end(), more.begin(), more.end());
    return out;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// What titles decide: a part, and the code that it is under.
void settle(Import& import, const Pairs& pairs) {
    for (const auto& [part, code] : pairs) {
        import.command.insert(import.command.end(), {"--settle", part + "=" + code});
    }
}

Import census_coverage(const std::string& year, const Pairs& settled) {
    Import out{"us-census/census" + year + "_to_soc" + year + ".yaml",
               {"coverage", "census/census" + year + "_occ_list.csv", "--code", "census" + year,
                "--part", "soc" + year, "--combined"}};
    settle(out, settled);
    return out;
}

Import pums(const std::string& year, const std::string& years,
            const std::vector<std::string>& also) {
    Import out{
        "us-pums/pums" + year + ".yaml",
        {"structure", "census/pums_occp_" + years + ".csv", "--flat", "--other-codes",
         "census/pums_socp_" + years + ".csv", "--unclassified", "9830", "--unclassified", "9920"}};
    for (const auto& pair : also) {
        out.command.insert(out.command.end(), {"--other-codes-pair", pair});
    }
    return out;
}

Import pums_coverage(const std::string& year, const std::string& soc, const std::string& years,
                     const Pairs& settled) {
    Import out{"us-pums/pums" + year + "_to_soc" + soc + ".yaml",
               {"coverage", "census/pums_socp_" + years + ".csv", "--part", "code", "--combined"}};
    settle(out, settled);
    return out;
}

std::vector<Import> imports() {
    auto onet2019 = onet_by_table("2019", "2018", "ONETSOC2019_JobZone_DataLevel.csv");
    onet2019.command.insert(onet2019.command.end(), {"--attribute", "job_zone=Job Zone"});
    return {
        soc("2000"),
        soc("2010"),
        soc("2018"),
        {"us-soc/soc2000_to_soc2010.yaml",
         {"crosswalk", "soc/soc2000_to_soc2010.csv", "--source-title", "title2000",
          "--target-title", "title2010", "--source-mark", "mark2000", "--target-mark", "mark2010"}},
        {"us-soc/soc2010_to_soc2018.yaml",
         {"crosswalk", "soc/soc2010_to_soc2018.csv", "--source-title", "title2010",
          "--target-title", "title2018", "--source-mark", "mark2010", "--target-mark", "mark2018"}},
        census_list("2010", {"--skip-empty", "--attributes", "census/census2010_change_flags.csv",
                             "--attributes-code", "census2010", "--flags",
                             "change=no_change,new_soc_code,new_census_code,new_title,"
                             "content_change_only"}),
        census_list("2018", {}),
        {"us-census/census2002.yaml",
         {"structure", "census/census2002_to_census2010.csv", "--flat", "--skip-empty", "--code",
          "census2002", "--title", "title2002", "--unclassified", "9830", "--unclassified",
          "9920"}},
        {"us-census/census2002_to_soc2000.yaml",
         {"coverage", "census/census2002_to_census2010.csv", "--code", "census2002", "--part",
          "soc2000", "--combined"}},
        census_coverage("2010", {}),
        census_coverage("2018", {{"51-9199", "8990"}}),
        {"us-census/census2002_to_census2010.yaml",
         {"crosswalk", "census/census2002_to_census2010.csv", "--skip-unknown", "--repeats",
          "--fill-over", "soc2000,soc2010"}},
        {"us-census/census2010_to_census2018.yaml",
         {"crosswalk", "weights/census_occ2010_to_occ2018_official_rates.csv", "--share",
          "conversion_rate", "--basis", "census", "--remark", "mark", "--rounded", "--instead",
          "census/tp78_rates_2010_2018_by_sex_education.csv", "--instead-share", "total"}},
        {"us-census/census2010_to_census2018_by_sex_education.yaml",
         {"rates", "census/tp78_rates_2010_2018_by_sex_education.csv", "--source", "census2010",
          "--target", "census2018", "--group", "female_hs_or_less=female,hs_or_less", "--group",
          "female_some_college=female,some_college", "--group", "female_advanced=female,advanced",
          "--group", "male_hs_or_less=male,hs_or_less", "--group",
          "male_some_college=male,some_college", "--group", "male_advanced=male,advanced"}},
        pums("2013", "2013_2017", {"3655=31909X", "7610=499098", "8040=514050", "9415=536061"}),
        pums("2018", "2018_2021", {}),
        pums_coverage("2013", "2010", "2013_2017",
                      {{"17-2151", "1721XX"}, {"17-2161", "1721YY"}, {"17-2171", "1721XX"},
                       {"17-2199", "1721YY"}, {"19-4041", "1940XX"}, {"19-4051", "1940XX"},
                       {"19-4061", "1940YY"}, {"19-4091", "1940YY"}, {"19-4092", "1940YY"},
                       {"19-4093", "1940YY"}, {"19-4099", "1940YY"}, {"47-2231", "47XXXX"},
                       {"47-5011", "4750YY"}, {"47-5012", "4750YY"}, {"47-5013", "4750YY"},
                       {"47-5051", "4750XX"}, {"47-5061", "4750XX"}, {"47-5071", "4750YY"},
                       {"47-5081", "4750XX"}, {"47-5099", "4750XX"}, {"51-4081", "514XXX"}}),
        pums_coverage("2018", "2018", "2018_2021",
                      {{"17-2151", "1721XX"}, {"17-2161", "1721YY"}, {"17-2171", "1721XX"},
                       {"17-2199", "1721YY"}, {"19-4042", "1940XX"}, {"19-4043", "1940XX"},
                       {"19-4044", "1940XX"}, {"19-4051", "1940XX"}, {"19-4061", "1940YY"},
                       {"19-4071", "1940YY"}, {"19-4092", "1940YY"}, {"19-4099", "1940YY"},
                       {"43-4011", "434YYY"}, {"43-4021", "434XXX"}, {"43-4151", "434XXX"},
                       {"43-4199", "434YYY"}, {"47-5011", "4750YY"}, {"47-5012", "4750YY"},
                       {"47-5013", "4750YY"}, {"47-5051", "4750XX"}, {"47-5071", "4750YY"},
                       {"47-5081", "4750XX"}, {"47-5099", "4750XX"}, {"51-4081", "514XXX"}}),
        onet_by_code("2000"),
        onet_by_code("2006"),
        onet_by_code("2009"),
        onet_by_table("2010", "2010", "ONETSOC2010_DataLevel.csv"),
        onet2019,
        onet_step("2000", "2006"),
        onet_step("2006", "2009"),
        onet_step("2009", "2010"),
        onet_step("2010", "2019"),
        onet_to_soc("2010", "2010"),
        onet_to_soc("2019", "2018"),
        {"us-soc/soc2018-direct-match-titles.yaml",
         {"titles", "soc/soc2018_direct_match_titles.csv"}},
        {"onet-soc/onet2019-alternate-titles.yaml", {"titles", "onet/Alternate_Titles_db30_1.csv"}},
        {"ak-soc/alaska2018.yaml",
         {"state-list", "documents/alaska_soc_list.txt", "--also",
          "51-3022.05=Seafood Processing Workers"}},
        {"us-oews/oews2010.yaml",
         {"structure", "weights/oes2010_hybrid_structure.csv", "--short-rows", "--flat",
          "--repeats", "--code", "oes2010", "--title", "oes2010_title", "--marks-in-titles"}},
        {"us-oews/oews2010_to_soc2010.yaml",
         {"crosswalk", "weights/oes2010_hybrid_structure.csv", "--short-rows", "--source",
          "oes2010", "--target", "soc2010", "--repeats", "--skip-unknown"}},
        {"us-oews/oews2010_to_soc2000.yaml",
         {"crosswalk", "weights/oes2010_hybrid_structure.csv", "--short-rows", "--source",
          "oes2010", "--target", "soc2000", "--repeats", "--skip-unknown"}},
        published_table("oews2012", "2012"),
        coverage_of_2012("soc2010"),
        coverage_of_2012("soc2018"),
        published("2018"),
        {"us-oflc/oflc2020.yaml",
         {"structure", "inputs/oflc_wage_codes.csv", "--flat", "--repeats", "--first-title",
          "--code", "OES_SOCCODE", "--title", "OES_SOCTITLE", "--also",
          "41-3098=" + sales_of_services}},
        {"us-oflc/oflc2020_to_soc2010.yaml",
         {"crosswalk", "inputs/oflc_wage_codes.csv", "--source", "OES_SOCCODE", "--target",
          "TruncOnetCode", "--repeats", "--also", "41-3098=41-3099"}},
        {"us-oews/oews2019.yaml",
         {"structure", "weights/oes2019_hybrid_structure.csv", "--flat", "--repeats", "--code",
          "oes2019", "--title", "oes2019_title", "--attribute", "note=notes"}},
        published("2021"),
        hybrid("oews2018", "soc2010"),
        hybrid("oews2018", "soc2018"),
        hybrid("oews2018", "oews2019"),
        hybrid("oews2019", "soc2010"),
        hybrid("oews2019", "soc2018"),
        {"us-oews/oews2021_to_soc2018.yaml",
         {"coverage", "weights/oes2019_hybrid_structure.csv", "--code", "oes2019", "--title",
          "oes2019_title", "--part", "soc2018"}},
        employment_table("2010"),
        employment_table("2012"),
        employment_table("2017"),
        employment("2018"),
        employment("2021"),
        employment("2024"),
    };
}

const fs::path crosswalks = SOCSHIFT_ROOT "/crosswalks";

}  // namespace

TEST_CASE("importing the publisher's table gives the shipped file byte for byte", "[data]") {
    const auto sources = test::sources_or_skip();
    if (!sources) {
        return;
    }
    for (const auto& import : imports()) {
        std::vector<std::string> arguments = {"import"};
        for (const auto& word : import.command) {
            const bool path = word.find('/') != std::string::npos;
            arguments.push_back(path ? (*sources / word).string() : word);
        }
        arguments.insert(arguments.end(), {"--header", (crosswalks / import.file).string()});
        const auto run = test::run_program(arguments);
        INFO(import.file << '\n' << run.err);
        CHECK(run.code != cli::ExitCode::trouble);
        CHECK((run.out == read_file(crosswalks / import.file)));
    }
}

TEST_CASE("every file of the catalog is made by an import that is tested", "[data]") {
    std::vector<std::string> shipped;
    for (const auto& entry : fs::recursive_directory_iterator(crosswalks)) {
        const auto name = entry.path().string();
        // Requests are read by a person; scenario_test.cpp compares them with their list.
        const bool is_by_hand = name.find("/proposals/") != std::string::npos ||
                                name.find("-scenario.yaml") != std::string::npos;
        if (entry.path().extension() == ".yaml" && !is_by_hand) {
            shipped.push_back(entry.path().lexically_relative(crosswalks).string());
        }
    }
    std::vector<std::string> made;
    for (const auto& import : imports()) {
        made.push_back(import.file);
    }
    std::sort(shipped.begin(), shipped.end());
    std::sort(made.begin(), made.end());
    CHECK(made == shipped);
}

TEST_CASE("SOURCES.md has a row for every file of the catalog", "[data]") {
    const auto sources = read_file(crosswalks / "SOURCES.md");
    for (const auto& import : imports()) {
        INFO(import.file);
        CHECK(sources.find("\n| " + import.file + " |") != std::string::npos);
    }
}
