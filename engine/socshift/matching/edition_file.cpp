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
#include "socshift/matching/crosswalk_sides.hpp"
#include "socshift/matching/matched_table.hpp"
#include "socshift/matching/table_levels.hpp"
#include "socshift/routes/route.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>
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
        choose(names, joins);
        for (const auto& name : names) {
            if (!names_edition_file(name)) {
                like_ = like_ ? like_ : std::optional{out_.catalog.resolve(name)};
            }
        }
        for (const auto& name : names) {
            const bool is_file = names_edition_file(name);
            is_file_.push_back(is_file);
            names_.push_back(is_file ? name : out_.catalog.resolve(name).text());
            out_.editions.push_back(is_file ? read(name) : out_.catalog.resolve(name));
        }
        join(joins);
        return std::move(out_);
    }

private:
    /// Takes down what was said of tables in files. @throws Error for what is said of no file.
    void choose(const std::vector<std::string>& names, const FileJoins& joins) {
        std::set<std::string> files;
        for (const auto& name : names) {
            if (names_edition_file(name) && !is_yaml(name)) {
                files.insert(name);
            }
        }
        for (const auto& file : {joins.crosswalk, joins.decisions}) {
            if (!file.empty() && !is_yaml(file)) {
                files.insert(file.string());
            }
        }
        for (const auto& [file, table] : joins.tables) {
            if (file.empty() && files.size() != 1) {
                throw Error(fmt::format(
                    "table '{}': of which file? {}", table,
                    files.empty() ? "None is a table"
                                  : fmt::format("They are '{}'", fmt::join(files, "', '"))));
            }
            const auto& of = file.empty() ? *files.begin() : file;
            if (files.count(of) == 0) {
                throw Error(
                    fmt::format("table '{}' of '{}': that is no table that is read", table, of));
            }
            if (!choices_.emplace(of, table).second) {
                throw Error(fmt::format("two tables of '{}' are named; expected one", of));
            }
        }
        language_ = joins.language;
        if (language_ && std::none_of(files.begin(), files.end(), is_linked_file)) {
            throw Error(fmt::format("language '{}': no file is linked data, whose titles have one",
                                    *language_));
        }
    }

    static bool is_linked_file(const std::string& file) { return is_linked_data(read_file(file)); }

    [[nodiscard]] DelimitedTable table_in(const fs::path& file, const std::string& bytes) const {
        TableChoice choice;
        if (const auto found = choices_.find(file.string()); found != choices_.end()) {
            choice.sheet = found->second;
        }
        if (language_ && is_linked_data(bytes)) {
            choice.language = language_;
        }
        return read_table(bytes, file.string(), choice);
    }

    EditionId read(const fs::path& file) {
        const auto bytes = bytes_in(file);
        auto data = is_yaml(file) ? from_yaml(file, bytes) : from_table(file, bytes);
        names_.back() = data.header.id.text();
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
        take_down(file, "edition " + id.text(), bytes);
        out_.notes.push_back(fmt::format("{} is read as the edition {}: {}", file.string(),
                                         id.text(), count_of(data.items.size(), "code", "codes")));
        out_.catalog = out_.catalog.overlaid_with(to_sources({std::move(data)}));
        return id;
    }

    /// Read once: what is said of a file is said of the bytes that the result rests on.
    static std::string bytes_in(const fs::path& file) {
        return is_yaml(file) ? read_file(file, YamlLimits{}.bytes) : read_file(file);
    }

    void take_down(const fs::path& file, std::string holds, const std::string& bytes) {
        out_.files.push_back({file.string(), std::move(holds), sha256(bytes)});
    }

    static EditionData from_yaml(const fs::path& file, const std::string& bytes) {
        auto read = read_yaml(bytes, file.string());
        auto* const data = std::get_if<EditionData>(&read);
        if (data == nullptr) {
            throw FormatError(SourceLocation{file.string(), 1, 1},
                              "expected an edition of a classification");
        }
        return std::move(*data);
    }

    EditionData from_table(const fs::path& file, const std::string& bytes) {
        const auto table = table_in(file, bytes);
        EditionData data{{EditionId::parse(stem_of(file)),
                          stem_of(file),
                          file.string(),
                          table.is_draft ? Status::draft : Status::final,
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
            levels = levels_in(table, columns, out_.notes);
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
            throw Error(fmt::format("a crosswalk, or decisions, join two editions; {} {} named",
                                    count, count == 1 ? "is" : "are"));
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
                const auto bytes = bytes_in(joins.decisions);
                take_down(joins.decisions, "decisions", bytes);
                decisions =
                    read_match_decisions(table_in(joins.decisions, bytes),
                                         out_.catalog.edition(before), out_.catalog.edition(after));
            }
            out_.catalog = with_matched_table(out_.catalog, before, after, decisions);
        }
    }

    void add_crosswalk(const fs::path& file) {
        const auto& before = out_.catalog.edition(out_.editions[0]);
        const auto& after = out_.catalog.edition(out_.editions[1]);
        const auto bytes = bytes_in(file);
        take_down(file, "table", bytes);
        auto data = is_yaml(file) ? table_in_yaml(file, bytes, before.id(), after.id())
                                  : from_rows(file, bytes, before, after);
        const bool is_reversed = data.source == after.id();
        auto findings = is_reversed ? check(data, after, before) : check(data, before, after);
        if (has_errors(findings)) {
            throw DataError(std::move(findings));
        }
        say_what_is_left_out(data, before, after, file);
        out_.catalog = out_.catalog.overlaid_with(to_sources({std::move(data)}));
    }

    /// In the direction that it says, by the names that the editions have in their own files.
    CorrespondenceData table_in_yaml(const fs::path& file, const std::string& bytes,
                                     const EditionId& before, const EditionId& after) const {
        auto read = read_yaml(bytes, file.string());
        auto* const table = std::get_if<CorrespondenceData>(&read);
        if (table == nullptr) {
            throw FormatError(SourceLocation{file.string(), 1, 1},
                              "expected a table between two editions");
        }
        const auto means = [&](const EditionId& said, std::size_t side) {
            return said == out_.editions[side] || said.text() == names_[side];
        };
        const bool is_forward = means(table->source, 0) && means(table->target, 1);
        if (!is_forward && !(means(table->source, 1) && means(table->target, 0))) {
            throw FormatError(
                SourceLocation{file.string(), 1, 1},
                fmt::format("is a table from {} to {}; expected one between {} and {}",
                            table->source.text(), table->target.text(), names_[0], names_[1]));
        }
        table->source = is_forward ? before : after;
        table->target = is_forward ? after : before;
        return std::move(*table);
    }

    CorrespondenceData from_rows(const fs::path& file, const std::string& bytes,
                                 const Edition& before, const Edition& after) {
        const auto table = table_in(file, bytes);
        const auto columns = crosswalk_sides(table, before, after, {names_[0], names_[1]});
        const auto named = [&](const std::string& place) {
            return table.header[table.column(place)];
        };
        out_.notes.push_back(fmt::format(
            "{}: codes of {} in column '{}', of {} in column '{}'{}", table.file,
            before.id().text(), named(columns.source), after.id().text(), named(columns.target),
            columns.share ? fmt::format(", shares in column '{}'", named(columns.share->column))
                          : ""));
        auto made = import_crosswalk(table, {before.id(), after.id(), file.string(), {}, {}, {}},
                                     columns, before, after);
        if (has_errors(made.findings)) {
            throw DataError(std::move(made.findings));
        }
        std::erase_if(made.findings, [](const Finding& finding) {
            return finding.rule == "mark-differs";  // what marks stand for nobody has said
        });
        take_findings(made.findings);
        return std::move(made.data);
    }

    /// A table of what changed alone makes all else end and begin anew; read backwards as well.
    void say_what_is_left_out(const CorrespondenceData& data, const Edition& before,
                              const Edition& after, const fs::path& file) {
        const bool is_forward = data.source == before.id();
        std::set<Code> said;
        for (const auto& link : data.links) {
            said.insert(is_forward ? link.source : link.target);
        }
        for (const auto& end : data.ends) {
            if (is_forward) {
                said.insert(end.source);
            }
        }
        std::size_t missing = 0;
        std::size_t same = 0;
        for (const auto& leaf : before.items()) {
            if (before.is_leaf(leaf) && said.count(leaf.code) == 0) {
                ++missing;
                const auto* const item = after.find(leaf.code);
                same += item != nullptr && same_title(item->title, leaf.title) ? 1U : 0U;
            }
        }
        if (same > 0) {
            out_.notes.push_back(
                fmt::format("{} says nothing of {} of {}, of which {} {} the same code and title "
                            "in {}: a table "
                            "of changes alone makes them end",
                            file.string(), count_of(missing, "code", "codes"), before.id().text(),
                            same, same == 1 ? "has" : "have", after.id().text()));
        }
    }

    FileCatalog out_;
    std::map<std::string, std::string> choices_;  // by file: its table
    std::optional<std::string> language_;
    std::optional<EditionId> like_;  // the first edition of the catalog that is named
    std::vector<bool> is_file_;
    std::vector<std::string> names_;  // of the editions, as their files have them
};

}  // namespace

bool names_edition_file(const std::string& name) {
    constexpr std::array<std::string_view, 9> kinds = {".yaml", ".yml",  ".csv", ".tsv", ".txt",
                                                       ".xlsx", ".xlsm", ".ttl", ".nt"};
    return std::find(kinds.begin(), kinds.end(), kind_of(name)) != kinds.end();
}

FileCatalog with_edition_files(const Catalog& catalog, const std::vector<std::string>& names,
                               const FileJoins& joins) {
    return Files(catalog).open(names, joins);
}

}  // namespace socshift
