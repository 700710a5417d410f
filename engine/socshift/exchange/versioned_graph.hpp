#pragma once

// Internal: not installed. Items of all editions and what joins them, as one graph.

#include "socshift/exchange/export_content.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// An item of one edition.
struct GraphNode {
    std::string id;  // "soc2018:15-1252"
    const Edition* edition = nullptr;
    const Item* item = nullptr;
    std::string remainder = {};  // what of a leaf is in no item of the next edition; remainder_of()
};

/// `parent`: from an item to the one above it. `link`: from a leaf to a place of it in the next
/// edition. `excludes`, `included_in`: from an item to one that its definition names.
enum class GraphEdgeKind : std::uint8_t { parent, link, excludes, included_in };
template <>
inline constexpr auto word_table<GraphEdgeKind> =
    std::to_array<Word<GraphEdgeKind>>({{GraphEdgeKind::parent, "parent"},
                                        {GraphEdgeKind::link, "link"},
                                        {GraphEdgeKind::excludes, "excludes"},
                                        {GraphEdgeKind::included_in, "included_in"}});

struct GraphEdge {
    std::string source;
    std::string target;
    GraphEdgeKind kind = GraphEdgeKind::parent;
    const ExportedLink* link = nullptr;  // of the kind `link`; lives as long as the content
};

/// Nodes by edition, then code; edges by kind, then as the editions, tables and notes have them.
/// Two nodes may be joined by edges of several kinds, and of one kind only once.
struct VersionedGraph {
    std::vector<GraphNode> nodes;
    std::vector<GraphEdge> edges;
};

/// @p content must outlive it.
[[nodiscard]] VersionedGraph versioned_graph(const ExportContent& content);

}  // namespace socshift
