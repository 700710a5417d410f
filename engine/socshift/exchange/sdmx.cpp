#include "socshift/exchange/escapes.hpp"
#include "socshift/exchange/formats.hpp"
#include "socshift/exchange/relational.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace socshift {

namespace {

using Json = nlohmann::ordered_json;

/// Who keeps the artefacts: they are made by this program.
constexpr std::string_view sdmx_agency = "SOCSHIFT";

std::string sdmx_text(std::string_view value) {
    return clean_text(value, Cannot::hold_controls);
}

/// A code as SDMX lets identifiers be: letters, digits, '_', '@' and '-' as they are, other bytes
/// as $XX; so different codes stay different.
std::string code_id(std::string_view code) {
    std::string out;
    for (const char c : code) {
        const bool stays = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '_' || c == '@' || c == '-';
        out += stays ? std::string(1, c) : fmt::format("${:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

/// The name of an edition or a level in an identifier that has no points.
std::string name_id(std::string_view name) {
    std::string out;
    for (const char c : name) {
        out += c == '.' ? "_dot_" : std::string(1, c);
    }
    return out;
}

/// A version that says with the standard's own means that it is not stable.
std::string_view version_of(bool is_draft) {
    return is_draft ? "1.0.0-draft" : "1.0.0";
}

bool is_draft(const Edition& edition) {
    return edition.header().status == Status::draft;
}

std::string codelist_id(const Edition& edition) {
    return "CL_" + name_id(edition.id().text());
}

std::string codelist_address(const Edition& edition) {
    return fmt::format("urn:sdmx:org.sdmx.infomodel.codelist.Codelist={}:{}({})", sdmx_agency,
                       codelist_id(edition), version_of(is_draft(edition)));
}

std::string code_address(const Edition& edition, const Code& code) {
    return fmt::format("urn:sdmx:org.sdmx.infomodel.codelist.Code={}:{}({}).{}", sdmx_agency,
                       codelist_id(edition), version_of(is_draft(edition)), code_id(code.text()));
}

Json sdmx_annotation(std::string_view type, std::string_view value) {
    return {{"type", type}, {"value", sdmx_text(value)}};
}

Json maintained(const std::string& id, const std::string& name, bool draft) {
    return {{"id", id},
            {"agencyID", sdmx_agency},
            {"version", version_of(draft)},
            {"name", sdmx_text(name)},
            {"names", {{"en", sdmx_text(name)}}}};
}

Json codelist_of(const Edition& edition) {
    const auto& header = edition.header();
    auto out = maintained(codelist_id(edition), header.title, is_draft(edition));
    out["validFrom"] = to_string(header.validity.from) + "T00:00:00Z";
    if (header.validity.until) {
        out["validTo"] = to_string(*header.validity.until) + "T00:00:00Z";
    }
    auto codes = Json::array();
    for (const auto& item : edition.items()) {
        const auto id = code_id(item.code.text());
        Json code = {{"id", id},
                     {"name", sdmx_text(item.title)},
                     {"names", {{"en", sdmx_text(item.title)}}}};
        if (item.parent) {
            code["parent"] = code_id(item.parent->text());
        }
        if (id != item.code.text()) {
            code["annotations"].push_back(sdmx_annotation("code", item.code.text()));
        }
        if (item.residual) {
            code["annotations"].push_back(sdmx_annotation("residual", "true"));
        }
        codes.push_back(std::move(code));
    }
    out["codes"] = std::move(codes);
    return out;
}

Json hierarchical_code(const Edition& edition, const Item& item) {
    Json out = {{"id", code_id(item.code.text())},
                {"code", code_address(edition, item.code)},
                {"level", name_id(item.level)}};
    for (const auto* const child : edition.children(item)) {
        out["hierarchicalCodes"].push_back(hierarchical_code(edition, *child));
    }
    return out;
}

Json sdmx_hierarchy(const Edition& edition) {
    auto out =
        maintained("H_" + name_id(edition.id().text()), edition.header().title, is_draft(edition));
    out["hasFormalLevels"] = true;
    Json level;
    for (auto name = edition.levels().rbegin(); name != edition.levels().rend(); ++name) {
        Json above = {{"id", name_id(*name)}, {"name", *name}, {"names", {{"en", *name}}}};
        if (!level.is_null()) {
            above["level"] = std::move(level);
        }
        level = std::move(above);
    }
    out["level"] = std::move(level);
    for (const auto* const root : edition.roots()) {
        out["hierarchicalCodes"].push_back(hierarchical_code(edition, *root));
    }
    return out;
}

Json representation_map(const ExportedTable& table) {
    const auto id = "RM_" + name_id(table.route.from.text()) + "_" + name_id(table.route.to.text());
    auto out =
        maintained(id, table.title.empty() ? table.route.text() : table.title, table.is_draft);
    std::set<std::string, std::less<>> said;
    for (const auto& link : table.links) {
        // A mapping has two ends: what is in no item is said of the whole map, by source.
        if (!link.target && said.insert(link.source.code.text()).second) {
            out["annotations"].push_back({{"type", "remainder"},
                                          {"title", code_id(link.source.code.text())},
                                          {"value", remainder_of(table.links, link)}});
        }
    }
    out["source"].push_back({{"codelist", codelist_address(*table.source)}});
    out["target"].push_back({{"codelist", codelist_address(*table.target)}});
    for (const auto& link : table.links) {
        if (!link.target) {
            continue;
        }
        Json mapping;
        mapping["annotations"].push_back(
            sdmx_annotation("cardinality", to_string(link.cardinality)));
        mapping["annotations"].push_back(sdmx_annotation("relation", to_string(link.relation)));
        if (link.share) {
            mapping["annotations"].push_back(sdmx_annotation("share", link.share->share.text()));
            mapping["annotations"].push_back(
                sdmx_annotation("share_double", double_text(link.share->share)));
            mapping["annotations"].push_back(
                sdmx_annotation("basis", to_string(link.share->basis)));
        }
        Json source_value = {{"value", code_id(link.source.code.text())}};
        mapping["sourceValues"].push_back(std::move(source_value));
        mapping["targetValues"].push_back(code_id(link.target->code.text()));
        out["representationMappings"].push_back(std::move(mapping));
    }
    return out;
}

}  // namespace

std::vector<ExportedFile> sdmx_files(const ExportContent& content) {
    auto prepared = content.editions.front()->header().validity.from;
    Json data;
    for (const auto* const edition : content.editions) {
        prepared = std::max(prepared, edition->header().validity.from);
        data["codelists"].push_back(codelist_of(*edition));
        data["hierarchies"].push_back(sdmx_hierarchy(*edition));
    }
    for (const auto& table : content.tables) {
        data["representationMaps"].push_back(representation_map(table));
    }
    const Json whole = {{"meta",
                         {{"schema", "https://json.sdmx.org/2.0.0/sdmx-json-structure-schema.json"},
                          {"id", "socshift"},
                          {"test", false},
                          // No clock: the day on which the latest of the editions comes into force.
                          {"prepared", to_string(prepared) + "T00:00:00Z"},
                          {"contentLanguages", {"en"}},
                          {"sender", {{"id", sdmx_agency}}}}},
                        {"data", std::move(data)}};
    return {{"socshift.sdmx.json", whole.dump(1) + "\n"}};
}

}  // namespace socshift
