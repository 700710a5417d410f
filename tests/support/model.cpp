#include "support/model.hpp"

#include <utility>

namespace socshift::test {

Code code(std::string_view text) {
    return Code::parse(text);
}

EditionId id(std::string_view text) {
    return EditionId::parse(text);
}

SourceLocation line(std::uint32_t number) {
    return {"f.yaml", number, 5};
}

Item an_item(std::string_view code, std::string_view level, std::string_view parent,
             std::string_view title) {
    Item out{
        Code::parse(code), std::string{title}, std::string{level}, std::nullopt, false, false, {}};
    if (!parent.empty()) {
        out.parent = Code::parse(parent);
    }
    return out;
}

EditionData edition_data(std::string_view id, std::vector<std::string> levels,
                         std::vector<Item> items) {
    std::uint32_t row = 10;
    for (auto& item : items) {
        item.at = line(row++);
        if (item.title.empty()) {
            item.title = "Title of " + item.code.text();
        }
    }
    EditionHeader header{EditionId::parse(id),
                         "series",
                         "An edition",
                         Status::final,
                         {parse_date("2018-01-01"), {}},
                         std::nullopt,
                         std::nullopt,
                         {},
                         std::move(levels),
                         {}};
    return {std::move(header), std::move(items), {}, {"f.yaml", 1, 1}};
}

Link a_link(std::string_view source, std::string_view target, std::string_view share,
            std::optional<Basis> basis) {
    Link out{Code::parse(source), Code::parse(target), std::nullopt, basis, {}};
    if (!share.empty()) {
        out.share = Share::parse(share);
    }
    return out;
}

CorrespondenceData table_data(std::string_view source, std::string_view target,
                              std::vector<Link> links) {
    std::uint32_t row = 10;
    for (auto& link : links) {
        link.at = line(row++);
    }
    return {EditionId::parse(source), EditionId::parse(target), "A table", {},
            std::move(links),         {"f.yaml", 1, 1}};
}

std::vector<std::string> printed(const Findings& findings) {
    std::vector<std::string> out;
    out.reserve(findings.size());
    for (const auto& finding : findings) {
        out.push_back(to_string(finding));
    }
    return out;
}

std::string codes(const std::vector<const Item*>& items) {
    std::string out;
    for (const auto* const item : items) {
        out += (out.empty() ? "" : " ") + item->code.text();
    }
    return out;
}

CatalogParts::EditionPart source_of(EditionData data) {
    auto header = data.header;
    return {std::move(header), [data = std::move(data)] { return data; }};
}

CatalogParts::CorrespondencePart source_of(CorrespondenceData data) {
    const auto source = data.source;
    const auto target = data.target;
    auto title = data.title;
    return {source, target, std::move(title), [data = std::move(data)] { return data; }};
}

CatalogParts::CountsPart source_of(Counts data) {
    auto name = data.name;
    const auto margins_of = data.margins_of;
    auto reference = data.reference;
    return {std::move(name),
            [data = std::move(data)] { return data; },
            {},
            margins_of,
            std::move(reference)};
}

}  // namespace socshift::test
