#include "text/exclusions_dot.hpp"

#include "socshift/changes/family.hpp"
#include "socshift/routes/route.hpp"
#include "text/text.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace socshift::cli {

namespace {

constexpr std::size_t node_width = 24;

/// @p text as a string of the DOT language.
std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        out += c == '"' || c == '\\' ? "\\" : "";
        out += c;
    }
    return out + "\"";
}

/// The code, and below it the title, broken into short lines.
std::string label(std::string_view code, const Item* item) {
    std::string out = in_quotes(code);
    out.pop_back();
    if (item != nullptr) {
        for (const auto& line : wrap(item->title, node_width)) {
            const auto part = in_quotes(line);
            out += "\\n" + part.substr(1, part.size() - 2);
        }
    }
    return out + "\"";
}

/// "soc2018:11-1011", or of a range "soc2018:15-1211-15-1299".
std::string name(const Edition& edition, std::string_view code) {
    return fmt::format("{}:{}", edition.id().text(), code);
}

/// Whether the one item that @p reference names excludes its item, too.
bool is_returned_by_name(const Reference& reference) {
    return std::any_of(
        reference.findings.begin(), reference.findings.end(), [](const ReferenceResult& result) {
            return result.finding == ReferenceFinding::mutual && result.detail.empty();
        });
}

/// Gathers the nodes and edges of one edition, then prints them in the order of their names.
class Cluster {
public:
    explicit Cluster(const Edition& edition) : edition_(edition) {}

    void add(const Item& item, bool strong) {
        const auto& code = item.code.text();
        nodes_[code] = fmt::format("{} [label={}{}]", in_quotes(name(edition_, code)),
                                   label(code, &item), strong ? ", style=bold" : "");
    }

    void add(const Reference& reference) {
        const auto& note = *reference.note;
        if (!note.ref) {
            return;
        }
        const auto code = reference_text(note);
        node(reference.item->code.text(), reference.item, false);
        node(code, note.range_end ? nullptr : reference.ref,
             reference.has(ReferenceFinding::dangling) || reference.has(ReferenceFinding::stale));
        auto from = reference.item->code.text();
        auto to = code;
        const bool both = from != to && !note.range_end && is_returned_by_name(reference);
        if (both && to < from) {
            std::swap(from, to);
        }
        auto& edge = edges_[{from, to, note.relation}];
        edge.both = both;
        for (const auto& result : reference.findings) {
            if (is_problem(result.finding)) {
                edge.problems.insert(std::string{to_string(result.finding)});
            }
        }
    }

    [[nodiscard]] std::string text(std::string_view indent) const {
        std::string out;
        for (const auto& [code, line] : nodes_) {
            out += fmt::format("{}{}\n", indent, line);
        }
        for (const auto& [ends, edge] : edges_) {
            const auto& [from, to, relation] = ends;
            std::vector<std::string> attributes;
            if (relation == NoteRelation::included_in) {
                attributes.emplace_back("style=dashed");
            }
            if (edge.both) {
                attributes.emplace_back("dir=both");
            }
            if (!edge.problems.empty()) {
                attributes.emplace_back("color=red");
                attributes.push_back(fmt::format("label=\"{}\"", fmt::join(edge.problems, ", ")));
            }
            out += fmt::format(
                "{}{} -> {}{}\n", indent, in_quotes(name(edition_, from)),
                in_quotes(name(edition_, to)),
                attributes.empty() ? "" : fmt::format(" [{}]", fmt::join(attributes, ", ")));
        }
        return out;
    }

private:
    struct Edge {
        bool both = false;
        std::set<std::string> problems;
    };

    void node(const std::string& code, const Item* item, bool missing) {
        nodes_.emplace(
            code, fmt::format("{} [label={}{}]", in_quotes(name(edition_, code)), label(code, item),
                              missing ? ", color=red, style=dashed" : ""));
    }

    const Edition& edition_;
    std::map<std::string, std::string> nodes_;
    std::map<std::tuple<std::string, std::string, NoteRelation>, Edge> edges_;
};

std::string graph(const std::string& title, const std::string& body) {
    return fmt::format("digraph {} {{\n  rankdir=LR\n  node [shape=box]\n{}}}\n", in_quotes(title),
                       body);
}

}  // namespace

std::string neighbourhood_dot(const Edition& edition, const Item& subject,
                              const std::vector<const Reference*>& references) {
    Cluster cluster{edition};
    cluster.add(subject, true);
    for (const auto* const reference : references) {
        cluster.add(*reference);
    }
    return graph(name(edition, subject.code.text()), cluster.text("  "));
}

std::string family_dot(const Catalog& catalog, const ReferenceGraph& before,
                       const ReferenceGraph& after, const Item& subject) {
    const auto table = between(catalog, before.edition().id(), after.edition().id());
    const auto family = family_around(before.edition(), after.edition(), table, subject);
    std::string body;
    std::size_t side = 0;
    for (const auto* const graph : {&before, &after}) {
        const auto& edition = graph->edition();
        Cluster cluster{edition};
        for (const auto& code : family.codes[side]) {
            const auto& item = *edition.find(code);
            cluster.add(item, true);
            for (const auto* const reference : graph->made_by(item)) {
                cluster.add(*reference);
            }
            for (const auto* const reference : graph->made_to(item)) {
                cluster.add(*reference);
            }
        }
        body += fmt::format("  subgraph {} {{\n    label={}\n{}  }}\n",
                            in_quotes("cluster_" + edition.id().text()),
                            in_quotes(edition.header().title), cluster.text("    "));
        ++side;
    }
    for (const auto& code : family.sources()) {
        for (const auto& link : table.links_from(code)) {
            body += fmt::format("  {} -> {} [color=grey]\n",
                                in_quotes(name(before.edition(), link.source.text())),
                                in_quotes(name(after.edition(), link.target.text())));
        }
    }
    return graph(fmt::format("{} to {}", name(before.edition(), subject.code.text()),
                             after.edition().id().text()),
                 body);
}

}  // namespace socshift::cli
