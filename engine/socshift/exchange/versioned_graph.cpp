#include "socshift/exchange/versioned_graph.hpp"

#include "socshift/exchange/escapes.hpp"
#include "socshift/exchange/formats.hpp"
#include "socshift/exchange/relational.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace socshift {

namespace {

using Json = nlohmann::ordered_json;

std::string id_of(const Edition& edition, const Code& code) {
    return CodeRef{edition.id(), code}.text();
}

void add_notes(const Edition& edition, NoteRelation relation, GraphEdgeKind kind,
               VersionedGraph& out) {
    std::set<std::pair<std::string, std::string>> seen;  // a code and a range may name one item
    for (const auto& note : edition.notes()) {
        if (note.relation != relation) {
            continue;
        }
        for (const auto* const named : edition.named_by(note)) {
            auto ends = std::pair{id_of(edition, note.item), id_of(edition, named->code)};
            if (seen.insert(ends).second) {
                out.edges.push_back({std::move(ends.first), std::move(ends.second), kind});
            }
        }
    }
}

/// An attribute of a node or an edge: its name, and what it is.
struct Attribute {
    std::string_view name;
    FieldKind kind;
};
constexpr std::array node_attributes{
    Attribute{"edition", FieldKind::text},    Attribute{"code", FieldKind::text},
    Attribute{"title", FieldKind::text},      Attribute{"level", FieldKind::text},
    Attribute{"status", FieldKind::text},     Attribute{"is_leaf", FieldKind::yes_no},
    Attribute{"residual", FieldKind::yes_no}, Attribute{"inherited", FieldKind::yes_no},
    Attribute{"remainder", FieldKind::text}};
constexpr std::array edge_attributes{
    Attribute{"kind", FieldKind::text},           Attribute{"share", FieldKind::text},
    Attribute{"share_double", FieldKind::number}, Attribute{"basis", FieldKind::text},
    Attribute{"cardinality", FieldKind::text},    Attribute{"relation", FieldKind::text}};

using Values = std::vector<std::optional<std::string>>;

std::optional<std::string> word(std::string_view text) {
    return std::string(text);
}

std::optional<std::string> truth(bool value) {
    return value ? "true" : "false";
}

/// In the order of node_attributes.
Values values_of(const GraphNode& node) {
    const auto& item = *node.item;
    return {node.edition->id().text(),
            item.code.text(),
            item.title,
            item.level,
            word(to_string(node.edition->header().status)),
            truth(node.edition->is_leaf(item)),
            truth(item.residual),
            truth(item.inherited),
            node.remainder.empty() ? std::nullopt : std::optional(node.remainder)};
}

/// In the order of edge_attributes.
Values values_of(const GraphEdge& edge) {
    Values out(edge_attributes.size());
    out[0] = to_string(edge.kind);
    if (edge.link != nullptr) {
        const auto& link = *edge.link;
        if (link.share) {
            out[1] = link.share->share.text();
            out[2] = double_text(link.share->share);
            out[3] = to_string(link.share->basis);
        }
        out[4] = to_string(link.cardinality);
        out[5] = to_string(link.relation);
    }
    return out;
}

std::string_view graphml_type(FieldKind kind) {
    return kind == FieldKind::yes_no ? "boolean" : kind == FieldKind::number ? "double" : "string";
}

template <typename Attributes>
void declare(std::string& out, const Attributes& attributes, std::string_view of) {
    for (const auto& attribute : attributes) {
        out +=
            fmt::format("  <key id=\"{0}_{1}\" for=\"{0}\" attr.name=\"{1}\" attr.type=\"{2}\"/>\n",
                        of, attribute.name, graphml_type(attribute.kind));
    }
}

template <typename Attributes>
void add_data(std::string& out, const Attributes& attributes, const Values& values,
              std::string_view of) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i]) {
            out += fmt::format("      <data key=\"{}_{}\">{}</data>\n", of, attributes[i].name,
                               xml_text(*values[i]));
        }
    }
}

template <typename Attributes>
void add_members(Json& out, const Attributes& attributes, const Values& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i]) {
            const bool is_text = attributes[i].kind == FieldKind::text;
            out[std::string(attributes[i].name)] =
                is_text ? Json(clean_text(*values[i])) : Json::parse(*values[i]);
        }
    }
}

std::string draft_list(const ExportContent& content) {
    std::string out;
    for (const auto& draft : content.drafts) {
        out += (out.empty() ? "" : ";") + draft.text();
    }
    return out;
}

/// How an edge is drawn.
std::string_view style_of(GraphEdgeKind kind) {
    switch (kind) {
        case GraphEdgeKind::parent:
            return "style=dotted, arrowhead=none";
        case GraphEdgeKind::link:
            return "style=solid";
        case GraphEdgeKind::excludes:
            return "style=dashed, color=red, constraint=false";
        case GraphEdgeKind::included_in:
            return "style=dashed, constraint=false";
    }
    return "";
}

}  // namespace

VersionedGraph versioned_graph(const ExportContent& content) {
    VersionedGraph out;
    for (const auto* const edition : content.editions) {
        for (const auto& item : edition->items()) {
            out.nodes.push_back({id_of(*edition, item.code), edition, &item});
        }
    }
    std::map<std::string, GraphNode*, std::less<>> by_id;
    for (auto& node : out.nodes) {
        by_id.emplace(node.id, &node);
        if (node.item->parent) {
            out.edges.push_back(
                {node.id, id_of(*node.edition, *node.item->parent), GraphEdgeKind::parent});
        }
    }
    for (const auto& table : content.tables) {
        for (const auto& link : table.links) {
            const auto source = id_of(*table.source, link.source.code);
            if (link.target) {
                out.edges.push_back(
                    {source, id_of(*table.target, link.target->code), GraphEdgeKind::link, &link});
            } else {
                by_id.find(source)->second->remainder = remainder_of(table.links, link);
            }
        }
    }
    for (const auto* const edition : content.editions) {
        add_notes(*edition, NoteRelation::excludes, GraphEdgeKind::excludes, out);
    }
    for (const auto* const edition : content.editions) {
        add_notes(*edition, NoteRelation::included_in, GraphEdgeKind::included_in, out);
    }
    return out;
}

std::vector<ExportedFile> graphml_files(const ExportContent& content) {
    const auto graph = versioned_graph(content);
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
        "  <key id=\"drafts\" for=\"graph\" attr.name=\"drafts\" attr.type=\"string\"/>\n";
    declare(out, node_attributes, "node");
    declare(out, edge_attributes, "edge");
    out += "  <graph id=\"socshift\" edgedefault=\"directed\">\n";
    if (!content.drafts.empty()) {
        out += fmt::format("    <data key=\"drafts\">{}</data>\n", xml_text(draft_list(content)));
    }
    for (const auto& node : graph.nodes) {
        out += fmt::format("    <node id=\"{}\">\n", xml_text(node.id));
        add_data(out, node_attributes, values_of(node), "node");
        out += "    </node>\n";
    }
    std::size_t number = 0;
    for (const auto& edge : graph.edges) {
        out += fmt::format("    <edge id=\"e{}\" source=\"{}\" target=\"{}\">\n", ++number,
                           xml_text(edge.source), xml_text(edge.target));
        add_data(out, edge_attributes, values_of(edge), "edge");
        out += "    </edge>\n";
    }
    out += "  </graph>\n</graphml>\n";
    return {{"socshift.graphml", std::move(out)}};
}

std::vector<ExportedFile> dot_files(const ExportContent& content) {
    const auto graph = versioned_graph(content);
    std::string out = "digraph socshift {\n  rankdir=LR;\n  node [shape=box];\n";
    std::size_t place = 0;
    for (const auto* const edition : content.editions) {
        const bool is_draft = edition->header().status == Status::draft;
        out += fmt::format("  subgraph cluster_{} {{\n    label={};\n{}", place++,
                           dot_text(edition->id().text() + (is_draft ? " (draft)" : "")),
                           is_draft ? "    style=dashed;\n" : "");
        for (const auto& node : graph.nodes) {
            if (node.edition == edition) {
                out += fmt::format("    {} [label={}];\n", dot_text(node.id),
                                   dot_text(node.item->code.text() + "\n" + node.item->title));
            }
        }
        out += "  }\n";
    }
    for (const auto& edge : graph.edges) {
        out += fmt::format("  {} -> {} [kind={}, {}", dot_text(edge.source), dot_text(edge.target),
                           to_string(edge.kind), style_of(edge.kind));
        if (edge.link != nullptr && edge.link->share) {
            out += fmt::format(", label={}", dot_text(edge.link->share->share.text()));
        }
        out += "];\n";
    }
    out += "}\n";
    return {{"socshift.dot", std::move(out)}};
}

std::vector<ExportedFile> json_files(const ExportContent& content) {
    const auto graph = versioned_graph(content);
    auto nodes = Json::array();
    for (const auto& node : graph.nodes) {
        Json out = {{"id", clean_text(node.id)}};
        add_members(out, node_attributes, values_of(node));
        nodes.push_back(std::move(out));
    }
    auto edges = Json::array();
    for (const auto& edge : graph.edges) {
        // Two nodes may be joined in several ways: the kind tells them apart.
        Json out = {{"source", clean_text(edge.source)},
                    {"target", clean_text(edge.target)},
                    {"key", to_string(edge.kind)}};
        add_members(out, edge_attributes, values_of(edge));
        edges.push_back(std::move(out));
    }
    auto drafts = Json::array();
    for (const auto& draft : content.drafts) {
        drafts.push_back(draft.text());
    }
    const Json whole = {{"directed", true},
                        {"multigraph", true},
                        {"graph", {{"schema", "socshift/graph/1"}, {"drafts", std::move(drafts)}}},
                        {"nodes", std::move(nodes)},
                        {"edges", std::move(edges)}};
    return {{"socshift.json", whole.dump(1) + "\n"}};
}

}  // namespace socshift
