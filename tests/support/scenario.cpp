#include "support/scenario.hpp"

#include "socshift/catalog/yaml.hpp"
#include "support/model.hpp"

namespace socshift::test {

Edition bakery() {
    auto data = edition_data("bakery", {"major", "minor", "broad", "detailed"},
                             {an_item("11-0000", "major", "", "Food"),
                              an_item("11-1000", "minor", "11-0000", "Food Makers"),
                              an_item("11-1010", "broad", "11-1000", "Bakers"),
                              an_item("11-1011", "detailed", "11-1010", "Bread Bakers"),
                              an_item("11-1012", "detailed", "11-1010", "Cake Bakers"),
                              an_item("11-1019", "detailed", "11-1010", "Bakers, All Other"),
                              an_item("11-1020", "broad", "11-1000", "Cooks"),
                              an_item("11-1021", "detailed", "11-1020", "Cooks"),
                              an_item("33-0000", "major", "", "Safety"),
                              an_item("33-9000", "minor", "33-0000", "Other Safety"),
                              an_item("33-9010", "broad", "33-9000", "Guards"),
                              an_item("33-9011", "detailed", "33-9010", "Guards")});
    data.items[5].residual = true;
    return Edition::make(std::move(data));
}

Proposal ask(std::string_view id, std::string_view kind, std::string_view rest) {
    const auto text = "proposal: \"" + std::string{id} + "\"\nbase: \"bakery\"\ntitle: \"" +
                      std::string{id} + "\"\nkind: \"" + std::string{kind} +
                      "\"\nstatus: \"asked\"\n" + std::string{rest};
    return std::get<Proposal>(read_yaml(text, std::string{id} + ".yaml"));
}

BuiltScenario build(const std::vector<Proposal>& proposals) {
    const auto base = bakery();
    const UsedCodes used = {{code("11-1013"), id("older")}};
    Scenario scenario{id("draft"), base.id(), "A draft", parse_date("2030-01-01"),
                      "soc",       {},        {},        {"s.yaml", 1, 1}};
    std::vector<const Proposal*> pointers;
    for (const auto& proposal : proposals) {
        scenario.proposals.push_back(proposal.id);
        pointers.push_back(&proposal);
    }
    return build_scenario(base, used, scenario, pointers);
}

std::string code_of(const BuiltScenario& built, std::string_view title, std::string_view level) {
    for (const auto& item : built.edition.items) {
        if (item.title == title && item.level == level) {
            return item.code.text();
        }
    }
    return "";
}

std::string goes_to(const BuiltScenario& built, std::string_view source) {
    std::string out;
    for (const auto& link : built.table.links) {
        if (link.source.text() == source) {
            out += (out.empty() ? "" : " ") + link.target.text() +
                   (link.share ? "=" + link.share->text() : "");
        }
    }
    return out;
}

std::vector<std::string> rules_of(const Findings& findings) {
    std::vector<std::string> out;
    for (const auto& finding : findings) {
        out.push_back(finding.rule);
    }
    return out;
}

}  // namespace socshift::test
