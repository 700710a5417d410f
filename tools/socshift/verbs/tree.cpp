#include "verbs/tree.hpp"

#include "options/format_option.hpp"
#include "socshift/publish/edition_answers.hpp"
#include "socshift/recognise/typed_code.hpp"
#include "socshift/routes/lookup.hpp"
#include "text/print.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>
#include <ostream>
#include <vector>

namespace socshift::cli {

namespace {

struct TreeOptions {
    std::string edition;
    std::string code;
    std::string level;
    Format format = Format::text;
};

/// An item under those that were asked for.
struct Place {
    const Item* item = nullptr;
    std::size_t depth = 0;
};

/// Walks one edition from a set of items down.
class Walk {
public:
    Walk(const Edition& edition, const std::string& level) : edition_(edition) {
        if (!level.empty()) {
            (void)edition.cut(level);  // throws for a level that is not there
            deepest_ = *edition.level_index(level);
        }
    }

    void down(const std::vector<const Item*>& items, std::size_t depth,
              std::vector<Place>& out) const {
        for (const auto* const item : items) {
            if (!deepest_ || *edition_.level_index(item->level) <= *deepest_) {
                out.push_back({item, depth});
                down(edition_.children(*item), depth + 1, out);
            }
        }
    }

private:
    const Edition& edition_;
    std::optional<std::size_t> deepest_;
};

void print_text(const Edition& edition, const std::vector<Place>& places, Context& context) {
    const Paint paint{context.color};
    for (const auto& [item, depth] : places) {
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

ExitCode run_tree(const TreeOptions& options, Context& context) {
    const auto& catalog = context.catalog;
    const auto& edition = catalog.edition(catalog.resolve(options.edition));
    const Walk walk{edition, options.level};
    auto top = edition.roots();
    if (!options.code.empty()) {
        top = {&require_item(catalog, edition, typed_code(catalog, edition, options.code))};
    }
    std::vector<Place> places;
    walk.down(top, 0, places);
    std::vector<const Item*> items;
    for (const auto& place : places) {
        items.push_back(place.item);
    }
    print(tree_answer(edition, items), options.format, context,
          {[&] { print_text(edition, places, context); }});
    return ExitCode::ok;
}

}  // namespace

Runner add_tree(CLI::App& verb) {
    auto options = std::make_shared<TreeOptions>();
    verb.add_option("EDITION", options->edition, "The edition")->required();
    verb.add_option("CODE", options->code, "Only this item and what is below it");
    verb.add_option("--level", options->level, "Go down to this level")->type_name("LEVEL");
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_tree(*options, context); };
}

}  // namespace socshift::cli
