#include "support/tables.hpp"

namespace socshift::test {

Link row(std::string_view source, std::string_view target, std::string_view share, Basis basis) {
    Link link{Code::parse(source), Code::parse(target), std::nullopt, std::nullopt, {}};
    if (!share.empty()) {
        link.share = Share::parse(share);
        link.basis = basis;
    }
    return link;
}

Correspondence table(std::string_view source, std::string_view target, std::vector<Link> links) {
    auto data = unstated(source, target, std::move(links));
    data.coverage = Coverage::whole;
    return Correspondence::make(std::move(data));
}

CorrespondenceData unstated(std::string_view source, std::string_view target,
                            std::vector<Link> links) {
    return {EditionId::parse(source), EditionId::parse(target), "", {}, std::move(links), {}};
}

End end(std::string_view source, std::string_view share, Basis basis) {
    auto link = row(source, source, share, basis);
    return {link.source, link.share, link.basis, {}};
}

std::vector<std::pair<std::string, std::string>> pairs(const Correspondence& table) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& link : table.links()) {
        out.emplace_back(link.source.text(), link.target.text());
    }
    return out;
}

Item item(std::string_view code, std::string_view title, std::string_view level,
          std::string_view parent, bool residual) {
    Item out{Code::parse(code),
             std::string{title},
             std::string{level},
             std::nullopt,
             residual,
             false,
             {}};
    if (!parent.empty()) {
        out.parent = Code::parse(parent);
    }
    return out;
}

Edition edition(std::string_view id, std::vector<std::string> levels, std::vector<Item> items) {
    EditionHeader header{EditionId::parse(id), "test", std::string{id}, {}, {}, {}, {}, {}, {}, {}};
    header.validity.from = parse_date("2000-01-01");
    header.levels = std::move(levels);
    return Edition::make({std::move(header), std::move(items), {}, {}});
}

Edition flat(std::string_view id, const std::vector<std::string>& codes) {
    std::vector<Item> items;
    for (const auto& code : codes) {
        items.push_back(item(code, code, "leaf"));
    }
    return edition(id, {"leaf"}, std::move(items));
}

Edition extension(std::string_view id, const Edition& base, std::vector<Item> items) {
    EditionHeader header{EditionId::parse(id), "more", std::string{id}, {}, {}, {}, {}, {}, {}, {}};
    header.validity.from = parse_date("2000-01-01");
    header.extends = base.id();
    header.levels = {"extended"};
    return Edition::make({std::move(header), std::move(items), {}, {}}, &base);
}

namespace {

/// What an edition was made from: an extension gets what it inherits when it is made again.
EditionData data_of(const Edition& edition) {
    EditionData out{edition.header(), {}, edition.notes(), {}};
    for (const auto& item : edition.items()) {
        if (!item.inherited) {
            out.items.push_back(item);
        }
    }
    if (out.header.extends) {
        out.header.levels = {"extended"};
    }
    return out;
}

}  // namespace

Catalog catalog(const std::vector<Edition>& editions, const std::vector<Correspondence>& tables) {
    CatalogParts sources;
    for (const auto& each : editions) {
        auto header = each.header();
        header.levels = data_of(each).header.levels;
        sources.editions.push_back({std::move(header), [each] { return data_of(each); }});
    }
    for (const auto& each : tables) {
        sources.correspondences.push_back({each.source(), each.target(), each.title(), [each] {
                                               CorrespondenceData data{
                                                   each.source(),     each.target(), each.title(),
                                                   each.provenance(), each.links(),  {}};
                                               data.ends = each.ends();
                                               data.partial = each.partial();
                                               data.astray = each.astray();
                                               data.coverage = each.stated_coverage();
                                               return data;
                                           }});
    }
    return Catalog::make(std::move(sources));
}

std::vector<std::string> texts(const std::vector<Code>& codes) {
    std::vector<std::string> out;
    for (const auto& code : codes) {
        out.push_back(code.text());
    }
    return out;
}

}  // namespace socshift::test
