#include "verbs/import.hpp"

#include "choice_option.hpp"
#include "number_option.hpp"
#include "options/data_file.hpp"
#include "options/edition_files.hpp"
#include "options/import_kind.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/whole_number.hpp"
#include "socshift/base/words.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/io/whole_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace socshift::cli {

namespace {

template <typename Data>
Data header_of(const ImportFiles& files, std::string_view kind) {
    auto file = read_yaml_header(read_file(files.header, YamlLimits{}.bytes), files.header);
    if (auto* const inputs = InputLog::current()) {
        inputs->allow_to_replace(files.header);  // it can be its own header
    }
    if (auto* const data = std::get_if<Data>(&file)) {
        return std::move(*data);
    }
    throw FormatError({files.header, 1, 1}, fmt::format("expected the header of {}", kind));
}

}  // namespace

namespace {

void add_said(CLI::App& app, SaidHeader& said) {
    auto* const header = app.get_option("--header")->required(false);
    const auto add = [&](const char* name, auto& value, const char* type, const char* summary) {
        return app.add_option(name, value, summary)->type_name(type)->excludes(header);
    };
    add("--publisher", said.publisher, "NAME", "Without --header: who says so");
    add("--document", said.document, "NAME", "Where: the name of TABLE if not given");
    add("--called", said.called, "TEXT", "A title for people");
}

}  // namespace

void add_said_edition(CLI::App& app, ImportFiles& files) {
    auto& said = files.said;
    add_said(app, said);
    auto* const header = app.get_option("--header");
    const auto add = [&](const char* name, auto& value, const char* type, const char* summary) {
        return app.add_option(name, value, summary)->type_name(type)->excludes(header);
    };
    add("--edition", said.edition, "EDITION", "Without --header: the name of the edition");
    add("--series", said.series, "NAME", "Of what: the name without its year if not given");
    add("--levels", said.levels, "LEVEL[,LEVEL...]", "The names of its levels, coarsest first")
        ->delimiter(',');
    add("--valid-from", said.valid_from, "DATE", "Its first day of use");
    add("--follows", said.follows, "EDITION", "The edition before it");
    add("--status", said.status, "STATUS", "final, or draft: not in force; final if not given")
        ->check(CLI::IsMember(word_list<Status>()).description(""));
    add("--separators", said.separators, "CHARS",
        "Characters that may be left out of its codes, such as .-");
    app.add_flag("--any-case", said.any_case, "The case of letters in its codes does not matter")
        ->excludes(header);
}

void add_said_table(CLI::App& app, ImportFiles& files) {
    add_said(app, files.said);
    auto* const header = app.get_option("--header");
    app.add_option("--from", files.said.from, "Without --header: the edition of the sources")
        ->type_name("EDITION")
        ->excludes(header);
    app.add_option("--to", files.said.to, "The edition of the targets")
        ->type_name("EDITION")
        ->excludes(header);
}

CLI::App& add_import_kind(CLI::App& verb, ImportFiles& files, const char* kind,
                          const char* summary) {
    auto* const app = verb.add_subcommand(kind, summary);
    app->add_option("TABLE", files.table, "The publisher's file")->required();
    app->add_option("--header", files.header,
                    "Catalog file that says what the table is; its own rows are ignored")
        ->required()
        ->type_name("FILE");
    add_output_options(*app, files.output);
    app->fallthrough();
    return *app;
}

void add_sheet_options(CLI::App& app, ImportFiles& files) {
    auto& choice = files.choice;
    app.add_option("--sheet", choice.sheet,
                   "Sheet of a workbook, table of linked data; the only one if not given")
        ->type_name("NAME");
    app.add_option("--language", choice.language,
                   "Language of titles in linked data; the only one if not given")
        ->type_name("TAG");
    add_number(app, "--header-row", choice.header_row, std::uint32_t{1}, std::uint32_t{1048576},
               "Row that names the columns; found if not given");
    app.add_flag("--short-rows", choice.short_rows,
                 "Lines may end early: the cells left out are empty");
    auto* const delimiter =
        app.add_option("--delimiter", files.delimiter,
                       "Between columns: one character, a name of one, or blanks; detected if not "
                       "given")
            ->type_name("CHAR");
    auto* const columns = app.add_option("--columns", choice.columns,
                                         "The table has no header: the names of its columns")
                              ->type_name("NAME[,NAME...]")
                              ->delimiter(',');
    app.add_option("--fixed", files.fixed,
                   "Columns stand at fixed places of each line, without a header")
        ->type_name("NAME=FROM[-TO][,...]")
        ->delimiter(',')
        ->excludes(delimiter)
        ->excludes(columns);
}

namespace {

/// "code=7-13", "flag=15", "title=78-".
FixedColumn fixed_column(const std::string& text) {
    constexpr std::string_view form = "NAME=FROM, NAME=FROM-TO or NAME=FROM-";
    const auto [name, places] = split_pair(text, "--fixed", form);
    const auto hyphen = std::min(places.find('-'), places.size());
    const auto first = whole_number<std::size_t>(std::string_view{places}.substr(0, hyphen));
    const auto rest = std::string_view{places}.substr(std::min(hyphen + 1, places.size()));
    const auto last = hyphen == places.size() ? first
                      : rest.empty()          ? std::optional<std::size_t>{0}
                                              : whole_number<std::size_t>(rest);
    if (name.empty() || !first || *first == 0 || !last || (*last != 0 && *last < *first)) {
        throw Error(fmt::format("--fixed '{}' must be {}", text, form));
    }
    return {name, *first, *last};
}

}  // namespace

void add_column(CLI::App& app, const char* name, std::string& column, const char* summary) {
    app.add_option(name, column, summary)->type_name("COLUMN");
}

void add_column(CLI::App& app, const char* name, std::optional<std::string>& column,
                const char* summary) {
    app.add_option(name, column, summary)->type_name("COLUMN");
}

void add_pairs(CLI::App& app, const char* name, std::vector<std::string>& pairs, const char* type,
               const char* summary) {
    app.add_option(name, pairs, summary)->type_name(type)->expected(1)->take_all();
}

std::pair<std::string, std::string> split_pair(const std::string& text, std::string_view option,
                                               std::string_view form) {
    const auto sign = text.find('=');
    if (sign == std::string::npos) {
        throw Error(fmt::format("{} '{}' must be {}", option, text, form));
    }
    return {text.substr(0, sign), text.substr(sign + 1)};
}

std::optional<TableFilter> table_filter(const std::string& where) {
    if (where.empty()) {
        return std::nullopt;
    }
    const auto [column, value] = split_pair(where, "--where", "COLUMN=VALUE");
    return TableFilter{column, value};
}

std::vector<AttributeColumn> attribute_columns(const std::vector<std::string>& texts,
                                               const std::vector<std::string>& marks) {
    std::vector<AttributeColumn> out;
    for (const auto& text : texts) {
        const auto [name, column] = split_pair(text, "--attribute", "NAME=COLUMN");
        out.push_back({name, column, false});
    }
    for (const auto& mark : marks) {
        const auto [name, column] = split_pair(mark, "--mark", "NAME=COLUMN");
        out.push_back({name, column, true});
    }
    return out;
}

TableChoice table_choice(const ImportFiles& files) {
    auto choice = files.choice;
    choice.delimiter = files.delimiter == "blanks" ? ' ' : parse_delimiter(files.delimiter);
    for (const auto& text : files.fixed) {
        choice.fixed.push_back(fixed_column(text));
    }
    return choice;
}

DelimitedTable published_table(const ImportFiles& files) {
    try {
        return read_table(std::filesystem::path{files.table}, table_choice(files));
    } catch (const ChoiceNeeded& error) {
        throw Error(choice_needed_text(error, "--sheet NAME"));
    } catch (const RaggedTable& ragged) {
        throw Error(fmt::format(
            "{}\nsocshift: --short-rows takes lines that end early; --delimiter CHAR says what is "
            "between columns; a table without a header: --columns NAME,... names them, and --fixed "
            "NAME=FROM-TO,... where they stand at fixed places of the lines",
            ragged.what()));
    }
}

namespace {

/// @throws Error, naming the options that are missing beside those that were given.
void need_said(const std::vector<std::pair<const char*, bool>>& options) {
    std::vector<std::string> missing;
    for (const auto& [name, is_said] : options) {
        if (!is_said) {
            missing.emplace_back(name);
        }
    }
    if (!missing.empty()) {
        throw Error(fmt::format("without --header FILE, {} {} missing", fmt::join(missing, ", "),
                                missing.size() == 1 ? "is" : "are"));
    }
}

Provenance said_provenance(const ImportFiles& files, const char* made_by) {
    const auto name = std::filesystem::path{files.table}.filename().string();
    const auto& said = files.said;
    return {said.publisher, said.document.empty() ? name : said.document, "", name, made_by, ""};
}

}  // namespace

EditionData edition_header(const ImportFiles& files) {
    const auto& said = files.said;
    if (!files.header.empty()) {
        return header_of<EditionData>(files, "an edition");
    }
    need_said({{"--edition", !said.edition.empty()},
               {"--levels", !said.levels.empty()},
               {"--valid-from", !said.valid_from.empty()},
               {"--publisher", !said.publisher.empty()}});
    const auto series = said.edition.substr(0, said.edition.find_last_not_of("0123456789") + 1);
    EditionHeader header{EditionId::parse(said.edition),
                         said.series.empty() ? series : said.series,
                         said.called.empty() ? said.edition : said.called,
                         said.status.empty() ? Status::final : *value_of<Status>(said.status),
                         {parse_date(said.valid_from), std::nullopt},
                         std::nullopt,
                         std::nullopt,
                         {},
                         said.levels,
                         said_provenance(files, "socshift import structure")};
    if (!said.follows.empty()) {
        header.follows = EditionId::parse(said.follows);
    }
    header.spelling = {said.separators, said.any_case ? LetterCase::ignored : LetterCase::matters};
    return {std::move(header), {}, {}, {files.table, 0, 0}};
}

CorrespondenceData correspondence_header(const ImportFiles& files) {
    const auto& said = files.said;
    if (!files.header.empty()) {
        return header_of<CorrespondenceData>(files, "a correspondence");
    }
    need_said({{"--from", !said.from.empty()},
               {"--to", !said.to.empty()},
               {"--publisher", !said.publisher.empty()}});
    return {EditionId::parse(said.from),
            EditionId::parse(said.to),
            said.called.empty() ? fmt::format("{} to {}", said.from, said.to) : said.called,
            said_provenance(files, "socshift import crosswalk"),
            {},
            {files.table, 0, 0}};
}

Counts counts_header(const ImportFiles& files) {
    return header_of<Counts>(files, "counts");
}

Rates rates_header(const ImportFiles& files) {
    return header_of<Rates>(files, "rates");
}

TitleList titles_header(const ImportFiles& files) {
    return header_of<TitleList>(files, "a list of titles");
}

const Edition& extended_edition(const EditionData& header, const ImportFiles& files,
                                const Context& context) {
    if (!header.header.extends) {
        throw FormatError({files.header, 1, 1},
                          "key 'extends' is missing: which edition is extended?");
    }
    return context.catalog.edition(*header.header.extends);
}

namespace {

/// A catalog file that this one is to take the place of has been read with its folder, and is not
/// read again.
void allow_to_replace_own(const ImportFiles& files, const Context& context) {
    namespace fs = std::filesystem;
    auto* const inputs = InputLog::current();
    const auto& output = files.output.file;
    if (inputs == nullptr || !files.output.overwrite || context.catalog_folder.empty()) {
        return;
    }
    std::error_code failed;
    if (fs::equivalent(output, files.table, failed)) {
        return;
    }
    const auto folder = fs::weakly_canonical(context.catalog_folder, failed);
    const auto file = fs::weakly_canonical(output, failed);
    const auto [in_folder, rest] =
        std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
    if (!failed && in_folder == folder.end() && rest != file.end()) {
        inputs->allow_to_replace(fs::path{context.catalog_folder} /
                                 file.lexically_relative(folder));
    }
}

}  // namespace

ExitCode exit_of(const Findings& findings) {
    const bool only_notes =
        std::all_of(findings.begin(), findings.end(),
                    [](const Finding& finding) { return finding.severity == Severity::note; });
    return only_notes ? ExitCode::ok : ExitCode::differs;
}

ExitCode finish_import(const Findings& findings, const CatalogFile& data, const ImportFiles& files,
                       Context& context, const std::vector<std::string>& found) {
    for (const auto& text : found) {
        context.err << files.table << ": " << text << '\n';
    }
    for (const auto& finding : shortened(findings)) {
        context.err << to_string(finding) << '\n';
    }
    if (has_errors(findings)) {
        context.err << "socshift: nothing was written\n";
        return ExitCode::trouble;
    }
    const auto code = exit_of(findings);
    allow_to_replace_own(files, context);
    write_output(context, files.output, write_yaml(data), code);
    return code;
}

Runner add_import(CLI::App& verb) {
    verb.require_subcommand(1);
    const std::vector<ImportKind> kinds = {
        add_import_structure(verb), add_import_extension(verb), add_import_state_list(verb),
        add_import_crosswalk(verb), add_import_coverage(verb),  add_import_counts(verb),
        add_import_rates(verb),     add_import_titles(verb),    add_import_definitions(verb)};
    return [kinds](Context& context) {
        const auto chosen = std::find_if(kinds.begin(), kinds.end(),
                                         [](const auto& kind) { return kind.app->parsed(); });
        return chosen->run(context);
    };
}

}  // namespace socshift::cli
