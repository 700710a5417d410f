#include "socshift/catalog/utf8.hpp"
#include "socshift/catalog/yaml.hpp"
#include "socshift/model/error.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <sstream>

namespace socshift {

namespace {

SourceLocation location(const std::string& file, const YAML::Mark& mark) {
    if (mark.is_null()) {
        return {file, 0, 0};
    }
    return {file, static_cast<std::uint32_t>(mark.line + 1),
            static_cast<std::uint32_t>(mark.column + 1)};
}

/// Runs a parser of the model and gives its complaint the place it lacks.
template <typename Parse>
auto at_place(const SourceLocation& at, Parse parse) {
    try {
        return parse();
    } catch (const FormatError& error) {
        if (!error.where().text().empty()) {
            throw;
        }
        throw FormatError(at, error.what());
    }
}

std::string kind_of(const YAML::Node& node) {
    switch (node.Type()) {
        case YAML::NodeType::Undefined:
        case YAML::NodeType::Null:
            return "nothing";
        case YAML::NodeType::Scalar:
            return node.Tag() == "!" ? "a text" : fmt::format("{} without quotes", node.Scalar());
        case YAML::NodeType::Sequence:
            return "a list";
        case YAML::NodeType::Map:
            return "a mapping";
    }
    return "";
}

/// One value with the place it stands at; every getter refuses another type.
class Value {
public:
    Value(const std::string& file, std::string name, const YAML::Node& node)
        : file_(&file), name_(std::move(name)), node_(node) {}

    [[nodiscard]] SourceLocation at() const { return location(*file_, node_.Mark()); }

    [[nodiscard]] std::string text() const {
        // Other YAML readers make a number of 0111 and a date of 2018-01-01: texts are quoted.
        if (!node_.IsScalar() || node_.Tag() != "!") {
            throw wrong("a text in quotes");
        }
        if (valid_utf8_size(node_.Scalar()) != node_.Scalar().size()) {  // by way of an escape
            throw FormatError(
                at(), fmt::format("'{}' holds U+0000 or another that is no character", name_));
        }
        return node_.Scalar();
    }

    [[nodiscard]] Code code() const {
        return at_place(at(), [&] { return Code::parse(text()); });
    }

    [[nodiscard]] EditionId edition() const {
        return at_place(at(), [&] { return EditionId::parse(text()); });
    }

    [[nodiscard]] std::chrono::sys_days date() const {
        return at_place(at(), [&] { return parse_date(text()); });
    }

    [[nodiscard]] Share share() const {
        return at_place(at(), [&] { return Share::parse(text()); });
    }

    [[nodiscard]] bool boolean() const {
        if (node_.IsScalar() && node_.Tag() != "!") {
            if (node_.Scalar() == "true") {
                return true;
            }
            if (node_.Scalar() == "false") {
                return false;
            }
        }
        throw wrong("true or false");
    }

    [[nodiscard]] std::int64_t count() const {
        std::int64_t value = 0;
        const auto& digits = node_.IsScalar() ? node_.Scalar() : std::string{};
        const auto* const end = digits.data() + digits.size();
        const auto [stop, status] = std::from_chars(digits.data(), end, value);
        if (digits.empty() || node_.Tag() == "!" || status != std::errc{} || stop != end ||
            value < 0) {
            throw wrong("a whole number that is not negative, without quotes");
        }
        return value;
    }

    template <typename Enum, typename Parse>
    [[nodiscard]] Enum one_of(Parse parse, std::string_view expected) const {
        const auto found = parse(text());
        if (!found) {
            throw FormatError(
                at(), fmt::format("'{}' of '{}' must be one of: {}", text(), name_, expected));
        }
        return *found;
    }

    [[nodiscard]] std::vector<Value> list() const {
        if (!node_.IsSequence()) {
            throw wrong("a list");
        }
        std::vector<Value> out;
        for (const auto& element : node_) {
            out.emplace_back(*file_, name_, element);
        }
        return out;
    }

    [[nodiscard]] std::vector<std::string> texts() const {
        std::vector<std::string> out;
        for (const auto& value : list()) {
            out.push_back(value.text());
        }
        return out;
    }

    [[nodiscard]] FormatError wrong(std::string_view expected) const {
        return {at(), fmt::format("'{}' must be {}; found {}", name_, expected, kind_of(node_))};
    }

    [[nodiscard]] const YAML::Node& node() const noexcept { return node_; }
    [[nodiscard]] const std::string& file() const noexcept { return *file_; }

private:
    const std::string* file_;
    std::string name_;
    YAML::Node node_;
};

/// One mapping, read strictly: a repeated key, a key not in `known`, or a key that is asked for and
/// missing is a FormatError.
class Fields {
public:
    Fields(const Value& value, const std::vector<std::string_view>& known) : at_(value.at()) {
        fill(value, &known);
    }

    /// The same with keys of any name.
    explicit Fields(const Value& value) : at_(value.at()) { fill(value, nullptr); }

    [[nodiscard]] const SourceLocation& at() const noexcept { return at_; }

    [[nodiscard]] const Value* find(const std::string& key) const {
        const auto found = fields_.find(key);
        return found == fields_.end() ? nullptr : &found->second;
    }

    [[nodiscard]] const Value& need(const std::string& key) const {
        if (const auto* const value = find(key)) {
            return *value;
        }
        throw FormatError(at_, fmt::format("key '{}' is missing", key));
    }

    [[nodiscard]] std::string text_or_empty(const std::string& key) const {
        const auto* const value = find(key);
        return value == nullptr ? std::string{} : value->text();
    }

    template <typename Get>
    [[nodiscard]] auto optional(const std::string& key, Get get) const
        -> std::optional<decltype(get(std::declval<const Value&>()))> {
        const auto* const value = find(key);
        if (value == nullptr) {
            return std::nullopt;
        }
        return get(*value);
    }

    /// Every key with its value, in order of keys.
    [[nodiscard]] const std::map<std::string, Value>& all() const noexcept { return fields_; }

private:
    void fill(const Value& value, const std::vector<std::string_view>* known) {
        if (!value.node().IsMap()) {
            throw value.wrong("a mapping");
        }
        for (const auto& pair : value.node()) {
            add(value.file(), pair.first, pair.second, known);
        }
    }

    void add(const std::string& file, const YAML::Node& key_node, const YAML::Node& value,
             const std::vector<std::string_view>* known) {
        const auto where = location(file, key_node.Mark());
        if (!key_node.IsScalar()) {
            throw FormatError(where, "a key must be a plain word");
        }
        const auto& key = key_node.Scalar();
        if (known != nullptr && std::find(known->begin(), known->end(), key) == known->end()) {
            throw FormatError(where, fmt::format("unknown key '{}'; expected one of: {}", key,
                                                 fmt::join(*known, ", ")));
        }
        if (!fields_.emplace(key, Value{file, key, value}).second) {
            throw FormatError(where, fmt::format("key '{}' appears twice", key));
        }
    }

    SourceLocation at_;
    std::map<std::string, Value> fields_;
};

Code as_code(const Value& value) {
    return value.code();
}
EditionId as_edition(const Value& value) {
    return value.edition();
}

std::optional<Status> parse_status(std::string_view text) {
    for (const auto status : {Status::final, Status::draft}) {
        if (text == to_string(status)) {
            return status;
        }
    }
    return std::nullopt;
}

std::optional<EditionKind> parse_kind(std::string_view text) {
    for (const auto kind : {EditionKind::classification, EditionKind::publication}) {
        if (text == to_string(kind)) {
            return kind;
        }
    }
    return std::nullopt;
}

std::optional<NoteRelation> parse_relation(std::string_view text) {
    for (const auto relation : {NoteRelation::excludes, NoteRelation::included_in}) {
        if (text == to_string(relation)) {
            return relation;
        }
    }
    return std::nullopt;
}

Provenance read_provenance(const Fields& file) {
    const Fields fields{file.need("provenance"),
                        {"publisher", "document", "date", "source", "made_by", "licence"}};
    return {fields.need("publisher").text(), fields.need("document").text(),
            fields.text_or_empty("date"),    fields.text_or_empty("source"),
            fields.text_or_empty("made_by"), fields.text_or_empty("licence")};
}

Attributes read_attributes(const Value& value) {
    const Fields fields{value};
    Attributes out;
    for (const auto& [name, text] : fields.all()) {
        out.emplace(name, text.text());
    }
    return out;
}

Item read_item(const Value& value) {
    const Fields fields{value, {"code", "level", "parent", "title", "residual", "attributes"}};
    const auto residual = fields.optional("residual", [](const Value& v) { return v.boolean(); });
    return {fields.need("code").code(),
            fields.need("title").text(),
            fields.need("level").text(),
            fields.optional("parent", as_code),
            residual.value_or(false),
            false,
            fields.at(),
            fields.optional("attributes", read_attributes).value_or(Attributes{})};
}

Note read_note(const Value& value) {
    const Fields fields{value, {"item", "relation", "ref", "range_end", "phrase"}};
    return {fields.need("item").code(),
            fields.need("relation").one_of<NoteRelation>(parse_relation, "excludes, included_in"),
            fields.optional("ref", as_code),
            fields.optional("range_end", as_code),
            fields.text_or_empty("phrase"),
            fields.at()};
}

Link read_link(const Value& value) {
    const Fields fields{value, {"source", "target", "share", "basis"}};
    Link link{fields.need("source").code(), fields.need("target").code(), std::nullopt,
              std::nullopt, fields.at()};
    link.share = fields.optional("share", [](const Value& v) { return v.share(); });
    link.basis = fields.optional("basis", [](const Value& v) {
        return v.one_of<Basis>(parse_basis, "only, official, census, employment, user, equal");
    });
    return link;
}

/// The rows under @p key, or none when only the header is wanted.
std::vector<Value> rows(const Fields& file, const std::string& key, bool header_only) {
    return header_only ? std::vector<Value>{} : file.need(key).list();
}

EditionData read_edition(const Value& root, bool header_only) {
    const Fields file{root,
                      {"edition", "series", "title", "status", "kind", "valid_from", "valid_until",
                       "follows", "extends", "aliases", "levels", "provenance", "items", "notes"}};
    const auto texts = [](const Value& v) { return v.texts(); };
    const auto kind = file.optional("kind", [](const Value& v) {
        return v.one_of<EditionKind>(parse_kind, "classification, publication");
    });
    EditionData data{{file.need("edition").edition(),
                      file.need("series").text(),
                      file.need("title").text(),
                      file.need("status").one_of<Status>(parse_status, "final, draft"),
                      {file.need("valid_from").date(),
                       file.optional("valid_until", [](const Value& v) { return v.date(); })},
                      file.optional("follows", as_edition),
                      file.optional("extends", as_edition),
                      file.optional("aliases", texts).value_or(std::vector<std::string>{}),
                      file.need("levels").texts(),
                      read_provenance(file),
                      kind.value_or(EditionKind::classification)},
                     {},
                     {},
                     file.at()};
    for (const auto& row : rows(file, "items", header_only)) {
        data.items.push_back(read_item(row));
    }
    if (const auto* const notes = file.find("notes"); notes != nullptr && !header_only) {
        for (const auto& row : notes->list()) {
            data.notes.push_back(read_note(row));
        }
    }
    return data;
}

CorrespondenceData read_correspondence(const Value& root, bool header_only) {
    const Fields file{root, {"correspondence", "title", "provenance", "links"}};
    const Fields ends{file.need("correspondence"), {"source", "target"}};
    CorrespondenceData data{ends.need("source").edition(),
                            ends.need("target").edition(),
                            file.need("title").text(),
                            read_provenance(file),
                            {},
                            file.at()};
    for (const auto& row : rows(file, "links", header_only)) {
        data.links.push_back(read_link(row));
    }
    return data;
}

Counts read_counts(const Value& root, bool header_only) {
    const Fields file{root,
                      {"counts", "title", "coded_in", "measure", "unit", "reference", "total",
                       "provenance", "rows"}};
    Counts data{file.need("counts").text(),
                file.need("title").text(),
                file.need("coded_in").edition(),
                file.need("measure").text(),
                file.need("unit").text(),
                file.need("reference").text(),
                file.optional("total", [](const Value& v) { return v.count(); }),
                read_provenance(file),
                {},
                file.at()};
    for (const auto& row : rows(file, "rows", header_only)) {
        const Fields fields{row, {"code", "count"}};
        data.rows.push_back({fields.need("code").code(), fields.need("count").count(), row.at()});
    }
    std::stable_sort(data.rows.begin(), data.rows.end(),
                     [](const auto& a, const auto& b) { return a.code < b.code; });
    return data;
}

/// yaml-cpp takes any bytes, and UTF-16 as well; what is written again must be what was read.
void check_utf8(std::string_view text, const std::string& file) {
    const auto good = valid_utf8_size(text);
    if (good == text.size()) {
        return;
    }
    const auto before = text.substr(0, good);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    throw FormatError({file, static_cast<std::uint32_t>(line), 0}, "not UTF-8 text");
}

/// Listens to a parser only to know where each document starts.
class DocumentStarts : public YAML::EventHandler {
public:
    [[nodiscard]] const std::vector<YAML::Mark>& marks() const noexcept { return marks_; }

    void OnDocumentStart(const YAML::Mark& mark) override { marks_.push_back(mark); }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
    void OnAlias(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
    void OnScalar(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  const std::string& /*value*/) override {}
    void OnSequenceStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/,
                         YAML::anchor_t /*anchor*/, YAML::EmitterStyle::value /*style*/) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/,
                    YAML::anchor_t /*anchor*/, YAML::EmitterStyle::value /*style*/) override {}
    void OnMapEnd() override {}

private:
    std::vector<YAML::Mark> marks_;
};

/// yaml-cpp 0.7 takes some text that is not YAML, a lone comma for one, for an empty document and
/// does not move on: YAML::LoadAll() then never ends, and YAML::Load() ignores what follows.
/// So the documents are counted, as far as two.
void need_one_document(const std::string& text, const std::string& file) {
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    DocumentStarts starts;
    const auto& marks = starts.marks();
    while (marks.size() < 2 && parser.HandleNextDocument(starts)) {
    }
    if (marks.empty()) {
        throw FormatError({file, 0, 0}, "expected one YAML document, found none");
    }
    if (marks.size() > 1) {
        throw FormatError(location(file, marks.back()),
                          "expected one YAML document, found the start of another");
    }
}

YAML::Node load(const std::string& text, const std::string& file) {
    try {
        need_one_document(text, file);
        return YAML::Load(text);
    } catch (const YAML::Exception& error) {
        throw FormatError(location(file, error.mark), "not YAML: " + error.msg);
    }
}

CatalogFile read(std::string_view text, const std::string& file, bool header_only) {
    check_utf8(text, file);
    // With line ends behind them, quotes that are never closed are closed by yaml-cpp 0.7.
    const auto end = text.find_last_not_of(" \t\r\n");
    text = text.substr(0, end == std::string_view::npos ? 0 : end + 1);
    const Value root{file, "file", load(std::string{text}, file)};
    if (!root.node().IsMap()) {
        throw root.wrong("a mapping that starts with 'edition', 'correspondence' or 'counts'");
    }
    for (const auto& pair : root.node()) {
        const auto key = pair.first.IsScalar() ? pair.first.Scalar() : std::string{};
        if (key == "edition") {
            return read_edition(root, header_only);
        }
        if (key == "correspondence") {
            return read_correspondence(root, header_only);
        }
        if (key == "counts") {
            return read_counts(root, header_only);
        }
    }
    throw FormatError(root.at(),
                      "expected one of the keys 'edition', 'correspondence' or 'counts'");
}

}  // namespace

CatalogFile read_yaml(std::string_view text, const std::string& file) {
    return read(text, file, false);
}

CatalogFile read_yaml_header(std::string_view text, const std::string& file) {
    return read(text, file, true);
}

}  // namespace socshift
