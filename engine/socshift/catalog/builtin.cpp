#include "socshift/catalog/builtin.hpp"

#include "socshift/catalog/builtin_tables.hpp"

namespace socshift {

namespace {

using builtin::Rows;

std::string text(const char* value) {
    return value == nullptr ? std::string{} : value;
}

std::optional<Code> code(const char* value) {
    return value == nullptr ? std::nullopt : std::optional{Code::parse(value)};
}

std::optional<EditionId> edition_id(const char* value) {
    return value == nullptr ? std::nullopt : std::optional{EditionId::parse(value)};
}

std::vector<std::string> texts(const Rows<const char*>& rows) {
    return {rows.begin(), rows.end()};
}

Provenance provenance(const builtin::ProvenanceRow& row) {
    return {text(row.publisher), text(row.document), text(row.date),
            text(row.source),    text(row.made_by),  text(row.licence)};
}

EditionHeader header(const builtin::EditionRow& row) {
    Validity validity{parse_date(row.valid_from), std::nullopt};
    if (row.valid_until != nullptr) {
        validity.until = parse_date(row.valid_until);
    }
    return {EditionId::parse(row.id),
            row.series,
            row.title,
            static_cast<Status>(row.status),
            validity,
            edition_id(row.follows),
            edition_id(row.extends),
            texts(row.aliases),
            texts(row.levels),
            provenance(row.provenance),
            static_cast<EditionKind>(row.kind)};
}

// The column of rows is where the generator's YAML puts them: "  - {".
SourceLocation at(const FileName& file, std::uint32_t line) {
    return {file, line, 5};
}

EditionData edition(const builtin::EditionRow& row) {
    const FileName file = row.file;
    EditionData out{header(row), {}, {}, {file, 1, 1}};
    out.items.reserve(row.items.count);
    for (const auto& item : row.items) {
        out.items.push_back({Code::parse(item.code), item.title, out.header.levels.at(item.level),
                             code(item.parent), item.residual, false, at(file, item.line),
                             Attributes{}});
    }
    for (const auto& attribute : row.attributes) {
        out.items.at(attribute.item).attributes.emplace(attribute.name, attribute.text);
    }
    out.notes.reserve(row.notes.count);
    for (const auto& note : row.notes) {
        out.notes.push_back({Code::parse(note.item), static_cast<NoteRelation>(note.relation),
                             code(note.ref), code(note.range_end), text(note.phrase),
                             at(file, note.line), false});
    }
    return out;
}

CorrespondenceData correspondence(const builtin::CorrespondenceRow& row) {
    const FileName file = row.file;
    CorrespondenceData out{EditionId::parse(row.source),
                           EditionId::parse(row.target),
                           row.title,
                           provenance(row.provenance),
                           {},
                           {file, 1, 1}};
    out.links.reserve(row.links.count);
    for (const auto& link : row.links) {
        Link made{Code::parse(link.source), Code::parse(link.target), std::nullopt, std::nullopt,
                  at(file, link.line)};
        if (link.share != nullptr) {
            made.share = Share::parse(link.share);
            made.basis = parse_basis(link.basis);
        }
        out.links.push_back(std::move(made));
    }
    return out;
}

Counts counts(const builtin::CountsRow& row) {
    const FileName file = row.file;
    Counts out{row.name,
               row.title,
               EditionId::parse(row.coded_in),
               row.measure,
               row.unit,
               row.reference,
               row.total < 0 ? std::nullopt : std::optional{row.total},
               provenance(row.provenance),
               {},
               {file, 1, 1}};
    out.rows.reserve(row.rows.count);
    for (const auto& count : row.rows) {
        out.rows.push_back({Code::parse(count.code), count.count, at(file, count.line)});
    }
    return out;
}

CatalogSources sources() {
    CatalogSources out;
    for (const auto& row : builtin::tables.editions) {
        out.editions.push_back({header(row), [&row] { return edition(row); }});
    }
    for (const auto& row : builtin::tables.correspondences) {
        out.correspondences.push_back({EditionId::parse(row.source), EditionId::parse(row.target),
                                       row.title, [&row] { return correspondence(row); }});
    }
    for (const auto& row : builtin::tables.counts) {
        out.counts.push_back({row.name, [&row] { return counts(row); }});
    }
    return out;
}

}  // namespace

const Catalog& builtin_catalog() {
    // Never taken down: a program that ends has no use for the time that would take.
    static const auto* const catalog = new Catalog(Catalog::make(sources()));
    return *catalog;
}

}  // namespace socshift
