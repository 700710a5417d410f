#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <cstdint>

namespace socshift {

/// `parent`: from an item to the item above it in the same edition. `extends`: the same, from an
/// extension's own item to an inherited one. `excludes` and `included_in`: from an item to each
/// item that its notes name.
enum class EdgeType : std::uint8_t { parent, extends, excludes, included_in };

/// An edition's items and how they refer to each other. Vertex i is Edition::items()[i]; in-edges
/// of a vertex come in the code order of their sources. Use it with Boost.Graph algorithms, seen
/// through a filtered_graph of the edge types that matter.
struct EditionGraph
    : boost::compressed_sparse_row_graph<boost::bidirectionalS, boost::no_property, EdgeType> {
    using compressed_sparse_row_graph::compressed_sparse_row_graph;
};

/// True for the two edges that make the hierarchy.
[[nodiscard]] constexpr bool is_hierarchy(EdgeType type) noexcept {
    return type == EdgeType::parent || type == EdgeType::extends;
}

/// Keeps the edges of the hierarchy: the predicate of a boost::filtered_graph.
struct HierarchyEdges {
    const EditionGraph* graph = nullptr;

    template <typename Edge>
    bool operator()(const Edge& edge) const {
        return is_hierarchy((*graph)[edge]);
    }
};

}  // namespace socshift
