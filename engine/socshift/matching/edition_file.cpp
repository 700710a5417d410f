#include "socshift/matching/edition_file.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/catalog/import.hpp"
#include "socshift/catalog/yaml.hpp"
#include "socshift/io/checksum.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/matching/level_order.hpp"
#include "socshift/matching/matched_table.hpp"
#include "socshift/routes/route.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <variant>

namespace socshift {

namespace fs = std::filesystem;

namespace {

/// The end of the name of @p file in lower case, compression aside: ".csv".
std::string kind_of(fs::path file) {
    auto kind = lower_case(file.extension().string());
    if (kind == ".gz" || kind == ".zst") {
        file.replace_extension();
        kind = lower_case(file.extension().string());
    }
    return kind;
}

bool is_yaml(const fs::path& file) {
    const auto kind = kind_of(file);
    return kind == ".yaml" || kind == ".yml";
}

/// A name for the edition that @p file holds.
std::string stem_of(const fs::path& file) {
    const auto name = lower_case(file.filename().string());
    std::string out;
    for (const char c : name.substr(0, name.find('.', 1))) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        if (is_plain || (!out.empty() && out.back() != '-')) {
            out += is_plain ? c : '-';
        }
    }
    if (out.ends_with('-')) {
        out.pop_back();
    }
    return out.empty() || out.front() < 'a' || out.front() > 'z' ? "file-" + out : out;
}

/// The column of @p table that is named after @p level: "Major Group" after "major".
std::optional<std::string> column_of(const DelimitedTable& table, const std::string& level) {
    const auto wanted = fold_title(level);
    const std::string* found = nullptr;
    for (const auto& name : table.header) {
        const auto folded = fold_title(name);
        if (folded == wanted || folded.starts_with(wanted + " ")) {
            if (found != nullptr) {
                return std::nullopt;
            }
            found = &name;
        }
    }
    return found == nullptr ? std::nullopt : std::optional{*found};
}

/// Whether @p finding says what was left out of a table, or put right in it.
bool is_of_rows(const Finding& finding) {
    return finding.rule == "note-row" || finding.rule == "code-quotes";
}

/// Reads the files of one call.
class Files {
public:
    explicit Files(const Catalog& catalog) : out_{catalog, {}, {}, {}, {}} {}

    FileCatalog open(const std::vector<std::string>& names, const FileJoins& joins) {
        for (const auto& name : names) {
            if (!names_edition_file(name)) {
                like_ = like_ ? like_ : std::optional{out_.catalog.resolve(name)};
            }
        }
        for (const auto& name : names) {
            const bool is_file = names_edition_file(name);
            is_file_.push_back(is_file);
            out_.editions.push_back(is_file ? read(name) : out_.catalog.resolve(name));
        }
        join(joins);
        return std::move(out_);
    }

private:
    EditionId read(const fs::path& file) {
        auto data = is_yaml(file) ? from_yaml(file) : from_table(file);
        const auto id = free_id(data.header.id);
        data.header.id = id;
        data.header.aliases.clear();
        data.header.follows.reset();
        auto findings = check(
            data, data.header.extends ? &out_.catalog.edition(*data.header.extends) : nullptr);
        if (has_errors(findings)) {
            throw DataError(std::move(findings));
        }
        add_new(out_.findings, findings);
        take_down(file, "edition " + id.text());
        out_.notes.push_back(fmt::format("{} is read as the edition {}: {}", file.string(),
                                         id.text(), count_of(data.items.size(), "code", "codes")));
        out_.catalog = out_.catalog.overlaid_with(to_sources({std::move(data)}));
        return id;
    }

    void take_down(const fs::path& file, std::string holds) {
        out_.files.push_back({file.string(), std::move(holds), sha256(read_file(file.string()))});
    }

    static EditionData from_yaml(const fs::path& file) {
        auto read = read_catalog_file(file);
        auto* const data = std::get_if<EditionData>(&read);
        if (data == nullptr) {
            throw FormatError(SourceLocation{file.string(), 1, 1},
                              "expected an edition of a classification");
        }
        return std::move(*data);
    }

    EditionData from_table(const fs::path& file) {
        const auto table = read_table(file);
        EditionData data{{EditionId::parse(stem_of(file)),
                          stem_of(file),
                          file.string(),
                          Status::final,
                          {},
                          {},
                          {},
                          {},
                          {},
                          {}},
                         {},
                         {},
                         {}};
        auto& header = data.header;
        StructureColumns columns;
        std::vector<std::string> levels;
        if (like_) {
            const auto& like = out_.catalog.header(*like_);
            header.validity = like.validity;
            header.spelling = like.spelling;
            header.residual_words = like.residual_words;
            levels = out_.catalog.edition(*like_).levels();
        }
        for (const auto& level : levels) {
            if (const auto column = column_of(table, level)) {
                columns.level_columns.push_back(*column);
            }
        }
        if (levels.empty() || columns.level_columns.size() != levels.size()) {
            columns.level_columns.clear();
            levels = levels_of(table, columns);
        } else if (table.header.size() == levels.size() + 1) {
            columns.title = *std::find_if(
                table.header.begin(), table.header.end(), [&](const std::string& name) {
                    return std::find(columns.level_columns.begin(), columns.level_columns.end(),
                                     name) == columns.level_columns.end();
                });
        }
        if (levels.empty()) {
            columns.flat = true;
            levels = {"item"};
            out_.notes.push_back(fmt::format(
                "{} has no column of levels: all of its codes are taken alike", file.string()));
        }
        header.levels = std::move(levels);
        auto made = import_structure(table, std::move(data), columns);
        if (has_errors(made.findings)) {
            throw DataError(std::move(made.findings));
        }
        if (made.data.items.empty()) {
            throw FormatError({file.string(), 0, 0},
                              "no codes: expected the items of an edition, one a row");
        }
        take_findings(made.findings);
        return std::move(made.data);
    }

    /// Keeps what an importer noticed; what it left out or put right is said as well.
    void take_findings(const Findings& findings) {
        for (const auto& finding : findings) {
            if (finding.severity == Severity::note && is_of_rows(finding)) {
                out_.notes.push_back(fmt::format("{}: {}", finding.where.text(), finding.message));
            }
        }
        add_new(out_.findings, findings);
    }

    [[nodiscard]] EditionId free_id(const EditionId& wanted) const {
        auto out = wanted;
        for (std::size_t number = 2; out_.catalog.has_edition(out); ++number) {
            out = EditionId::parse(fmt::format("{}-{}", wanted.text(), number));
        }
        return out;
    }

    void join(const FileJoins& joins) {
        const auto count = out_.editions.size();
        if ((!joins.crosswalk.empty() || !joins.decisions.empty()) && count != 2) {
            throw Error("a crosswalk, or decisions, join two editions; expected two");
        }
        if (!joins.crosswalk.empty()) {
            add_crosswalk(joins.crosswalk);
        }
        for (std::size_t i = 0; i + 1 < count; ++i) {
            const auto& before = out_.editions[i];
            const auto& after = out_.editions[i + 1];
            const bool is_asked = joins.match || !joins.decisions.empty();
            const bool is_of_file = is_file_[i] || is_file_[i + 1];
            if (before == after || !joins.crosswalk.empty() ||
                !(is_asked || (is_of_file && !find_route(out_.catalog, before, after)))) {
                continue;
            }
            std::vector<MatchDecision> decisions;
            if (!joins.decisions.empty()) {
                take_down(joins.decisions, "decisions");
                decisions =
                    read_match_decisions(read_table(joins.decisions), out_.catalog.edition(before),
                                         out_.catalog.edition(after));
            }
            out_.catalog = with_matched_table(out_.catalog, before, after, decisions);
        }
    }

    void add_crosswalk(const fs::path& file) {
        const auto& before = out_.catalog.edition(out_.editions[0]);
        const auto& after = out_.catalog.edition(out_.editions[1]);
        take_down(file, "table");
        CorrespondenceData data{before.id(), after.id(), file.string(), {}, {}, {}};
        if (is_yaml(file)) {
            auto read = read_catalog_file(file);
            auto* const table = std::get_if<CorrespondenceData>(&read);
            if (table == nullptr) {
                throw FormatError(SourceLocation{file.string(), 1, 1},
                                  "expected a table between two editions");
            }
            data = std::move(*table);
            data.source = before.id();
            data.target = after.id();
        } else {
            data = from_rows(read_table(file), std::move(data), before, after);
        }
        auto findings = check(data, before, after);
        if (has_errors(findings)) {
            throw DataError(std::move(findings));
        }
        out_.catalog = out_.catalog.overlaid_with(to_sources({std::move(data)}));
    }

    /// Takes for the sources the column with the most codes of @p before, and for the targets the
    /// one of the others with the most of @p after.
    CorrespondenceData from_rows(const DelimitedTable& table, CorrespondenceData header,
                                 const Edition& before, const Edition& after) {
        const auto codes_in = [&](std::size_t column, const Edition& edition) {
            return std::count_if(table.rows.begin(), table.rows.end(), [&](const auto& row) {
                return edition.find_by_any_code(row.cells[column]) != nullptr;
            });
        };
        const auto most = [&](const Edition& edition, std::optional<std::size_t> taken) {
            std::optional<std::size_t> out;
            std::ptrdiff_t codes = 0;
            for (std::size_t column = 0; column < table.header.size(); ++column) {
                if (const auto here = codes_in(column, edition); column != taken && here > codes) {
                    out = column;
                    codes = here;
                }
            }
            if (!out) {
                throw FormatError(
                    SourceLocation{table.file, table.header_line, 0},
                    fmt::format("expected a column with codes of {}", edition.id().text()));
            }
            return *out;
        };
        CrosswalkColumns columns;
        const auto source = most(before, {});
        const auto target = most(after, source);
        columns.source = fmt::format("#{}", source + 1);
        columns.target = fmt::format("#{}", target + 1);
        out_.notes.push_back(fmt::format("{}: codes of {} in column '{}', of {} in column '{}'",
                                         table.file, before.id().text(), table.header[source],
                                         after.id().text(), table.header[target]));
        auto made = import_crosswalk(table, std::move(header), columns, before, after);
        if (has_errors(made.findings)) {
            throw DataError(std::move(made.findings));
        }
        // Codes without a link are counted where they are asked for.
        Findings of_rows;
        std::copy_if(made.findings.begin(), made.findings.end(), std::back_inserter(of_rows),
                     [](const Finding& finding) { return is_of_rows(finding); });
        take_findings(of_rows);
        return std::move(made.data);
    }

    FileCatalog out_;
    std::optional<EditionId> like_;  // the first edition of the catalog that is named
    std::vector<bool> is_file_;
};

}  // namespace

bool names_edition_file(const std::string& name) {
    constexpr std::array<std::string_view, 7> kinds = {".yaml", ".yml",  ".csv", ".tsv",
                                                       ".txt",  ".xlsx", ".xlsm"};
    return std::find(kinds.begin(), kinds.end(), kind_of(name)) != kinds.end();
}

FileCatalog with_edition_files(const Catalog& catalog, const std::vector<std::string>& names,
                               const FileJoins& joins) {
    return Files(catalog).open(names, joins);
}

}  // namespace socshift
