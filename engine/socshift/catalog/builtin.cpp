#include "socshift/catalog/builtin.hpp"

#include "socshift/base/words.hpp"
#include "socshift/catalog/builtin_tables.hpp"
#include "socshift/io/compression.hpp"

#include <algorithm>
#include <tuple>

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

std::vector<std::string> parts(const char* joined) {
    std::vector<std::string> out;
    for (std::string_view rest = joined == nullptr ? "" : joined; !rest.empty();) {
        const auto end = std::min(rest.find(builtin::list_mark), rest.size());
        out.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
}

std::vector<Code> codes(const char* joined) {
    std::vector<Code> out;
    for (const auto& part : parts(joined)) {
        out.push_back(Code::parse(part));
    }
    return out;
}

// What the compiler of the catalog made of a value of each type.

void read_cell(const char* cell, std::string& out) {
    out = text(cell);
}
void read_cell(const char* cell, Code& out) {
    out = Code::parse(cell);
}
void read_cell(const char* cell, Share& out) {
    out = Share::parse(cell);
}
void read_cell(const char* cell, std::optional<Code>& out) {
    out = code(cell);
}
void read_cell(const char* cell, std::optional<Share>& out) {
    out = cell == nullptr ? std::nullopt : std::optional{Share::parse(cell)};
}
void read_cell(const char* cell, std::vector<std::string>& out) {
    out = parts(cell);
}
void read_cell(const char* cell, std::vector<Code>& out) {
    out = codes(cell);
}
void read_cell(bool cell, bool& out) {
    out = cell;
}
void read_cell(std::int8_t cell, std::optional<bool>& out) {
    out = cell < 0 ? std::nullopt : std::optional{cell == 1};
}
void read_cell(std::int64_t cell, std::int64_t& out) {
    out = cell;
}
template <Worded Enum>
void read_cell(std::uint8_t cell, Enum& out) {
    out = static_cast<Enum>(cell);
}
template <typename Value>
void read_cell(builtin::Apart /*cell*/, Value& /*out*/) {}

template <std::size_t place, typename Record, typename Cells>
void read_cells(const Cells& cells, Record& out) {
    read_cell(cells.first, out.*(std::get<place>(fields_of<Record>).member));
    if constexpr (requires { cells.rest; }) {
        read_cells<place + 1>(cells.rest, out);
    }
}

template <typename Record>
Record record(const builtin::CellsOf<Record>& cells) {
    auto out = unread<Record>();
    read_cells<0>(cells, out);
    return out;
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
            record<Provenance>(row.provenance),
            static_cast<EditionKind>(row.kind),
            {text(row.separators), static_cast<LetterCase>(row.letter_case)},
            texts(row.residual_words)};
}

/// The names of the files that the rows of a table come from, made once for all of them: its own
/// file, and of a scenario those of its proposals.
class RowFiles {
public:
    template <typename Table>
    explicit RowFiles(const Table& table) : names_{table.file} {
        if constexpr (requires { table.files; }) {
            names_.insert(names_.end(), table.files.begin(), table.files.end());
        }
    }

    [[nodiscard]] const FileName& own() const { return names_.front(); }

    template <typename Row>
    [[nodiscard]] SourceLocation at(const Row& row) const {
        return {names_[row.file], row.line, row.column};
    }

    /// A row as it was read.
    template <typename Record>
    [[nodiscard]] Record record(const builtin::Row<Record>& row) const {
        auto out = socshift::record<Record>(row.cells);
        out.at = at(row);
        return out;
    }

    template <typename Record>
    [[nodiscard]] std::vector<Record> records(const Rows<builtin::Row<Record>>& rows) const {
        std::vector<Record> out;
        out.reserve(rows.count);
        for (const auto& row : rows) {
            out.push_back(record(row));
        }
        return out;
    }

private:
    std::vector<FileName> names_;
};

EditionData edition(const builtin::EditionRow& row) {
    const RowFiles files(row);
    EditionData out{
        header(row), files.records(row.items), files.records(row.notes), {files.own(), 1, 1}};
    for (const auto& attribute : row.attributes) {
        out.items.at(attribute.item).attributes.emplace(attribute.name, attribute.text);
    }
    return out;
}

std::vector<Code> item_codes(const builtin::EditionRow& row) {
    std::vector<Code> out;
    out.reserve(row.items.count);
    for (const auto& item : row.items) {
        out.push_back(Code::parse(item.cells.first));  // the field is the first
    }
    return out;
}

CorrespondenceData correspondence(const builtin::CorrespondenceRow& row) {
    const RowFiles files(row);
    CorrespondenceData out{EditionId::parse(row.source),
                           EditionId::parse(row.target),
                           row.title,
                           record<Provenance>(row.provenance),
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
        if (link.remark != nullptr) {
            const auto& made = out.links.back();
            out.remarks.push_back({made.source, made.target, link.remark});
        }
    }
    return out;
}

std::optional<EditionId> margins_of(const builtin::CountsRow& row) {
    return row.margins_of == nullptr ? std::nullopt
                                     : std::optional{EditionId::parse(row.margins_of)};
}

Counts counts(const builtin::CountsRow& row) {
    const RowFiles files(row);
    return {row.name,
            row.title,
            EditionId::parse(row.coded_in),
            row.measure,
            row.unit,
            row.reference,
            row.total < 0 ? std::nullopt : std::optional{row.total},
            record<Provenance>(row.provenance),
            files.records(row.rows),
            {files.own(), 1, 1},
            margins_of(row)};
}

Proposal proposal(const builtin::ProposalRow& row) {
    const RowFiles files(row);
    Proposal out{row.id,
                 EditionId::parse(row.base),
                 row.title,
                 static_cast<ProposalKind>(row.kind),
                 static_cast<ProposalStatus>(row.status),
                 files.records(row.items),
                 codes(row.exhausts),
                 codes(row.retires),
                 files.records(row.supporters),
                 {files.own(), row.line, 1}};
    for (const auto& take : row.takes) {
        out.items.at(take.item).takes.push_back(files.record(take.take));
    }
    return out;
}

Rates rates(const builtin::RatesRow& row) {
    const RowFiles files(row);
    return {row.name,
            row.title,
            EditionId::parse(row.before),
            EditionId::parse(row.after),
            texts(row.groups),
            record<Provenance>(row.provenance),
            files.records(row.rows),
            {files.own(), 1, 1}};
}

TitleList title_list(const builtin::TitleListRow& row) {
    const RowFiles files(row);
    return {row.name,
            row.title,
            EditionId::parse(row.coded_in),
            record<Provenance>(row.provenance),
            files.records(row.rows),
            {files.own(), 1, 1}};
}

Scenario scenario(const builtin::ScenarioRow& row) {
    return {EditionId::parse(row.id),
            EditionId::parse(row.base),
            row.title,
            parse_date(row.valid_from),
            row.coding,
            texts(row.proposals),
            record<Provenance>(row.provenance),
            {row.file, row.line, 1}};
}

Findings findings(const Rows<builtin::FindingRow>& rows) {
    Findings out;
    out.reserve(rows.count);
    FileName file;  // of the row before: most of them are one
    for (const auto& row : rows) {
        if (file.text() != row.file) {
            file = row.file;
        }
        out.push_back({static_cast<Severity>(row.severity), row.rule,
                       SourceLocation{file, row.line, row.column}, row.message, row.unlisted});
    }
    return out;
}

TableMeasures figures(const builtin::TableMeasuresRow& row) {
    return {row.for_routes, row.links, row.loss};
}

/// Calls @p edition or @p table with the source that @p row, whose source and target are named, is
/// about.
template <typename Row, typename OfEdition, typename OfTable>
void with_source(CatalogParts& all, const Row& row, OfEdition edition, OfTable table) {
    for (auto& source : all.editions) {
        if (row.target == nullptr && source.header.id.text() == row.source) {
            edition(source);
        }
    }
    for (auto& source : all.correspondences) {
        if (row.target != nullptr && source.source.text() == row.source &&
            source.target.text() == row.target) {
            table(source);
        }
    }
}

/// Adds what the catalog compiler worked out of the same data.
void add_known(CatalogParts& all) {
    for (const auto& row : builtin::tables.findings) {
        const auto add = [&row](auto& source) {
            source.findings = [&row] { return findings(row.findings); };
        };
        with_source(all, row, add, add);
    }
    for (const auto& row : builtin::tables.known) {
        const KnownTable known{figures(row.forward), figures(row.backward)};
        with_source(
            all, row, [&](auto& source) { source.to_extended = known; },
            [&](auto& source) { source.known = known; });
    }
}

CatalogParts sources() {
    CatalogParts out;
    for (const auto& row : builtin::tables.editions) {
        out.editions.push_back(
            {header(row), [&row] { return edition(row); }, {}, [&row] { return item_codes(row); }});
    }
    for (const auto& row : builtin::tables.correspondences) {
        out.correspondences.push_back({EditionId::parse(row.source), EditionId::parse(row.target),
                                       row.title, [&row] { return correspondence(row); }});
    }
    for (const auto& row : builtin::tables.counts) {
        out.counts.push_back(
            {row.name, [&row] { return counts(row); }, {}, margins_of(row), row.reference});
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
    for (const auto& row : builtin::tables.titles) {
        out.titles.push_back(
            {row.name, EditionId::parse(row.coded_in), [&row] { return title_list(row); }});
    }
    out.ready_titles.push_back(
        {EditionId::parse(builtin::ready_titles.edition), [] {
             return decompressed_text({builtin::ready_titles.bytes, builtin::ready_titles.size});
         }});
    add_known(out);
    return out;
}

}  // namespace

const Catalog& builtin_catalog() {
    // Never taken down: a program that ends has no use for the time that would take.
    static const auto* const catalog = new Catalog(Catalog::make(sources()));
    return *catalog;
}

std::string builtin_catalog_checksum() {
    return builtin::tables.checksum;
}

}  // namespace socshift
