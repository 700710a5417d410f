#include "choice_option.hpp"
#include "options/import_kind.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "socshift/catalog/import_extension.hpp"
#include "socshift/catalog/import_state_list.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/io/whole_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::cli {

namespace {

struct StructureOptions {
    ImportFiles files;
    std::string definitions;
    StructureColumns columns;
    std::string where;
    std::vector<std::string> attributes;
    std::vector<std::string> marks;
    std::vector<std::string> also;
    std::string attributes_file;
    AttributeTable more;
    std::vector<std::string> flags;
    std::string other_codes_file;
    OtherCodes other_codes;
    std::vector<std::string> other_code_pairs;
    std::string parent_by;
    bool names_parents = false;  // a column, by --parent
    std::vector<std::string> level_names;
};

/// `--flags NAME=COLUMN,COLUMN…`: an attribute that several columns give.
std::vector<AttributeColumn> flag_columns(const std::vector<std::string>& flags) {
    std::vector<AttributeColumn> out;
    for (const auto& flag : flags) {
        const auto [name, columns] = split_pair(flag, "--flags", "NAME=COLUMN[,COLUMN...]");
        out.push_back({name, "", false, CLI::detail::split(columns, ',')});
    }
    return out;
}

/// The other tables that `structure` reads.
void add_other_tables(const StructureOptions& options, StructureColumns& columns) {
    const auto flags = flag_columns(options.flags);
    if (options.attributes_file.empty()) {
        columns.attributes.insert(columns.attributes.end(), flags.begin(), flags.end());
    } else {
        columns.more = options.more;
        columns.more->table = socshift::read_table(std::filesystem::path{options.attributes_file});
        columns.more->columns = std::exchange(columns.attributes, {});
        columns.more->columns.insert(columns.more->columns.end(), flags.begin(), flags.end());
    }
    if (!options.other_codes_file.empty()) {
        columns.other_codes = options.other_codes;
        columns.other_codes->table =
            socshift::read_table(std::filesystem::path{options.other_codes_file});
        for (const auto& pair : options.other_code_pairs) {
            const auto [code, other] = split_pair(pair, "--other-codes-pair", "CODE=OTHER");
            columns.other_codes->pairs.emplace(Code::parse(code), other);
        }
    }
}

/// How to say what a table leaves open.
std::string how_to_say(const UnclearStructure& unclear) {
    const auto lengths = [&] {
        return unclear.lengths().empty() ? std::string{"1,2,3,4"}
                                         : fmt::format("{}", fmt::join(unclear.lengths(), ","));
    };
    switch (unclear.gap()) {
        case StructureGap::code:
            return "--code COLUMN names it; --level-column COLUMN, once for each level, where "
                   "every "
                   "level has a column of codes of its own";
        case StructureGap::title:
            return "--title COLUMN names it; --level-title COLUMN, once for each level, where "
                   "titles "
                   "stand beside the codes of each level";
        case StructureGap::level:
            return fmt::format(
                "--level COLUMN names it; --level-by-length {} takes levels from the "
                "lengths of codes, --level-by-parts . from what is between dots; "
                "--flat where there are none",
                lengths());
        case StructureGap::parent:
            return "--parent COLUMN names it; --parent-by beginning takes the longest beginning of "
                   "a "
                   "code that is a code of a coarser level, --parent-by order the last item of a "
                   "coarser level in the rows above";
    }
    return "";
}

ExitCode run_structure(const StructureOptions& options, Context& context) {
    auto columns = options.columns;
    columns.filter = table_filter(options.where);
    columns.attributes = attribute_columns(options.attributes, options.marks);
    for (const auto& also : options.also) {
        const auto [code, title] = split_pair(also, "--also", "CODE=TITLE");
        columns.also.emplace_back(Code::parse(code), title);
    }
    if (!options.parent_by.empty()) {
        columns.parents = value_of<ParentRule>(options.parent_by);
    }
    const bool by_code = !columns.level_lengths.empty() || !columns.level_parts.empty();
    if (options.names_parents &&
        columns.parents.value_or(by_code ? ParentRule::beginning : ParentRule::column) !=
            ParentRule::column) {
        throw Error(
            fmt::format("--parent names a column, and parents are by {}; --parent-by "
                        "column takes it",
                        options.parent_by.empty() ? "the beginning of codes" : options.parent_by));
    }
    for (const auto& name : options.level_names) {
        const auto [level, text] = split_pair(name, "--level-name", "LEVEL=TEXT");
        columns.level_names.emplace(text, level);
    }
    add_other_tables(options, columns);
    std::optional<Definitions> definitions;
    if (!options.definitions.empty()) {
        const auto table = read_table(std::filesystem::path{options.definitions});
        definitions = definitions_of(table, definition_columns(table));
    }
    const auto import = [&] {
        try {
            return import_structure(published_table(options.files), edition_header(options.files),
                                    columns, definitions ? &*definitions : nullptr);
        } catch (const UnclearStructure& unclear) {
            throw Error(fmt::format("{}\nsocshift: {}", unclear.what(), how_to_say(unclear)));
        }
    };
    const auto made = import();
    const auto exit = finish_import(made.findings, made.data, options.files, context, made.found);
    const auto found = [&](std::string_view rule) {
        return std::any_of(made.findings.begin(), made.findings.end(),
                           [rule](const Finding& finding) { return finding.rule == rule; });
    };
    if (found("unknown-level")) {
        context.err << "socshift: --level-name LEVEL=TEXT says which level TEXT stands for\n";
    }
    if (found("footnote-mark") && !columns.marks_in_titles) {
        context.err << "socshift: --marks-in-titles leaves out footnote marks behind titles\n";
    }
    if (found("no-code")) {
        context.err << "socshift: --skip-empty leaves out rows without a code\n";
    }
    if (found("missing-parent") && columns.parents != ParentRule::order && !columns.flat &&
        columns.level_columns.empty()) {
        context.err << "socshift: --parent-by order takes the last item of a coarser level in the "
                       "rows above\n";
    }
    return exit;
}

struct ExtensionOptions {
    ImportFiles files;
    ExtensionColumns columns;
    std::string parents_file;
    ParentTable parents;
    std::string attributes_file;
    AttributeTable attributes;
    std::vector<std::string> texts;
    std::vector<std::string> marks;
};

ExitCode run_extension(const ExtensionOptions& options, Context& context) {
    auto columns = options.columns;
    if (!options.parents_file.empty()) {
        columns.parents = options.parents;
        columns.parents->table = socshift::read_table(std::filesystem::path{options.parents_file});
    }
    if (!options.attributes_file.empty()) {
        columns.attributes = options.attributes;
        columns.attributes->table =
            socshift::read_table(std::filesystem::path{options.attributes_file});
        columns.attributes->columns = attribute_columns(options.texts, options.marks);
    }
    auto header = edition_header(options.files);
    const auto& base = extended_edition(header, options.files, context);
    const auto made =
        import_extension(published_table(options.files), std::move(header), columns, base);
    return finish_import(made.findings, made.data, options.files, context);
}

struct StateListOptions {
    ImportFiles files;
    StateListForm form;
    std::vector<std::string> also;
};

ExitCode run_state_list(const StateListOptions& options, Context& context) {
    auto form = options.form;
    for (const auto& also : options.also) {
        const auto [code, title] = split_pair(also, "--also", "CODE=TITLE");
        form.also.push_back({Code::parse(code), title});
    }
    auto header = edition_header(options.files);
    const auto& base = extended_edition(header, options.files, context);
    const auto made = import_state_list(read_file(options.files.table), options.files.table,
                                        std::move(header), form, base);
    return finish_import(made.findings, made.data, options.files, context);
}

}  // namespace

namespace {

/// Options of which one says what the other would be ignored for.
void exclude_each_other(CLI::App& app) {
    const auto exclude = [&](const char* name, const std::vector<const char*>& others) {
        for (const auto* const other : others) {
            app.get_option(name)->excludes(app.get_option(other));
        }
    };
    exclude("--flat", {"--level", "--parent", "--level-column", "--level-title",
                       "--level-by-length", "--level-by-parts", "--level-name", "--parent-by"});
    exclude("--level-column", {"--code", "--level", "--parent", "--level-by-length",
                               "--level-by-parts", "--level-name", "--parent-by"});
    exclude("--level-by-length", {"--level", "--level-by-parts", "--level-name"});
    exclude("--level-by-parts", {"--level", "--level-name"});
    exclude("--level-title", {"--title"});
    app.get_option("--level-title")->needs(app.get_option("--level-column"));
}

}  // namespace

ImportKind add_import_structure(CLI::App& verb) {
    auto options = std::make_shared<StructureOptions>();
    auto& app = add_import_kind(verb, options->files, "structure", "The items of an edition");
    add_said_edition(app, options->files);
    add_sheet_options(app, options->files);
    auto& columns = options->columns;
    add_column(app, "--code", columns.code, "Column of codes (code)");
    add_column(app, "--title", columns.title, "Column of titles (title)");
    add_column(app, "--level", columns.level, "Column of levels (level)");
    add_column(app, "--parent", columns.parent, "Column of parents (parent)");
    app.add_option("--level-column", columns.level_columns,
                   "Column of the codes of one level; once for each, coarsest first")
        ->type_name("COLUMN")
        ->expected(1)
        ->take_all();
    app.add_option("--level-title", columns.level_titles,
                   "Column of the titles of one level; once for each, coarsest first")
        ->type_name("COLUMN")
        ->expected(1)
        ->take_all();
    app.add_option("--level-by-length", columns.level_lengths,
                   "How many characters the codes of each level have, coarsest first")
        ->type_name("N[,N...]")
        ->delimiter(',');
    app.add_option("--level-by-parts", columns.level_parts,
                   "Levels by the parts of a code, with this between them, such as a dot")
        ->type_name("TEXT");
    add_pairs(app, "--level-name", options->level_names, "LEVEL=TEXT",
              "Which level a text in the column of levels stands for");
    app.add_option("--parent-by", options->parent_by,
                   "Parents by a column, the beginning of codes, or the order of the rows")
        ->check(CLI::IsMember(word_list<ParentRule>()).description(""))
        ->type_name("RULE");
    app.add_option("--residual", columns.residual,
                   "Column that marks residual items, or words in their titles")
        ->type_name("COLUMN|TEXT");
    app.add_flag("--flat", columns.flat, "No levels and parents: all at the header's first level");
    app.add_flag("--repeats", columns.repeats, "Rows that say the same of a code are one item");
    app.add_flag("--first-title", columns.first_title,
                 "Of several titles of a code the first, with a warning");
    app.add_flag("--marks-in-titles", columns.marks_in_titles,
                 "A footnote mark behind a title, like * or (#), is no part of it");
    app.add_option("--title-mark", columns.title_mark, "A mark of the publisher's behind titles")
        ->type_name("TEXT");
    add_pairs(app, "--also", options->also, "CODE=TITLE", "Take a code that has no row");
    app.add_option("--where", options->where, "Only rows with this value in this column")
        ->type_name("COLUMN=VALUE");
    add_pairs(app, "--attribute", options->attributes, "NAME=COLUMN", "Attribute of a column");
    add_pairs(app, "--mark", options->marks, "NAME=COLUMN", "Attribute yes or no, of Y or nothing");
    add_pairs(app, "--flags", options->flags, "NAME=COLUMN[,COLUMN...]",
              "Attribute of the columns that are marked; the first excludes the others");
    app.add_option("--attributes", options->attributes_file,
                   "Table with more about the items, for attributes, marks and flags")
        ->type_name("FILE");
    add_column(app, "--attributes-code", options->more.code, "Its column of codes (code)");
    auto* const other_codes = app.add_option("--other-codes", options->other_codes_file,
                                             "Table with other codes of the items, by their titles")
                                  ->type_name("FILE");
    add_column(app, "--other-codes-column", options->other_codes.code,
               "Its column of codes (code)");
    add_column(app, "--other-codes-title", options->other_codes.title,
               "Its column of titles (title)");
    app.add_option("--other-codes-pair", options->other_code_pairs,
                   "The other code of an item whose titles differ")
        ->type_name("CODE=OTHER")
        ->expected(1)
        ->take_all()
        ->needs(other_codes);
    app.add_flag("--skip-empty", columns.skip_empty, "Leave out rows without a code");
    app.add_option("--unclassified", columns.unclassified, "A code that stands for no category")
        ->type_name("CODE")
        ->expected(1)
        ->take_all();
    app.add_option("--definitions", options->definitions,
                   "Definitions, for the notes they make: delimited text or a workbook")
        ->type_name("FILE");
    exclude_each_other(app);
    return {&app, [options, parent = app.get_option("--parent")](Context& context) {
                options->names_parents = parent->count() > 0;
                return run_structure(*options, context);
            }};
}

ImportKind add_import_extension(CLI::App& verb) {
    auto options = std::make_shared<ExtensionOptions>();
    auto& app = add_import_kind(verb, options->files, "extension",
                                "The items that an edition adds below those of another");
    add_sheet_options(app, options->files);
    add_column(app, "--code", options->columns.code, "Column of codes (code)");
    add_column(app, "--title", options->columns.title, "Column of titles (title)");
    auto* const parents =
        app.add_option("--parents", options->parents_file, "Table that gives each item's parent")
            ->type_name("FILE");
    add_column(app, "--parents-code", options->parents.code, "Its column of codes (code)");
    add_column(app, "--parents-parent", options->parents.parent, "Its column of parents (parent)");
    app.add_option("--parent-before", options->columns.parent_before,
                   "The part of a code before the last TEXT names its parent")
        ->type_name("TEXT")
        ->excludes(parents);
    app.add_option("--attributes", options->attributes_file, "Table with more about the items")
        ->type_name("FILE");
    add_column(app, "--attributes-code", options->attributes.code, "Its column of codes (code)");
    add_pairs(app, "--attribute", options->texts, "NAME=COLUMN", "Attribute of its column");
    add_pairs(app, "--mark", options->marks, "NAME=COLUMN", "Attribute yes or no, of Y or nothing");
    app.add_option("--main-suffix", options->columns.main_suffix,
                   "Report parents without an item of this ending, e.g. .00")
        ->type_name("TEXT");
    return {&app, [options](Context& context) { return run_extension(*options, context); }};
}

ImportKind add_import_state_list(CLI::App& verb) {
    auto options = std::make_shared<StateListOptions>();
    auto& app = add_import_kind(verb, options->files, "state-list",
                                "What an agency's list in running text adds to an edition");
    app.add_option("--entry", options->form.entry, "What stands before an entry (SOC Code:)")
        ->type_name("TEXT");
    app.add_option("--group", options->form.group, "What stands before its group (Broad Group:)")
        ->type_name("TEXT");
    add_pairs(app, "--also", options->also, "CODE=TITLE", "Take a code that has no entry");
    return {&app, [options](Context& context) { return run_state_list(*options, context); }};
}

}  // namespace socshift::cli
