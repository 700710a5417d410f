#include "socshift/exchange/addresses.hpp"
#include "socshift/exchange/escapes.hpp"
#include "socshift/exchange/formats.hpp"
#include "socshift/version.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string_view>
#include <utility>

namespace socshift {

namespace {

using Json = nlohmann::ordered_json;

std::string fhir_text(std::string_view value) {
    return clean_text(value, Cannot::hold_controls);
}

std::string_view fhir_status(bool is_draft) {
    return is_draft ? "draft" : "active";
}

/// A name as programs have it: the identifier begins with a capital, and has letters and digits.
std::string fhir_name(std::string_view id) {
    std::string out;
    for (const char c : id) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        out += is_letter || (c >= '0' && c <= '9') ? c : '_';
    }
    constexpr char to_upper = 'a' - 'A';
    if (out.front() >= 'a' && out.front() <= 'z') {
        out.front() = static_cast<char>(out.front() - to_upper);
    }
    return out;
}

std::string_view relationship_of(LinkRelation relation) {
    switch (relation) {
        case LinkRelation::exact:
            return "equivalent";
        case LinkRelation::narrower:
            return "source-is-broader-than-target";
        case LinkRelation::broader:
            return "source-is-narrower-than-target";
        case LinkRelation::close:
        case LinkRelation::related:
            return "related-to";
    }
    return "";
}

Json declared_property(std::string_view code, const std::string& uri, std::string_view says,
                       std::string_view type) {
    return {{"code", code}, {"uri", uri}, {"description", says}, {"type", type}};
}

class FhirWriter {
public:
    explicit FhirWriter(const ExportContent& content)
        : content_(content), addresses_(content.base) {}

    [[nodiscard]] Json bundle() const {
        auto entries = Json::array();
        for (const auto* const edition : content_.editions) {
            add(entries, code_system(*edition));
        }
        for (const auto& table : content_.tables) {
            add(entries, concept_map(table));
        }
        return {{"resourceType", "Bundle"}, {"type", "collection"}, {"entry", std::move(entries)}};
    }

private:
    static void add(Json& entries, Json resource) {
        auto url = resource["url"];
        entries.push_back({{"fullUrl", std::move(url)}, {"resource", std::move(resource)}});
    }

    [[nodiscard]] Json code_system(const Edition& edition) const {
        const auto& header = edition.header();
        const bool is_draft = header.status == Status::draft;
        Json out = {{"resourceType", "CodeSystem"},
                    {"url", addresses_.edition(header.id)},
                    {"version", to_string(header.validity.from)},
                    {"name", fhir_name(header.id.text())},
                    {"title", fhir_text(header.title)},
                    {"status", fhir_status(is_draft)},
                    {"experimental", is_draft}};
        if (!header.provenance.publisher.empty()) {
            out["publisher"] = fhir_text(header.provenance.publisher);
        }
        out["caseSensitive"] = true;
        out["hierarchyMeaning"] = "is-a";
        out["content"] = "complete";
        out["count"] = edition.items().size();
        out["property"] = {
            declared_property("parent", "http://hl7.org/fhir/concept-properties#parent",
                              "The item above", "code"),
            declared_property("level", addresses_.terms() + "level", "The level of the item",
                              "string"),
            declared_property("residual", addresses_.terms() + "residual",
                              "The item is what its siblings leave", "boolean"),
            declared_property("excludes", addresses_.terms() + "excludes",
                              "An item that the definition says is not in it", "code")};
        auto concepts = Json::array();
        const auto excluded = excluded_by(edition);
        for (const auto& item : edition.items()) {
            auto properties = Json::array();
            if (item.parent) {
                properties.push_back({{"code", "parent"}, {"valueCode", item.parent->text()}});
            }
            properties.push_back({{"code", "level"}, {"valueString", fhir_text(item.level)}});
            if (item.residual) {
                properties.push_back({{"code", "residual"}, {"valueBoolean", true}});
            }
            const auto found = excluded.find(&item);
            if (found != excluded.end()) {
                for (const auto& code : found->second) {
                    properties.push_back({{"code", "excludes"}, {"valueCode", code}});
                }
            }
            concepts.push_back({{"code", fhir_text(item.code.text())},
                                {"display", fhir_text(item.title)},
                                {"property", std::move(properties)}});
        }
        out["concept"] = std::move(concepts);
        return out;
    }

    static std::map<const Item*, std::vector<std::string>> excluded_by(const Edition& edition) {
        std::map<const Item*, std::vector<std::string>> out;
        for (const auto& note : edition.notes()) {
            if (note.relation == NoteRelation::excludes) {
                for (const auto* const named : edition.named_by(note)) {
                    out[edition.find(note.item)].push_back(named->code.text());
                }
            }
        }
        return out;
    }

    [[nodiscard]] Json concept_map(const ExportedTable& table) const {
        const auto& from = table.source->header();
        const auto& to = table.target->header();
        Json out = {{"resourceType", "ConceptMap"},
                    {"url", addresses_.table(table)},
                    {"name", fhir_name(from.id.text() + "_to_" + to.id.text())},
                    {"title", fhir_text(table.title.empty() ? table.route.text() : table.title)},
                    {"status", fhir_status(table.is_draft)},
                    {"experimental", table.is_draft}};
        if (!table.provenance.publisher.empty()) {
            out["publisher"] = fhir_text(table.provenance.publisher);
        }
        out["property"] = {
            declared_property("share", addresses_.terms() + "share",
                              "The part of the source that goes there, as an exact fraction",
                              "string"),
            declared_property("share-double", addresses_.terms() + "shareDouble",
                              "The double that is nearest to the share", "decimal"),
            declared_property("basis", addresses_.terms() + "basis", "Where the share comes from",
                              "string"),
            declared_property("remainder", addresses_.terms() + "remainder",
                              "What of the source is in no code of the target: nowhere, or unknown",
                              "string")};
        auto elements = Json::array();
        for (std::size_t i = 0; i < table.links.size();) {
            std::size_t end = i;
            while (end < table.links.size() &&
                   table.links[end].source.code == table.links[i].source.code) {
                ++end;
            }
            auto element = element_of(table, i, end);
            if (element) {
                elements.push_back(std::move(*element));
            }
            i = end;
        }
        Json group = {{"source", addresses_.edition(from.id) + "|" + to_string(from.validity.from)},
                      {"target", addresses_.edition(to.id) + "|" + to_string(to.validity.from)},
                      {"element", std::move(elements)}};
        out["group"].push_back(std::move(group));
        return out;
    }

    /// Of one source, whose links these are; none of one of which nobody says where it is, which is
    /// not the same as that it is in no target.
    [[nodiscard]] static std::optional<Json> element_of(const ExportedTable& table,
                                                        std::size_t begin, std::size_t end) {
        const auto& source = table.links[begin].source;
        Json out = {{"code", fhir_text(source.code.text())}, {"display", fhir_text(source.title)}};
        bool is_known = true;
        for (std::size_t i = begin; i < end; ++i) {
            const auto& link = table.links[i];
            is_known = is_known && link.place != PlaceKind::unknown;
            if (link.target) {
                out["target"].push_back(target_of(table, link));
            }
        }
        if (out.contains("target")) {
            return out;
        }
        out["noMap"] = true;
        return is_known ? std::optional(std::move(out)) : std::nullopt;
    }

    static Json target_of(const ExportedTable& table, const ExportedLink& link) {
        Json out = {{"code", fhir_text(link.target->code.text())},
                    {"display", fhir_text(link.target->title)},
                    {"relationship", relationship_of(link.relation)}};
        auto properties = Json::array();
        if (link.share) {
            properties.push_back({{"code", "share"}, {"valueString", link.share->share.text()}});
            properties.push_back(
                {{"code", "share-double"}, {"valueDecimal", link.share->share.to_double()}});
            properties.push_back(
                {{"code", "basis"}, {"valueString", to_string(link.share->basis)}});
        }
        const auto remainder = remainder_of(table.links, link);
        if (!remainder.empty()) {
            properties.push_back({{"code", "remainder"}, {"valueString", remainder}});
        }
        if (!properties.empty()) {
            out["property"] = std::move(properties);
        }
        return out;
    }

    const ExportContent& content_;
    Addresses addresses_;
};

}  // namespace

std::vector<ExportedFile> fhir_files(const ExportContent& content) {
    return {{"socshift.fhir.json", FhirWriter(content).bundle().dump(1) + "\n"}};
}

}  // namespace socshift
