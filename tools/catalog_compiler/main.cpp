// Turns the YAML of crosswalks/ into one C++ source of constant tables, and what an index of titles
// takes long to work out of them into another. Part of the build:
//   catalog_compiler CROSSWALKS_FOLDER TABLES.cpp TITLES.cpp
// Data that is wrong stops the build with every finding.

#include "socshift/base/error.hpp"
#include "socshift/catalog/builtin_cells.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/io/compression.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/scenarios/scenario.hpp"
#include "socshift/titles/title_pack.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <exception>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

namespace {

using namespace socshift;

std::string literal(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte >= 0x7f) {
            out += fmt::format("\\{:03o}", byte);
        } else {
            out += c;
        }
    }
    return out + "\"";
}

std::string literal_or_null(const std::string& text) {
    return text.empty() ? "nullptr" : literal(text);
}

template <typename Named>
std::string literal_or_null(const std::optional<Named>& value) {
    return value ? literal(value->text()) : "nullptr";
}

/// A list in one text: no element holds the mark.
template <typename Element>
std::string list_or_null(const std::vector<Element>& all) {
    std::string out;
    for (const auto& element : all) {
        if (!out.empty()) {
            out += builtin::list_mark;
        }
        if constexpr (std::is_same_v<Element, Code>) {
            out += element.text();
        } else {
            out += element;
        }
    }
    return literal_or_null(out);
}

// A value of each type as the cell that it is in a constant table: see builtin::CellOf.

std::string cell(const std::string& value, bool is_needed) {
    return is_needed ? literal(value) : literal_or_null(value);
}
std::string cell(const Code& value, bool /*is_needed*/) {
    return literal(value.text());
}
std::string cell(const Share& value, bool /*is_needed*/) {
    return literal(value.text());
}
template <typename Named>
std::string cell(const std::optional<Named>& value, bool /*is_needed*/) {
    return literal_or_null(value);
}
std::string cell(const std::optional<bool>& value, bool /*is_needed*/) {
    return fmt::format("{}", value ? static_cast<int>(*value) : -1);
}
template <typename Element>
std::string cell(const std::vector<Element>& value, bool /*is_needed*/) {
    return list_or_null(value);
}
std::string cell(bool value, bool /*is_needed*/) {
    return fmt::format("{}", value);
}
std::string cell(std::int64_t value, bool /*is_needed*/) {
    return fmt::format("{}", value);
}
template <Worded Enum>
std::string cell(Enum value, bool /*is_needed*/) {
    return fmt::format("{}", static_cast<int>(value));
}
std::string cell(const Attributes& /*value*/, bool /*is_needed*/) {
    return "{}";  // Apart
}
std::string cell(const std::vector<Take>& /*value*/, bool /*is_needed*/) {
    return "{}";
}

/// The cells of @p record, in the order of its fields.
template <typename Record>
std::string cells(const Record& record) {
    return std::apply(
        [&](const auto&... field) {
            return fmt::format("{}",
                               fmt::join({cell(record.*(field.member), field.is_needed)...}, ", "));
        },
        fields_of<Record>);
}

/// The files that the rows of one table were read from; its own is 0.
class FileList {
public:
    explicit FileList(std::string own) : own_(std::move(own)) {}

    std::size_t place(const std::string& file) {
        if (file == own_) {
            return 0;
        }
        const auto found = std::find(others_.begin(), others_.end(), file);
        const auto place = static_cast<std::size_t>(found - others_.begin());
        if (found == others_.end()) {
            others_.push_back(file);
        }
        if (place >= 255) {
            throw Error("a table of more than 255 files");
        }
        return place + 1;
    }

    /// @p record as a builtin::Row.
    template <typename Record>
    std::string row(const Record& record) {
        return fmt::format("{}, {}, {}, {}", cells(record), place(record.at.file), record.at.column,
                           record.at.line);
    }

    [[nodiscard]] const std::vector<std::string>& others() const noexcept { return others_; }

private:
    std::string own_;
    std::vector<std::string> others_;
};

/// Writes the rows of each file as an array of its own, and remembers the line that refers to it.
class Generator {
public:
    void operator()(const EditionData& data) {
        const auto& header = data.header;
        const auto tag = next();
        const auto aliases = texts(tag + "_aliases", header.aliases);
        const auto levels = texts(tag + "_levels", header.levels);
        const auto residual_words = texts(tag + "_residual_words", header.residual_words);
        auto items = data.items;
        std::sort(items.begin(), items.end(),
                  [](const Item& a, const Item& b) { return a.code < b.code; });
        FileList files{data.at.file};
        const auto row = [&](const auto& record) { return files.row(record); };
        const auto item_rows = array("Row<Item>", tag + "_items", items, row);
        const auto attributes = attribute_rows(tag + "_attributes", items);
        const auto note_rows = array("Row<Note>", tag + "_notes", data.notes, row);
        editions_ += fmt::format(
            "    {{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, "
            "{}}},\n",
            literal(data.at.file), literal(header.id.text()), literal(header.series),
            literal(header.title), static_cast<int>(header.status), static_cast<int>(header.kind),
            literal(to_string(header.validity.from)),
            header.validity.until ? literal(to_string(*header.validity.until)) : "nullptr",
            literal_or_null(header.follows), literal_or_null(header.extends), aliases, levels,
            literal_or_null(header.spelling.separators),
            static_cast<int>(header.spelling.letter_case), residual_words,
            "{" + cells(header.provenance) + "}", item_rows, attributes, note_rows,
            texts(tag + "_files", files.others()));
    }

    void operator()(const CorrespondenceData& data) {
        FileList files{data.at.file};
        const auto row_of = [&](const auto& row, const std::string& target,
                                const std::string& remark) {
            return fmt::format("{}, {}, {}, {}, {}, {}, {}, {}", literal(row.source.text()), target,
                               literal_or_null(row.share),
                               row.basis ? literal(std::string{to_string(*row.basis)}) : "nullptr",
                               row.at.line, files.place(row.at.file), row.at.column,
                               literal_or_null(remark));
        };
        std::map<std::pair<Code, Code>, std::string> remarks;
        for (const auto& remark : data.remarks) {
            remarks.emplace(std::pair{remark.source, remark.target}, remark.text);
        }
        std::vector<std::pair<const Code*, std::string>> lines;
        for (const auto& link : data.links) {
            const auto remark = remarks.find({link.source, link.target});
            lines.emplace_back(&link.source,
                               row_of(link, literal(link.target.text()),
                                      remark == remarks.end() ? std::string{} : remark->second));
        }
        for (const auto& end : data.ends) {
            lines.emplace_back(&end.source, row_of(end, "nullptr", ""));
        }
        std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
            return *a.first != *b.first ? *a.first < *b.first : a.second < b.second;
        });
        const auto tag = next();
        const auto rows =
            array("LinkRow", tag + "_links", lines, [](const auto& line) { return line.second; });
        correspondences_ += fmt::format(
            "    {{{}, {}, {}, {}, {}, {}, {}, {}, {}}},\n", literal(data.at.file),
            literal(data.source.text()), literal(data.target.text()), literal(data.title),
            data.coverage ? literal(std::string{to_string(*data.coverage)}) : "nullptr",
            "{" + cells(data.provenance) + "}", rows, texts(tag + "_files", files.others()),
            data.at.line);
    }

    void operator()(const Counts& data) {
        FileList files{data.at.file};
        const auto rows = array("Row<Counts::Row>", next() + "_rows", data.rows,
                                [&](const Counts::Row& row) { return files.row(row); });
        counts_ += fmt::format("    {{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}},\n",
                               literal(data.at.file), literal(data.name), literal(data.title),
                               literal(data.coded_in.text()), literal(data.measure),
                               literal(data.unit), literal(data.reference), data.total.value_or(-1),
                               data.margins_of ? literal(data.margins_of->text()) : "nullptr",
                               "{" + cells(data.provenance) + "}", rows);
    }

    void operator()(const Proposal& data) {
        const auto tag = next();
        FileList files{data.at.file};
        const auto row = [&](const auto& record) { return files.row(record); };
        const auto items = array("Row<ProposedItem>", tag + "_items", data.items, row);
        std::vector<std::string> take_rows;
        for (std::size_t i = 0; i < data.items.size(); ++i) {
            for (const auto& take : data.items[i].takes) {
                take_rows.push_back(fmt::format("{}, {{{}}}", i, files.row(take)));
            }
        }
        const auto takes = array("TakeRow", tag + "_takes", take_rows,
                                 [](const std::string& text) { return text; });
        const auto supporters = array("Row<Supporter>", tag + "_supporters", data.supporters, row);
        proposals_ += fmt::format(
            "    {{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}},\n", literal(data.at.file),
            literal(data.id), literal(data.base.text()), literal(data.title),
            static_cast<int>(data.kind), static_cast<int>(data.status), list_or_null(data.exhausts),
            list_or_null(data.retires), items, takes, supporters, data.at.line);
    }

    void operator()(const Scenario& data) {
        const auto tag = next();
        scenarios_ +=
            fmt::format("    {{{}, {}, {}, {}, {}, {}, {}, {}, {}}},\n", literal(data.at.file),
                        literal(data.id.text()), literal(data.base.text()), literal(data.title),
                        literal(to_string(data.valid_from)), literal(data.coding),
                        texts(tag + "_proposals", data.proposals),
                        "{" + cells(data.provenance) + "}", data.at.line);
    }

    void operator()(const Rates& data) {
        FileList files{data.at.file};
        const auto tag = next();
        const auto groups = texts(tag + "_groups", data.groups);
        const auto rows = array("Row<Rates::Row>", tag + "_rates", data.rows,
                                [&](const Rates::Row& row) { return files.row(row); });
        rates_ += fmt::format("    {{{}, {}, {}, {}, {}, {}, {}, {}}},\n", literal(data.at.file),
                              literal(data.name), literal(data.title), literal(data.before.text()),
                              literal(data.after.text()), groups,
                              "{" + cells(data.provenance) + "}", rows);
    }

    void operator()(const TitleList& data) {
        FileList files{data.at.file};
        const auto rows = array("Row<TitleList::Row>", next() + "_titles", data.rows,
                                [&](const TitleList::Row& row) { return files.row(row); });
        titles_ +=
            fmt::format("    {{{}, {}, {}, {}, {}, {}}},\n", literal(data.at.file),
                        literal(data.name), literal(data.title), literal(data.coded_in.text()),
                        "{" + cells(data.provenance) + "}", rows);
    }

    /// What check() finds in a table, or in an edition, which has no @p target.
    void add_findings(const std::string& source, const std::string& target, const Findings& found) {
        const auto rows = array("FindingRow", next() + "_findings", found, [](const Finding& row) {
            return fmt::format("{}, {}, {}, {}, {}, {}, {}", static_cast<int>(row.severity),
                               literal(row.rule), literal(row.where.file.text()), row.where.line,
                               row.where.column, literal(row.message), row.unlisted);
        });
        findings_ +=
            fmt::format("    {{{}, {}, {}}},\n", literal(source), literal_or_null(target), rows);
    }

    /// What routes know of a table, or of the parents of an extension, which has no @p target.
    void add_known(const std::string& source, const std::string& target,
                   const TableMeasures& forward, const TableMeasures& backward) {
        const auto text = [](const TableMeasures& known) {
            return fmt::format("{{{}, {}, {}}}", known.for_routes, known.links, known.loss);
        };
        known_ += fmt::format("    {{{}, {}, {}, {}}},\n", literal(source), literal_or_null(target),
                              text(forward), text(backward));
    }

    /// @p checksum: of the files that everything was made of.
    [[nodiscard]] std::string source(const std::string& checksum) const {
        return fmt::format(
            "// Made from crosswalks/ by catalog_compiler at every build; not to be edited.\n\n"
            "#include \"socshift/catalog/builtin_tables.hpp\"\n\n"
            "// Cells of cells stand without braces of their own.\n"
            "#pragma GCC diagnostic ignored \"-Wmissing-braces\"\n\n"
            "namespace socshift::builtin {{\n\nnamespace {{\n\n{}{}{}{}{}{}{}{}{}{}}}  // "
            "namespace\n\n"
            "const Tables tables = {{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}}};\n\n}}  // namespace "
            "socshift::builtin\n",
            arrays_, table("EditionRow", "editions", editions_),
            table("CorrespondenceRow", "correspondences", correspondences_),
            table("CountsRow", "counts", counts_), table("RatesRow", "rates", rates_),
            table("TitleListRow", "titles", titles_), table("ProposalRow", "proposals", proposals_),
            table("ScenarioRow", "scenarios", scenarios_),
            table("FindingsRow", "findings", findings_), table("KnownTableRow", "known", known_),
            rows_of("editions", editions_), rows_of("correspondences", correspondences_),
            rows_of("counts", counts_), rows_of("rates", rates_), rows_of("titles", titles_),
            rows_of("proposals", proposals_), rows_of("scenarios", scenarios_),
            rows_of("findings", findings_), rows_of("known", known_), literal(checksum));
    }

private:
    std::string next() { return fmt::format("file{}", ++files_); }

    template <typename Range, typename Print>
    std::string array(const char* type, const std::string& name, const Range& range, Print print) {
        if (range.empty()) {
            return "{}";
        }
        arrays_ += fmt::format("constexpr {} {}[] = {{\n", type, name);
        for (const auto& row : range) {
            arrays_ += fmt::format("    {{{}}},\n", print(row));
        }
        arrays_ += "};\n\n";
        return fmt::format("{{{}, {}}}", name, range.size());
    }

    std::string attribute_rows(const std::string& name, const std::vector<Item>& items) {
        std::vector<std::string> rows;
        for (std::size_t i = 0; i < items.size(); ++i) {
            for (const auto& [key, text] : items[i].attributes) {
                rows.push_back(fmt::format("{}, {}, {}", i, literal(key), literal(text)));
            }
        }
        return array("AttributeRow", name, rows, [](const std::string& row) { return row; });
    }

    std::string texts(const std::string& name, const std::vector<std::string>& values) {
        if (values.empty()) {
            return "{}";
        }
        arrays_ += fmt::format("constexpr const char* {}[] = {{", name);
        for (const auto& value : values) {
            arrays_ += literal(value) + ", ";
        }
        arrays_ += "};\n\n";
        return fmt::format("{{{}, {}}}", name, values.size());
    }

    static std::string table(const char* type, const char* name, const std::string& rows) {
        return rows.empty() ? std::string{}
                            : fmt::format("constexpr {} {}[] = {{\n{}}};\n\n", type, name, rows);
    }

    static std::string rows_of(const char* name, const std::string& rows) {
        return rows.empty()
                   ? std::string{"{}"}
                   : fmt::format("{{{}, {}}}", name, std::count(rows.begin(), rows.end(), '\n'));
    }

    int files_ = 0;
    std::string arrays_;
    std::string editions_;
    std::string correspondences_;
    std::string counts_;
    std::string proposals_;
    std::string scenarios_;
    std::string rates_;
    std::string titles_;
    std::string findings_;
    std::string known_;
};

/// What the program would otherwise work out again at every start, of editions and tables that
/// nobody replaces.
void add_known(const Catalog& catalog, const std::vector<CatalogFile>& files,
               Generator& generator) {
    const auto figures = [&](const EditionId& source, const EditionId& target, bool backward,
                             StepKind kind) {
        const auto& from = backward ? target : source;
        const auto& to = backward ? source : target;
        return table_measures(catalog, {from, to, backward, kind});
    };
    for (const auto& file : files) {
        if (const auto* const edition = std::get_if<EditionData>(&file)) {
            const auto& base = edition->header.extends;
            const auto& id = edition->header.id;
            generator.add_findings(id.text(), "",
                                   check(*edition, base ? &catalog.edition(*base) : nullptr));
            if (base) {
                // Parents are read backwards from the base to the extension.
                generator.add_known(id.text(), "", figures(id, *base, false, StepKind::parents),
                                    figures(id, *base, true, StepKind::parents));
            }
        }
        if (const auto* const table = std::get_if<CorrespondenceData>(&file)) {
            const auto& source = table->source;
            const auto& target = table->target;
            generator.add_findings(source.text(), target.text(),
                                   check(*table, catalog.edition(source), catalog.edition(target)));
            generator.add_known(source.text(), target.text(),
                                figures(source, target, false, StepKind::published),
                                figures(source, target, true, StepKind::published));
        }
    }
}

/// The titles of the edition in which they are looked for when nobody says which.
std::string ready_titles(const Catalog& catalog) {
    const auto edition = usual_title_edition(catalog);
    std::string bytes;
    Compressor compressor([&](std::string_view more) { bytes += more; }, Compression::zstd);
    compressor.write(detail::packed(EditionTitles::make(catalog, edition)));
    compressor.finish();
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        text += i % 32 == 0 ? "\"\n    \"\\" : "\\";
        for (const unsigned shift : {6U, 3U, 0U}) {
            text += static_cast<char>('0' + (byte >> shift & 7U));
        }
    }
    return fmt::format(
        "// Made from crosswalks/ by catalog_compiler at every build; not to be edited.\n\n"
        "#include \"socshift/catalog/builtin_tables.hpp\"\n\n"
        "// Longer than any compiler has to take a text.\n"
        "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n"
        "namespace socshift::builtin {{\n\n"
        "const ReadyTitlesRow ready_titles = {{\n    {},\n    \"{}\",\n    {}}};\n\n"
        "}}  // namespace socshift::builtin\n",
        literal(edition.text()), text, bytes.size());
}

int compile(const std::string& folder, const std::string& output, const std::string& titles) {
    const auto files = read_catalog_folder(folder);
    const auto catalog = Catalog::make(to_sources(files));
    const auto findings = check_files(files, catalog);
    if (has_errors(findings)) {
        throw DataError(findings);
    }
    Generator generator;
    for (const auto& file : files) {
        std::visit(generator, file);
    }
    // What a scenario comes to is worked out here, so that the program does not have to.
    auto all = files;
    for (const auto& id : catalog.scenario_ids()) {
        const auto built = build_scenario(catalog, catalog.scenario(id));
        if (has_errors(built.findings)) {
            throw DataError(built.findings);
        }
        generator(built.edition);
        generator(built.table);
        all.emplace_back(built.edition);
        all.emplace_back(built.table);
    }
    add_known(Catalog::make(to_sources(all)), all, generator);
    write_file(output, generator.source(folder_checksum(folder)));
    write_file(titles, ready_titles(catalog));
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: catalog_compiler CROSSWALKS_FOLDER TABLES.cpp TITLES.cpp\n";
        return 2;
    }
    try {
        return compile(argv[1], argv[2], argv[3]);
    } catch (const std::exception& error) {
        std::cerr << "catalog_compiler: " << error.what() << '\n';
        return 2;
    }
}
