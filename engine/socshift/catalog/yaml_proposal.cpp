#include "socshift/catalog/yaml_proposal.hpp"

#include "socshift/catalog/yaml_records.hpp"

#include <string_view>

namespace socshift {

namespace {

using yaml::Fields;
using yaml::Value;
using yaml::Writer;

/// What stands under @p key, which may be left out.
template <typename Type>
Type value_or_none(const Fields& fields, const char* key) {
    Type out;
    if (const auto* const value = fields.find(key)) {
        yaml::read(*value, out);
    }
    return out;
}

/// A list of codes that is written if it is not empty.
void write_codes(Writer& out, const char* key, const std::vector<Code>& codes) {
    if (!codes.empty()) {
        yaml::write(out, key, codes);
    }
}

}  // namespace

Proposal read_proposal(const Value& root) {
    const Fields file{root,
                      {"proposal", "base", "title", "kind", "status", "items", "exhausts",
                       "retires", "supporters"}};
    return {file.need("proposal").text(),
            file.need("base").edition(),
            file.need("title").text(),
            file.need("kind").one_of<ProposalKind>(),
            file.need("status").one_of<ProposalStatus>(),
            value_or_none<std::vector<ProposedItem>>(file, "items"),
            value_or_none<std::vector<Code>>(file, "exhausts"),
            value_or_none<std::vector<Code>>(file, "retires"),
            value_or_none<std::vector<Supporter>>(file, "supporters"),
            file.at()};
}

Scenario read_scenario(const Value& root) {
    const Fields file{
        root,
        {"scenario", "base", "title", "status", "valid_from", "coding", "provenance", "proposals"}};
    file.need("status").expect(to_string(Status::draft));
    return {file.need("scenario").edition(), file.need("base").edition(),
            file.need("title").text(),       file.need("valid_from").date(),
            file.need("coding").text(),      file.need("proposals").texts(),
            yaml::provenance_of(file),       file.at()};
}

std::string write_proposal(const Proposal& proposal) {
    Writer out;
    return out.document([&] {
        out.text("proposal", proposal.id);
        out.text("base", proposal.base.text());
        out.text("title", proposal.title);
        out.text("kind", std::string{to_string(proposal.kind)});
        out.text("status", std::string{to_string(proposal.status)});
        out.blocks("items", proposal.items, [&](const auto& item) { write_record(out, item); });
        write_codes(out, "exhausts", proposal.exhausts);
        write_codes(out, "retires", proposal.retires);
        out.blocks("supporters", proposal.supporters,
                   [&](const auto& supporter) { write_record(out, supporter); });
    });
}

std::string write_scenario(const Scenario& scenario) {
    Writer out;
    return out.document([&] {
        out.text("scenario", scenario.id.text());
        out.text("base", scenario.base.text());
        out.text("title", scenario.title);
        out.text("status", std::string{to_string(Status::draft)});
        out.text("valid_from", to_string(scenario.valid_from));
        out.text("coding", scenario.coding);
        yaml::write_provenance(out, scenario.provenance);
        out.lines("proposals", scenario.proposals);
    });
}

}  // namespace socshift
