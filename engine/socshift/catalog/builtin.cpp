#include "socshift/catalog/builtin.hpp"

#include "socshift/base/words.hpp"
#include "socshift/catalog/builtin_tables.hpp"

#include <algorithm>

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

std::vector<std::string> parts(const char* joined, char separator) {
    std::vector<std::string> out;
    for (std::string_view rest = joined == nullptr ? "" : joined; !rest.empty();) {
        const auto end = std::min(rest.find(separator), rest.size());
        out.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
}

std::vector<Code> codes(const char* joined) {
    std::vector<Code> out;
    for (const auto& part : parts(joined, ' ')) {
        out.push_back(Code::parse(part));
    }
    return out;
}

// The column of rows is where the generator's YAML puts them: "  - {".
SourceLocation at(const FileName& file, std::uint32_t line) {
    return {file, line, 5};
}

/// The names of the files that the rows of a table come from, made once for all of them: its own
/// file, and of a scenario those of its proposals.
class RowFiles {
public:
    template <typename Table>
    explicit RowFiles(const Table& table) : names_{table.file} {
        names_.insert(names_.end(), table.files.begin(), table.files.end());
    }

    [[nodiscard]] const FileName& own() const { return names_.front(); }

    template <typename Row>
    [[nodiscard]] SourceLocation at(const Row& row) const {
        return {names_[row.file], row.line, row.column};
    }

private:
    std::vector<FileName> names_;
};

EditionData edition(const builtin::EditionRow& row) {
    const RowFiles files(row);
    EditionData out{header(row), {}, {}, {files.own(), 1, 1}};
    out.items.reserve(row.items.count);
    for (const auto& item : row.items) {
        out.items.push_back({Code::parse(item.code), item.title, out.header.levels.at(item.level),
                             code(item.parent), item.residual, false, files.at(item),
                             Attributes{}});
    }
    for (const auto& attribute : row.attributes) {
        out.items.at(attribute.item).attributes.emplace(attribute.name, attribute.text);
    }
    out.notes.reserve(row.notes.count);
    for (const auto& note : row.notes) {
        out.notes.push_back({Code::parse(note.item), static_cast<NoteRelation>(note.relation),
                             code(note.ref), code(note.range_end), text(note.phrase),
                             files.at(note), false});
    }
    return out;
}

std::vector<Code> item_codes(const builtin::EditionRow& row) {
    std::vector<Code> out;
    out.reserve(row.items.count);
    for (const auto& item : row.items) {
        out.push_back(Code::parse(item.code));
    }
    return out;
}

CorrespondenceData correspondence(const builtin::CorrespondenceRow& row) {
    const RowFiles files(row);
    CorrespondenceData out{EditionId::parse(row.source),
                           EditionId::parse(row.target),
                           row.title,
                           provenance(row.provenance),
                           {},
                           {files.own(), row.line, 1}};
    out.coverage = row.coverage == nullptr ? std::nullopt : value_of<Coverage>(row.coverage);
    out.links.reserve(row.links.count);
    for (const auto& link : row.links) {
        const bool has_share = link.share != nullptr;
        const auto share = has_share ? std::optional{Share::parse(link.share)} : std::nullopt;
        const auto basis = has_share ? value_of<Basis>(link.basis) : std::nullopt;
        if (link.target == nullptr) {
            out.ends.push_back({Code::parse(link.source), share, basis, files.at(link)});
        } else {
            out.links.push_back(
                {Code::parse(link.source), Code::parse(link.target), share, basis, files.at(link)});
        }
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

Proposal proposal(const builtin::ProposalRow& row) {
    Proposal out{row.id,
                 EditionId::parse(row.base),
                 row.title,
                 static_cast<ProposalKind>(row.kind),
                 static_cast<ProposalStatus>(row.status),
                 {},
                 codes(row.exhausts),
                 codes(row.retires),
                 {},
                 {row.file, row.line, 1}};
    for (const auto& item : row.items) {
        out.items.push_back({text(item.title),
                             code(item.code),
                             text(item.level),
                             code(item.under),
                             code(item.reading),
                             item.residual < 0 ? std::nullopt : std::optional{item.residual == 1},
                             {},
                             at(row.file, item.line)});
    }
    for (const auto& take : row.takes) {
        out.items.at(take.item).takes.push_back(
            {Code::parse(take.code),
             static_cast<Part>(take.part),
             take.share == nullptr ? std::nullopt : std::optional{Share::parse(take.share)},
             text(take.share_source),
             codes(take.except),
             take.ours,
             {row.file, take.line, 9}});
    }
    for (const auto& supporter : row.supporters) {
        out.supporters.push_back({text(supporter.name), text(supporter.date),
                                  text(supporter.docket), text(supporter.reference),
                                  parts(supporter.addresses, '\n'), at(row.file, supporter.line)});
    }
    return out;
}

Rates rates(const builtin::RatesRow& row) {
    Rates out{row.name,
              row.title,
              EditionId::parse(row.before),
              EditionId::parse(row.after),
              provenance(row.provenance),
              {},
              {row.file, 1, 1}};
    out.rows.reserve(row.rows.count);
    for (const auto& rate : row.rows) {
        out.rows.push_back({Code::parse(rate.source), Code::parse(rate.source_codes),
                            Code::parse(rate.target), Code::parse(rate.target_codes),
                            Share::parse(rate.rate), text(rate.mark), at(row.file, rate.line)});
    }
    return out;
}

Scenario scenario(const builtin::ScenarioRow& row) {
    return {EditionId::parse(row.id),
            EditionId::parse(row.base),
            row.title,
            parse_date(row.valid_from),
            row.coding,
            texts(row.proposals),
            provenance(row.provenance),
            {row.file, row.line, 1}};
}

CatalogSources sources() {
    CatalogSources out;
    for (const auto& row : builtin::tables.editions) {
        out.editions.push_back(
            {header(row), [&row] { return edition(row); }, {}, [&row] { return item_codes(row); }});
    }
    for (const auto& row : builtin::tables.correspondences) {
        out.correspondences.push_back({EditionId::parse(row.source), EditionId::parse(row.target),
                                       row.title, [&row] { return correspondence(row); }});
    }
    for (const auto& row : builtin::tables.counts) {
        out.counts.push_back({row.name, [&row] { return counts(row); }});
    }
    for (const auto& row : builtin::tables.proposals) {
        out.proposals.push_back({row.id, [&row] { return proposal(row); }});
    }
    for (const auto& row : builtin::tables.scenarios) {
        out.scenarios.push_back({EditionId::parse(row.id), [&row] { return scenario(row); }});
    }
    for (const auto& row : builtin::tables.rates) {
        out.rates.push_back({row.name, EditionId::parse(row.before), EditionId::parse(row.after),
                             [&row] { return rates(row); }});
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
