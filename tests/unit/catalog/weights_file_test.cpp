#include "socshift/catalog/weights_file.hpp"

#include "socshift/base/error.hpp"
#include "socshift/catalog/yaml.hpp"
#include "support/model.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace socshift;
using namespace socshift::test;

namespace {

constexpr const char* whole_file = R"(weights: {source: "soc2010", target: "soc2018"}
title: "mine"
provenance:
  publisher: "me"
  document: "my table"
estimate:
  method: "by hand"
  source_counts:
    name: "a.csv"
    coded_in: "soc2010"
    sha256: "00"
  target_counts:
    name: "b.csv"
    reference: "2021-05"
    coded_in: "soc2018"
  families:
    - {sources: ["1"], targets: ["2", "3"], state: "estimated", iterations: 7, source_counts: ["5"], target_counts: ["1", "4"], wanted: ["1", "4"], fitted: ["1", "4"], residual: "0"}
    - {sources: ["8"], targets: ["9"], state: "not-estimable", reason: "no count"}
groups: ["sex"]
rows:
  - {source: "1", target: "2", share: "0.2", sex: "f"}
  - {source: "1", target: "3", share: "4/5", sex: "f"}
)";

std::string trouble(const std::string& text) {
    return message_of<FormatError>([&] { static_cast<void>(read_weights_yaml(text, "w.yaml")); });
}

std::string with_rows(const std::string& rows) {
    return "weights: {source: \"a\", target: \"b\"}\nrows:\n" + rows;
}

}  // namespace

TEST_CASE("weights are written as they were read") {
    const auto read = read_weights_yaml(whole_file, "w.yaml");
    CHECK(write_weights(read) == whole_file);
    CHECK(read.groups == std::vector<std::string>{"sex"});
    CHECK(read.rows.at(1).figure == "4/5");
    CHECK(read.rows.at(1).groups == std::vector<std::string>{"f"});
    CHECK(read.estimate->families.at(0).iterations == 7);
}

TEST_CASE("weights are read strictly, with line and column") {
    CHECK(trouble(with_rows("  - {source: \"1\", target: \"2\", share: 0.5}\n")) ==
          "w.yaml:3:39: 'share' must be a text in quotes; found 0.5 without quotes");
    CHECK(trouble(with_rows("  - {source: \"1\", target: \"2\"}\n")) ==
          "w.yaml:3:5: expected either a 'share' or a 'count'");
    CHECK(trouble(with_rows("  - {source: \"1\", target: \"2\", share: \"1\"}\n"
                            "  - {source: \"1\", target: \"2\", count: \"1\"}\n")) ==
          "w.yaml:4:5: found a count here and a share in the rows before; expected one of them in "
          "all rows");
    CHECK(trouble(with_rows("  - {source: \"1\", target: \"2\", share: \"1\", sex: \"f\"}\n")) ==
          "w.yaml:3:44: unknown key 'sex'; expected one of: source, target, share, count");
    CHECK(trouble("groups: [\"share\"]\n" + with_rows("  - {}\n")) ==
          "w.yaml:1:9: 'share' cannot be a group, or is one twice");
}

TEST_CASE("a table of weights has its groups in the columns that nothing else claims") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "w.csv";
    std::ofstream(file)
        << "sex,source,target,share,basis,remark\nf,1,2,0.5,census,\nm,1,3,0.5,,x\n";
    const auto read = read_weights_file(file);
    CHECK(read.groups == std::vector<std::string>{"sex"});
    CHECK(read.rows.at(1).groups == std::vector<std::string>{"m"});
    CHECK(read.rows.at(1).at.line == 3);
    std::ofstream(file) << "source,target\n1,2\n";
    CHECK_THROWS_AS(read_weights_file(file), FormatError);
    std::ofstream(file) << "source,target,share,count\n1,2,1,1\n";
    CHECK_THROWS_AS(read_weights_file(file), FormatError);
}

TEST_CASE("weights in a folder of a catalog are refused with what to do") {
    CHECK(message_of<FormatError>([] { static_cast<void>(read_yaml(whole_file, "w.yaml")); }) ==
          "w.yaml:1:1: weights are no part of a catalog; --weights FILE takes them");
}

TEST_CASE("rates are written as they were read") {
    const std::string text = R"(rates: "r"
title: "t"
between: {source: "census2010", target: "census2018"}
groups: ["sex", "education"]
provenance:
  publisher: "p"
  document: "d"
rows:
  - {source: "0050", target: "0051", groups: ["female", "some"], rate: "0.5117"}
  - {source: "0050", target: "0052", groups: ["female", "some"], rate: "0.4883"}
)";
    CHECK(write_yaml(read_yaml(text, "r.yaml")) == text);
    CHECK(std::get<Rates>(read_yaml_header(text, "r.yaml")).rows.empty());
}
