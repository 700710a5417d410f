#include "support/detection.hpp"

#include "support/tables.hpp"

#include <utility>

namespace socshift::test {

namespace {

EditionData data(std::string_view id, std::string_view series, std::vector<std::string> levels,
                 std::vector<Item> items) {
    EditionHeader header{EditionId::parse(id),
                         std::string{series},
                         std::string{id},
                         {},
                         {},
                         {},
                         {},
                         {},
                         std::move(levels),
                         {}};
    header.validity.from = parse_date("2000-01-01");
    return {std::move(header), std::move(items), {}, {}};
}

CatalogParts::EditionPart source(const EditionData& data) {
    return {data.header, [data] { return data; }};
}

}  // namespace

const Catalog& detection_catalog() {
    static const auto result = [] {
        auto more = data("more", "more", {"extended"},
                         {item("1-01.00", "One", "extended", "1-01"),
                          item("1-02.51", "Two and a half", "extended", "1-02")});
        more.header.extends = EditionId::parse("new");
        auto paper = data("paper", "paper", {"leaf"},
                          {item("1-01", "One", "leaf"), item("1-98", "Two and four", "leaf")});
        paper.header.kind = EditionKind::publication;
        auto idea = data("idea", "main", {"leaf"}, {item("1-99", "Never", "leaf")});
        idea.header.status = Status::draft;
        CatalogParts sources;
        sources.editions = {
            source(
                data("old", "main", {"group", "leaf"},
                     {item("1-00", "All", "group"), item("1-01", "One", "leaf", "1-00"),
                      item("1-02", "Two", "leaf", "1-00"), item("1-03", "Three", "leaf", "1-00")})),
            source(
                data("new", "main", {"group", "leaf"},
                     {item("1-00", "All", "group"), item("1-01", "One", "leaf", "1-00"),
                      item("1-02", "Two", "leaf", "1-00"), item("1-04", "Four", "leaf", "1-00")})),
            source(more),
            source(paper),
            source(data("zeros", "zeros", {"leaf"},
                        {item("010", "Ten", "leaf"), item("020", "Twenty", "leaf"),
                         item("0301", "More", "leaf")})),
            source(idea)};
        sources.correspondences = {
            {EditionId::parse("paper"), EditionId::parse("new"), "", [] {
                 return CorrespondenceData{
                     EditionId::parse("paper"),
                     EditionId::parse("new"),
                     "",
                     {},
                     {row("1-01", "1-01"), row("1-98", "1-02"), row("1-98", "1-04")},
                     {}};
             }}};
        return Catalog::make(std::move(sources));
    }();
    return result;
}

Detection detect_text(const std::string& text, DetectRequest request, const Catalog& catalog) {
    request.file = "data.csv";
    return detect(request, catalog, bytes_of(std::string_view{text}));
}

std::string column_text(const std::vector<std::string>& codes) {
    std::string text = "code\n";
    for (const auto& code : codes) {
        text += code + "\n";
    }
    return text;
}

ColumnDetection detect_codes(const std::vector<std::string>& codes, const Catalog& catalog) {
    DetectRequest request;
    request.column = "code";
    return detect_text(column_text(codes), request, catalog).columns.front();
}

std::map<std::string, std::uint64_t> naive_explained(const std::vector<std::string>& codes,
                                                     const Catalog& catalog) {
    std::map<std::string, std::uint64_t> rows;
    for (const auto& id : catalog.edition_ids()) {
        const auto& edition = catalog.edition(id);
        const auto& base = catalog.header(id).extends;
        // A leaf that an extension divides is not what it would carry.
        const auto is_divided = [&](const Item& item) {
            const auto* const above = base ? catalog.edition(*base).find(item.code) : nullptr;
            return above != nullptr && catalog.edition(*base).is_leaf(*above) &&
                   !edition.is_leaf(item);
        };
        for (const auto& code : codes) {
            const auto* const item = edition.find(code);
            if (catalog.header(id).status != Status::draft && item != nullptr &&
                !is_divided(*item)) {
                ++rows[id.text()];
            }
        }
    }
    return rows;
}

std::uint64_t rows_of(const ColumnDetection& column, const std::string& edition) {
    for (const auto& each : column.editions) {
        if (each.edition.text() == edition) {
            return each.rows;
        }
    }
    return 0;
}

std::vector<std::string> texts(const std::vector<EditionId>& editions) {
    std::vector<std::string> out;
    for (const auto& edition : editions) {
        out.push_back(edition.text());
    }
    return out;
}

}  // namespace socshift::test
