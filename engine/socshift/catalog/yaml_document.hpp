#pragma once

// Internal: not installed. One YAML document as it stands in its file: nodes in few blocks of
// memory, made from the events of yaml-cpp's parser.

#include "socshift/base/source_location.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::yaml {

enum class NodeKind : std::uint8_t { nothing, scalar, list, mapping };

/// What is read of a YAML file. Nodes are numbers; the first is the root.
class Document {
public:
    /// Reads a file of which @p file is the name. @throws FormatError for what is not YAML, or not
    /// one document.
    static Document parse(const std::string& text, const FileName& file);

    [[nodiscard]] NodeKind kind(std::size_t node) const { return at(node).kind; }

    /// It stands in quotes, and nothing else is said of it: a text.
    [[nodiscard]] bool is_quoted(std::size_t node) const { return at(node).is_quoted; }

    /// Of a scalar, without its quotes; valid as long as the document.
    [[nodiscard]] std::string_view scalar(std::size_t node) const {
        return std::string_view{texts_}.substr(at(node).begin, at(node).size);
    }

    [[nodiscard]] SourceLocation place(std::size_t node) const {
        return {file_, at(node).line, at(node).column};
    }

    [[nodiscard]] const FileName& file() const noexcept { return file_; }

    /// The elements of a list; of a mapping keys and values in turn.
    template <typename Each>
    void for_each_child(std::size_t node, Each each) const {
        for (auto child = at(node).begin; child != none; child = nodes_[child].next) {
            each(std::size_t{child});
        }
    }

    /// How many there are.
    [[nodiscard]] std::size_t children(std::size_t node) const { return at(node).size; }

private:
    friend class DocumentBuilder;

    static constexpr std::uint32_t none = UINT32_MAX;

    struct Node {
        NodeKind kind = NodeKind::nothing;
        bool is_quoted = false;
        std::uint32_t line = 0;
        std::uint32_t column = 0;
        std::uint32_t begin = none;  // of a scalar, in texts_; else the first child
        std::uint32_t size = 0;      // of a scalar in bytes; else how many children
        std::uint32_t next = none;   // child of the same node
        std::uint32_t alias = none;  // of which node this is another mention
    };

    explicit Document(FileName file) : file_(std::move(file)) {}

    [[nodiscard]] const Node& at(std::size_t node) const {
        const auto& found = nodes_[node];
        return found.alias == none ? found : nodes_[found.alias];
    }

    FileName file_;
    std::vector<Node> nodes_;
    std::string texts_;
};

}  // namespace socshift::yaml
