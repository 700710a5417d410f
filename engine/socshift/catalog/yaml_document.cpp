#include "socshift/catalog/yaml_document.hpp"

#include "socshift/base/error.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <sstream>

namespace socshift::yaml {

namespace {

SourceLocation location(const FileName& file, const YAML::Mark& mark) {
    if (mark.is_null()) {
        return {file, 0, 0};
    }
    return {file, static_cast<std::uint32_t>(mark.line + 1),
            static_cast<std::uint32_t>(mark.column + 1)};
}

}  // namespace

/// Keeps the first document that a parser finds, and where the second starts.
class DocumentBuilder : public YAML::EventHandler {
public:
    explicit DocumentBuilder(Document& out) : out_(out) {}

    [[nodiscard]] const std::vector<YAML::Mark>& starts() const noexcept { return starts_; }

    void OnDocumentStart(const YAML::Mark& mark) override { starts_.push_back(mark); }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        add(NodeKind::nothing, mark, anchor);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        add(NodeKind::nothing, mark, 0);
        if (is_kept() && anchor < anchors_.size()) {
            out_.nodes_.back().alias = anchors_[anchor];
        }
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        add(NodeKind::scalar, mark, anchor);
        if (is_kept()) {
            auto& node = out_.nodes_.back();
            node.is_quoted = tag == "!";
            node.begin = static_cast<std::uint32_t>(out_.texts_.size());
            node.size = static_cast<std::uint32_t>(value.size());
            out_.texts_ += value;
        }
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override {
        open(NodeKind::list, mark, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override {
        open(NodeKind::mapping, mark, anchor);
    }
    void OnMapEnd() override { close(); }

private:
    /// A list or a mapping that is not closed yet.
    struct Open {
        std::uint32_t node;
        std::uint32_t last;  // of its children
    };

    [[nodiscard]] bool is_kept() const noexcept { return starts_.size() < 2; }

    void add(NodeKind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (!is_kept()) {
            return;
        }
        const auto number = static_cast<std::uint32_t>(out_.nodes_.size());
        auto& node = out_.nodes_.emplace_back();
        const auto at = location({}, mark);
        node.kind = kind;
        node.line = at.line;
        node.column = at.column;
        if (!open_.empty()) {
            auto& [parent, last] = open_.back();
            (last == Document::none ? out_.nodes_[parent].begin : out_.nodes_[last].next) = number;
            ++out_.nodes_[parent].size;
            last = number;
        }
        if (anchor != 0) {  // they count from 1
            anchors_.resize(std::max<std::size_t>(anchors_.size(), anchor + 1), number);
            anchors_[anchor] = number;
        }
    }

    void open(NodeKind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
        add(kind, mark, anchor);
        if (is_kept()) {
            open_.push_back({static_cast<std::uint32_t>(out_.nodes_.size() - 1), Document::none});
        }
    }

    void close() {
        if (is_kept()) {
            open_.pop_back();
        }
    }

    Document& out_;
    std::vector<YAML::Mark> starts_;
    std::vector<Open> open_;
    std::vector<std::uint32_t> anchors_;
};

Document Document::parse(const std::string& text, const FileName& file) {
    Document out(file);
    DocumentBuilder builder(out);
    try {
        std::istringstream stream(text);
        YAML::Parser parser(stream);
        // yaml-cpp 0.7 takes some text that is not YAML, a lone comma for one, for an empty
        // document and does not move on: reading all documents would never end. They are counted as
        // far as two.
        while (builder.starts().size() < 2 && parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::Exception& error) {
        throw FormatError(location(file, error.mark), "not YAML: " + error.msg);
    }
    const auto& starts = builder.starts();
    if (starts.empty()) {
        throw FormatError({file, 0, 0}, "expected one YAML document, found none");
    }
    if (starts.size() > 1) {
        throw FormatError(location(file, starts.back()),
                          "expected one YAML document, found the start of another");
    }
    return out;
}

}  // namespace socshift::yaml
