// Tables and lists as somebody publishes them. What an importer makes can be written and read again
// without a change, and no row is lost without a finding.
#include "fuzz.hpp"
#include "socshift/base/error.hpp"
#include "socshift/catalog/import.hpp"
#include "socshift/catalog/import_state_list.hpp"
#include "socshift/catalog/yaml.hpp"
#include "socshift/io/table_file.hpp"
#include "support/conversion.hpp"
#include "support/scenario.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace {

using namespace socshift;
using fuzz::demand;

Provenance somebody() {
    return {"P", "D", "", "", "", ""};
}

EditionData edition_header() {
    return {test::bakery().header(), {}, {}, {}};
}

CorrespondenceData table_header() {
    return {EditionId::parse("old"), EditionId::parse("new"), "T", somebody(), {}, {}};
}

Counts counts_header() {
    return {"counts", "T", EditionId::parse("old"), "n", "persons", "2020", {}, somebody(), {}, {}};
}

Rates rates_header() {
    return {"rates", "T", EditionId::parse("old"), EditionId::parse("new"), {"sex"}, somebody(),
            {},      {}};
}

void check_written(const CatalogFile& data) {
    const auto written = write_yaml(data);
    demand(write_yaml(read_yaml(written, "written")) == written);
}

std::size_t rows_with(const DelimitedTable& table, std::size_t least) {
    return static_cast<std::size_t>(
        std::count_if(table.rows.begin(), table.rows.end(), [&](const auto& row) {
            const auto blank = std::count(row.cells.begin(), row.cells.end(), "");
            return row.cells.size() - static_cast<std::size_t>(blank) >= least;
        }));
}

void import_edition(const DelimitedTable& table, fuzz::Choices& how) {
    StructureColumns columns;
    columns.flat = how.yes();
    columns.repeats = how.yes();
    if (how.yes()) {
        columns.attributes = {{"marked", "mark", true}, {"note", "note", false}};
    }
    const auto made = import_structure(table, edition_header(), columns);
    // A row that is blank is none, and one with text in a single cell can be a remark.
    demand(made.data.items.size() <= rows_with(table, 1));
    demand(columns.repeats || made.data.items.size() >= rows_with(table, 2));
    check_written(made.data);
}

void import_links(const DelimitedTable& table, fuzz::Choices& how) {
    const auto& catalog = test::small_catalog();
    CrosswalkColumns columns{"source", "target", {}, {}, {}, {}, how.yes(), how.yes(), how.yes()};
    if (how.yes()) {
        columns.source_title = "source_title";
        columns.target_mark = "mark";
    }
    const auto made =
        import_crosswalk(table, table_header(), columns, catalog.edition(EditionId::parse("old")),
                         catalog.edition(EditionId::parse("new")));
    // A row without a target is an end of its source, one without a source no link of its target.
    const auto source = table.column("source");
    const auto target = table.column("target");
    const auto is_none = [](const std::string& cell) {  // no edition here has these as codes
        static const std::set<std::string> words = {"",    "NA",  "N/A",  "n/a",  "#N/A", "<NA>",
                                                    "NaN", "nan", "NULL", "None", "-",    "–"};
        return words.count(cell) != 0;
    };
    std::size_t links = 0;
    for (const auto& row : table.rows) {
        const auto& from = row.cells[source];
        links += is_none(from) || is_none(row.cells[target]) ? 0U : 1U;
        demand(is_none(from) || !is_none(row.cells[target]) || columns.skip_unknown ||
               std::any_of(made.data.ends.begin(), made.data.ends.end(),
                           [&](const End& end) { return end.source == Code::parse(from); }) ||
               std::any_of(made.data.links.begin(), made.data.links.end(),
                           [&](const Link& link) { return link.source == Code::parse(from); }));
    }
    demand(columns.repeats || columns.skip_unknown || made.data.links.size() == links);
    check_written(made.data);
}

void import_figures(const DelimitedTable& table, fuzz::Choices& how) {
    if (how.yes()) {
        CountsColumns columns{"code", "n", {}, {}};
        columns.total_code = how.yes() ? std::optional<std::string>{"00"} : std::nullopt;
        const auto made = import_counts(table, counts_header(), columns);
        demand(made.data.rows.size() + made.findings.size() + 1 >= table.rows.size());
        check_written(made.data);
        return;
    }
    RatesColumns columns;
    columns.groups = {{"n", {"f"}}, {"mark", {"m"}}};
    const auto made = import_rates(table, rates_header(), columns);
    demand(made.data.rows.size() + made.findings.size() >= 2 * table.rows.size());
    check_written(made.data);
}

void import_job_titles(const DelimitedTable& table) {
    const auto& edition = test::small_catalog().edition(EditionId::parse("old"));
    TitleList header{"titles", "T", edition.id(), somebody(), {}, {}};
    const auto made =
        import_titles(table, std::move(header), title_columns(table, edition.id(), {}), edition);
    demand(!has_errors(check(made.data, edition)));
    check_written(made.data);
}

void import_list(const std::string& text) {
    const auto base = test::bakery();
    auto header = edition_header();
    header.header.id = EditionId::parse("state");
    header.header.levels = {"state"};
    header.header.extends = base.id();
    const auto made = import_state_list(text, "fuzz", header, {}, base);
    check_written(made.data);
    static_cast<void>(state_list_definitions(text, "fuzz", {}));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input{data, size};
    fuzz::Choices how{input.byte()};
    try {
        switch (how.of(5)) {
            case 0:
                import_edition(read_table(input.rest(), "fuzz"), how);
                break;
            case 1:
                import_links(read_table(input.rest(), "fuzz"), how);
                break;
            case 2:
                import_figures(read_table(input.rest(), "fuzz"), how);
                break;
            case 3:
                import_job_titles(read_table(input.rest(), "fuzz"));
                break;
            default:
                import_list(input.rest());
        }
    } catch (const FormatError&) {
        return 0;
    }
    return 0;
}
