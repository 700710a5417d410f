#include "socshift/base/error.hpp"
#include "socshift/exchange/addresses.hpp"
#include "socshift/exchange/escapes.hpp"
#include "socshift/exchange/formats.hpp"
#include "socshift/exchange/relational.hpp"
#include "socshift/version.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace socshift {

namespace {

constexpr std::string_view no_term = "sssom:NoTermFound";

std::string_view justification_of(TableOrigin origin) {
    switch (origin) {
        case TableOrigin::published:
        case TableOrigin::parents:
            return "semapv:ManualMappingCuration";
        case TableOrigin::reversed:
            return "semapv:MappingInversion";
        case TableOrigin::chained:
            return "semapv:MappingChaining";
        case TableOrigin::matched:
            return "semapv:CompositeMatching";
    }
    return "";
}

/// A scalar of YAML, which JSON is.
std::string yaml_text(std::string_view text) {
    return nlohmann::json(clean_text(text)).dump(-1, ' ', true);
}

std::string tsv_field(std::string_view text) {
    auto clean = clean_text(text);
    if (clean.find_first_of("\t\"\r\n") == std::string::npos) {
        return clean;
    }
    std::string out = "\"";
    for (const char c : clean) {
        out += c == '"' ? "\"\"" : std::string(1, c);
    }
    return out + "\"";
}

struct Slot {
    std::string_view name;
    std::string_view term;
    std::string_view type;
};
constexpr std::array slots{Slot{"ext_share", "share", "xsd:string"},
                           Slot{"ext_share_double", "shareDouble", "xsd:double"},
                           Slot{"ext_share_basis", "basis", "xsd:string"},
                           Slot{"ext_source_remainder", "remainder", "xsd:string"},
                           Slot{"ext_family_cardinality", "cardinality", "xsd:string"}};

std::string title_of(const ExportContent& content) {
    std::string out;
    for (const auto* const edition : content.editions) {
        out += out.empty() ? "" : " -> ";
        out += edition->header().title;
    }
    return content.drafts.empty() ? out : "DRAFT: " + out;
}

/// What must be said of the set: drafts, and what is in no mapping.
std::string comment_of(const ExportContent& content) {
    std::string out;
    for (const auto& draft : content.drafts) {
        out += fmt::format("{} is a draft: nothing of it is in force. ", draft.text());
    }
    for (const auto& notice : content.notices) {
        out += notice + ". ";
    }
    for (const auto& table : content.tables) {
        const auto unknown = std::count_if(
            table.links.begin(), table.links.end(),
            [](const ExportedLink& link) { return link.place == PlaceKind::unknown; });
        if (unknown > 0) {
            out += fmt::format("Of {} codes of {} no table says where all of them is in {}. ",
                               unknown, table.route.from.text(), table.route.to.text());
        }
    }
    return out;
}

std::string header_of(const ExportContent& content, const Addresses& addresses) {
    std::string id = content.base + "mappings";
    for (const auto* const edition : content.editions) {
        id += "/" + uri_segment(edition->id().text());
    }
    std::string out = "#sssom_version: \"1.1\"\n";
    out += fmt::format("#mapping_set_id: {}\n", yaml_text(id));
    out += fmt::format("#mapping_set_title: {}\n", yaml_text(title_of(content)));
    out += "#license: \"https://w3id.org/sssom/license/unspecified\"\n";
    out += "#mapping_tool: \"socshift\"\n";
    out += fmt::format("#mapping_tool_version: {}\n", yaml_text(version()));
    const auto comment = comment_of(content);
    if (!comment.empty()) {
        out += fmt::format("#comment: {}\n", yaml_text(comment.substr(0, comment.size() - 1)));
    }
    out += "#curie_map:\n";
    std::map<std::string, std::string> prefixes{{"editions", addresses.editions()},
                                                {"semapv", "https://w3id.org/semapv/vocab/"},
                                                {"skos", "http://www.w3.org/2004/02/skos/core#"},
                                                {"socshift", addresses.terms()},
                                                {"sssom", "https://w3id.org/sssom/"},
                                                {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
    for (const auto* const edition : content.editions) {
        prefixes.emplace("code-" + edition->id().text(), addresses.items(edition->id()));
    }
    for (const auto& [prefix, begins] : prefixes) {
        out += fmt::format("#  {}: {}\n", yaml_text(prefix), yaml_text(begins));
    }
    out += "#extension_definitions:\n";
    for (const auto& slot : slots) {
        out += fmt::format(
            "#  - slot_name: {}\n#    property: \"socshift:{}\"\n#    type_hint: \"{}\"\n",
            slot.name, slot.term, slot.type);
    }
    return out;
}

std::string curie(const EditionId& edition, const Code& code) {
    return "code-" + edition.text() + ":" + uri_segment(code.text());
}

/// How many links each code has on the other side.
class Degrees {
public:
    explicit Degrees(const ExportedTable& table) {
        for (const auto& link : table.links) {
            if (link.target) {
                ++targets_of_[link.source.code.text()];
                ++sources_of_[link.target->code.text()];
            }
        }
    }

    /// As SSSOM has it: of the two ends of this mapping, not of the family.
    [[nodiscard]] std::string of(const ExportedLink& link) const {
        const bool several_sources = sources_of_.find(link.target->code.text())->second > 1;
        const bool several_targets = targets_of_.find(link.source.code.text())->second > 1;
        return std::string(several_sources ? "n" : "1") + ":" + (several_targets ? "n" : "1");
    }

private:
    std::map<std::string, std::size_t, std::less<>> targets_of_;
    std::map<std::string, std::size_t, std::less<>> sources_of_;
};

class Rows {
public:
    explicit Rows(std::string header) : out_(std::move(header)) {
        std::vector<std::string> names = {
            "subject_id",     "subject_label", "predicate_id",
            "object_id",      "object_label",  "mapping_justification",
            "subject_source", "object_source", "mapping_cardinality"};
        for (const auto& slot : slots) {
            names.emplace_back(slot.name);
        }
        add(names);
    }

    void add(const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            out_ += (i == 0 ? "" : "\t") + tsv_field(cells[i]);
        }
        out_ += '\n';
    }

    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    std::string out_;
};

void add_table(Rows& rows, const ExportedTable& table) {
    const auto& from = table.route.from;
    const auto& to = table.route.to;
    const std::string because(justification_of(table.origin));
    const auto source_edition = "editions:" + uri_segment(from.text());
    const auto target_edition = "editions:" + uri_segment(to.text());
    const Degrees degrees(table);
    std::set<std::string> has_items;
    for (const auto& link : table.links) {
        if (link.target) {
            has_items.insert(link.source.code.text());
        }
    }
    for (const auto& link : table.links) {
        const bool ends = link.place == PlaceKind::nowhere;
        if (!link.target &&
            (!ends || has_items.count(link.source.code.text()) != 0 ||
             remainder_of(table.links, link).find("unknown") != std::string::npos)) {
            continue;  // said in ext_source_remainder, or nothing that anybody knows
        }
        const auto share = link.share;
        rows.add({curie(from, link.source.code), link.source.title,
                  std::string(ends ? "skos:relatedMatch" : skos_match(link.relation)),
                  ends ? std::string(no_term) : curie(to, link.target->code),
                  ends ? std::string{} : link.target->title, because, source_edition,
                  target_edition, ends ? "1:0" : degrees.of(link),
                  share ? share->share.text() : std::string{},
                  share ? double_text(share->share) : std::string{},
                  share ? std::string(to_string(share->basis)) : std::string{},
                  remainder_of(table.links, link), std::string(to_string(link.cardinality))});
    }
    const bool is_complete =
        std::none_of(table.links.begin(), table.links.end(),
                     [](const ExportedLink& link) { return link.place == PlaceKind::unknown; });
    for (const auto* const item : table.added) {
        if (is_complete) {
            rows.add({std::string(no_term), "", "skos:relatedMatch", curie(to, item->code),
                      item->title, because, source_edition, target_edition, "0:1", "", "", "", "",
                      "0:1"});
        }
    }
}

}  // namespace

std::vector<ExportedFile> sssom_files(const ExportContent& content) {
    if (content.tables.empty()) {
        throw Error("a mapping set is about links: expected two editions or more");
    }
    const Addresses addresses(content.base);
    Rows rows(header_of(content, addresses));
    for (const auto& table : content.tables) {
        add_table(rows, table);
    }
    return {{"socshift.sssom.tsv", rows.take()}};
}

}  // namespace socshift
