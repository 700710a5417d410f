#include "verbs/tree.hpp"

#include "options/edition_files.hpp"
#include "options/format_option.hpp"
#include "socshift/model/levels.hpp"
#include "socshift/publish/edition_answers.hpp"
#include "socshift/recognise/typed_code.hpp"
#include "socshift/routes/lookup.hpp"
#include "text/print.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace socshift::cli {

namespace {

struct TreeOptions {
    std::string edition;
    std::string code;
    std::string level;
    EditionFileOptions files;
    Format format = Format::text;
};

void print_text(const Edition& edition, const std::vector<ItemAtDepth>& items, Context& context) {
    const Paint paint{context.color};
    for (const auto& [item, depth] : items) {
        const auto indent = depth * 2;
        const auto code_width = item->code.text().size() + 2;
        const auto room = context.width > indent + code_width + 20
                              ? context.width - indent - code_width
                              : std::string::npos;
        bool first = true;
        for (const auto& line : wrap(item->title, room)) {
            const auto lead =
                first ? paint.cyan(item->code.text()) + "  " : std::string(code_width, ' ');
            const auto title = edition.is_leaf(*item) ? line : paint.bold(line);
            context.out << std::string(indent, ' ') << lead << title << '\n';
            first = false;
        }
    }
}

ExitCode run_tree(TreeOptions options, Context& given) {
    OpenedEditions opened(given, {&options.edition}, options.files);
    auto& context = opened.context();
    const auto& catalog = context.catalog;
    const auto& edition = catalog.edition(catalog.resolve(options.edition));
    const auto* const top =
        options.code.empty()
            ? nullptr
            : &require_item(catalog, edition, typed_code(catalog, edition, options.code));
    const auto items = hierarchy_of(edition, top, options.level);
    print(tree_answer(edition, items), options.format, context,
          {[&] { print_text(edition, items, context); }});
    return ExitCode::ok;
}

}  // namespace

Runner add_tree(CLI::App& verb) {
    auto options = std::make_shared<TreeOptions>();
    verb.add_option("EDITION", options->edition, "The edition, or a file that holds one")
        ->required();
    verb.add_option("CODE", options->code, "Only this item and what is below it");
    verb.add_option("--level", options->level, "Go down to this level")->type_name("LEVEL");
    add_edition_table_options(verb, options->files);
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_tree(*options, context); };
}

}  // namespace socshift::cli
