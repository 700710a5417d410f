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

void import_edition(const DelimitedTable& table, fuzz::Choices& how) {
    StructureColumns columns;
    columns.flat = how.yes();
    columns.repeats = how.yes();
    if (how.yes()) {
        columns.attributes = {{"marked", "mark", true}, {"note", "note", false}};
    }
    const auto made = import_structure(table, edition_header(), columns);
    demand(columns.repeats || made.data.items.size() == table.rows.size());
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
    demand(columns.repeats || columns.skip_unknown || made.data.links.size() == table.rows.size());
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
