#include "socshift/base/error.hpp"
#include "socshift/catalog/yaml.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

const char* const proposal_text = R"(proposal: "helpers"
base: "soc2018"
title: "Helpers"
kind: "new"
status: "asked"
items:
  - title: "Helpers"
    code: "21-1095"
    level: "detailed"
    under: "21-0000"
    reading: "21-1090"
    residual: false
    takes:
      - {code: "21-1094", part: "part", share: "1/4", share_source: "a count"}
      - {code: "21-0000", part: "unknown", except: ["21-1011", "21-1012"], ours: true}
exhausts: ["21-1094"]
retires: ["21-2000"]
supporters:
  - name: "Somebody"
    date: "2024-08-12"
    docket: "D-1"
    reference: "B1"
    addresses: ["https://example.org/a", "https://example.org/b"]
)";

const char* const scenario_text = R"(scenario: "later"
base: "soc2018"
title: "Later"
status: "draft"
valid_from: "2028-01-01"
coding: "soc"
provenance:
  publisher: "Us"
  document: "Our reading"
proposals:
  - "helpers"
)";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    return text.replace(text.find(what), what.size(), with);
}

std::string complaint(const std::string& text) {
    return message_of<FormatError>([&] { (void)read_yaml(text, "f.yaml"); });
}

}  // namespace

TEST_CASE("a proposal is written as it was read", "[catalog]") {
    const auto file = read_yaml(proposal_text, "f.yaml");
    const auto& proposal = std::get<Proposal>(file);
    CHECK(proposal.items.front().takes[1].at == SourceLocation{"f.yaml", 15, 9});
    CHECK(proposal.items.front().takes[1].except.size() == 2);
    CHECK(proposal.items.front().residual == false);
    CHECK(proposal.supporters.front().addresses.size() == 2);
    CHECK(write_yaml(file) == proposal_text);
}

TEST_CASE("a scenario is written as it was read", "[catalog]") {
    CHECK(write_yaml(read_yaml(scenario_text, "f.yaml")) == scenario_text);
}

TEST_CASE("proposals and scenarios are read strictly", "[catalog]") {
    CHECK(complaint(replaced(proposal_text, "kind: \"new\"", "kind: \"wish\"")) ==
          "f.yaml:4:7: 'wish' of 'kind' must be one of: new, split, merge, move, retitle, recode, "
          "retire, definition, restructure");
    CHECK(complaint(replaced(proposal_text, "ours: true", "mine: true")) ==
          "f.yaml:15:76: unknown key 'mine'; expected one of: code, part, share, share_source, "
          "except, ours");
    CHECK(complaint(replaced(proposal_text, "status: \"asked\"\n", "")) ==
          "f.yaml:1:1: key 'status' is missing");
    CHECK(complaint(replaced(scenario_text, "\"draft\"", "\"final\"")) ==
          "f.yaml:4:9: 'final' of 'status' must be one of: draft");
}
