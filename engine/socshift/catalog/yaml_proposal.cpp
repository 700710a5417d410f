#include "socshift/catalog/yaml_proposal.hpp"

#include "socshift/catalog/yaml_emitter.hpp"

#include <string_view>

namespace socshift {

namespace {

using yaml::as_code;
using yaml::Fields;
using yaml::Value;
using yaml::Writer;

std::vector<Code> as_codes(const Value& value) {
    std::vector<Code> out;
    for (const auto& element : value.list()) {
        out.push_back(element.code());
    }
    return out;
}

bool as_flag(const Value& value) {
    return value.boolean();
}

template <typename Row, typename Read>
std::vector<Row> rows(const Fields& fields, const std::string& key, Read read) {
    std::vector<Row> out;
    if (const auto* const value = fields.find(key)) {
        for (const auto& row : value->list()) {
            out.push_back(read(row));
        }
    }
    return out;
}

Take read_take(const Value& value) {
    const Fields fields{value, {"code", "part", "share", "share_source", "except", "ours"}};
    return {fields.need("code").code(),
            fields.need("part").one_of<Part>(),
            fields.optional("share", [](const Value& v) { return v.share(); }),
            fields.text_or_empty("share_source"),
            fields.optional("except", as_codes).value_or(std::vector<Code>{}),
            fields.optional("ours", as_flag).value_or(false),
            fields.at()};
}

ProposedItem read_proposed_item(const Value& value) {
    const Fields fields{value, {"title", "code", "level", "under", "reading", "residual", "takes"}};
    return {fields.text_or_empty("title"),          fields.optional("code", as_code),
            fields.text_or_empty("level"),          fields.optional("under", as_code),
            fields.optional("reading", as_code),    fields.optional("residual", as_flag),
            rows<Take>(fields, "takes", read_take), fields.at()};
}

Supporter read_supporter(const Value& value) {
    const Fields fields{value, {"name", "date", "docket", "reference", "addresses"}};
    return {fields.need("name").text(),
            fields.text_or_empty("date"),
            fields.text_or_empty("docket"),
            fields.text_or_empty("reference"),
            fields.optional("addresses", [](const Value& v) { return v.texts(); })
                .value_or(std::vector<std::string>{}),
            fields.at()};
}

void write_codes(Writer& out, const char* key, const std::vector<Code>& codes) {
    if (codes.empty()) {
        return;
    }
    out.texts(key, texts_of(codes));
}

void write_take(Writer& out, const Take& take) {
    out.text("code", take.code.text());
    out.text("part", std::string{to_string(take.part)});
    out.name_if("share", take.share);
    out.text_if("share_source", take.share_source);
    write_codes(out, "except", take.except);
    out.flag("ours", take.ours);
}

void write_item(Writer& out, const ProposedItem& item) {
    out.text_if("title", item.title);
    out.name_if("code", item.code);
    out.text_if("level", item.level);
    out.name_if("under", item.under);
    out.name_if("reading", item.reading);
    if (item.residual) {
        out.boolean("residual", *item.residual);
    }
    if (!item.takes.empty()) {
        out.rows("takes", item.takes, [&](const Take& take) { write_take(out, take); });
    }
}

void write_supporter(Writer& out, const Supporter& supporter) {
    out.text("name", supporter.name);
    out.text_if("date", supporter.date);
    out.text_if("docket", supporter.docket);
    out.text_if("reference", supporter.reference);
    if (!supporter.addresses.empty()) {
        out.texts("addresses", supporter.addresses);
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
            rows<ProposedItem>(file, "items", read_proposed_item),
            file.optional("exhausts", as_codes).value_or(std::vector<Code>{}),
            file.optional("retires", as_codes).value_or(std::vector<Code>{}),
            rows<Supporter>(file, "supporters", read_supporter),
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
            yaml::read_provenance(file),     file.at()};
}

std::string write_proposal(const Proposal& proposal) {
    Writer out;
    return out.document([&] {
        out.text("proposal", proposal.id);
        out.text("base", proposal.base.text());
        out.text("title", proposal.title);
        out.text("kind", std::string{to_string(proposal.kind)});
        out.text("status", std::string{to_string(proposal.status)});
        out.blocks("items", proposal.items,
                   [&](const ProposedItem& item) { write_item(out, item); });
        write_codes(out, "exhausts", proposal.exhausts);
        write_codes(out, "retires", proposal.retires);
        out.blocks("supporters", proposal.supporters,
                   [&](const Supporter& supporter) { write_supporter(out, supporter); });
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
        out.provenance(scenario.provenance);
        out.lines("proposals", scenario.proposals);
    });
}

}  // namespace socshift
