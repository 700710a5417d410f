#include "verbs/tree.hpp"

#include "socshift/base/error.hpp"
#include "text/edition.hpp"
#include "text/table.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>
#include <ostream>

namespace socshift::cli {

namespace {

struct TreeOptions {
    std::string edition;
    std::string code;
    std::string level;
    Format format = Format::text;
};

/// Walks one edition from a set of items down and hands each over with its depth.
class Walk {
public:
    Walk(const Edition& edition, const std::string& level) : edition_(edition) {
        if (!level.empty()) {
            (void)edition.cut(level);  // throws for a level that is not there
            deepest_ = *edition.level_index(level);
        }
    }

    template <typename Visit>
    void down(const std::vector<const Item*>& items, std::size_t depth, Visit visit) const {
        for (const auto* const item : items) {
            if (deepest_ && *edition_.level_index(item->level) > *deepest_) {
                continue;
            }
            visit(*item, depth);
            down(edition_.children(*item), depth + 1, visit);
        }
    }

private:
    const Edition& edition_;
    std::optional<std::size_t> deepest_;
};

void print_text(const Edition& edition, const Walk& walk, const std::vector<const Item*>& top,
                Context& context) {
    const Paint paint{context.color};
    walk.down(top, 0, [&](const Item& item, std::size_t depth) {
        const auto indent = depth * 2;
        const auto code_width = item.code.text().size() + 2;
        const auto room = context.width > indent + code_width + 20
                              ? context.width - indent - code_width
                              : std::string::npos;
        bool first = true;
        for (const auto& line : wrap(item.title, room)) {
            const auto lead =
                first ? paint.cyan(item.code.text()) + "  " : std::string(code_width, ' ');
            const auto title = edition.is_leaf(item) ? line : paint.bold(line);
            context.out << std::string(indent, ' ') << lead << title << '\n';
            first = false;
        }
    });
}

ExitCode run_tree(const TreeOptions& options, Context& context) {
    const auto& catalog = context.catalog;
    const auto& edition = catalog.edition(catalog.resolve(options.edition));
    warn_of_draft(edition.header(), context);
    const Walk walk{edition, options.level};
    auto top = edition.roots();
    if (!options.code.empty()) {
        const auto* const item = edition.find(options.code);
        if (item == nullptr) {
            throw UnknownName(
                fmt::format("'{}' is not an item of {}", options.code, edition.id().text()));
        }
        top = {item};
    }
    if (options.format == Format::text) {
        print_text(edition, walk, top, context);
        return ExitCode::ok;
    }
    Table table{"socshift/tree/1", {"edition", "code", "level", "parent", "title"}, {}, {}};
    walk.down(top, 0, [&](const Item& item, std::size_t) {
        table.rows.push_back({edition.id().text(), item.code.text(), item.level,
                              item.parent ? item.parent->text() : "", item.title});
    });
    write_table(context.out, table, options.format, context.width);
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
