#include "verbs/families.hpp"

#include "options/edition_files.hpp"
#include "options/format_option.hpp"
#include "socshift/changes/family_index.hpp"
#include "socshift/publish/family_answers.hpp"
#include "text/print.hpp"
#include "text/route.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <ostream>

namespace socshift::cli {

namespace {

struct FamiliesOptions {
    std::vector<std::string> editions;
    std::string level;
    bool wide = false;
    bool stat = false;
    RouteOptions route;
    EditionFileOptions files;
    Format format = Format::text;
};

void print_stat(const FamilyIndex& index, const std::string& level, Context& context) {
    const auto stat = count(index);
    std::vector<std::string> editions;
    for (std::size_t e = 0; e < stat.codes.size(); ++e) {
        editions.push_back(fmt::format("{} ({})", index.editions()[e].text(),
                                       count_of(stat.codes[e], "code", "codes")));
    }
    auto& out = context.out;
    out << fmt::format("{} over {}\n", count_of(index.families().size(), "family", "families"),
                       fmt::join(editions, ", "))
        << fmt::format("{:>7}  one code in every edition\n", grouped(stat.one_each))
        << fmt::format("{:>7}  not in every edition\n", grouped(stat.partial));
    if (stat.largest != nullptr) {
        out << fmt::format("{:>7}  codes in the largest: {} {}\n",
                           grouped(stat.largest->family.size()), stat.largest->id,
                           stat.largest->label);
    }
    if (!level.empty()) {
        out << fmt::format("{:>7}  families of leaves; {} melt away at the level {}\n",
                           grouped(stat.leaf_families),
                           grouped(stat.leaf_families - index.families().size()), level);
    }
}

void print_text(const FamilyIndex& index, Context& context) {
    const Paint paint{context.color};
    std::size_t name_width = 0;
    for (const auto& id : index.editions()) {
        name_width = std::max(name_width, id.text().size());
    }
    for (const auto& named : index.families()) {
        const auto detail = named.leaf_families == 1 ? ""
                                                     : fmt::format("  ({} families of leaves)",
                                                                   grouped(named.leaf_families));
        context.out << (&named == &index.families().front() ? "" : "\n") << paint.bold(named.id)
                    << "  " << named.label << paint.faint(detail) << '\n';
        for (std::size_t e = 0; e < index.editions().size(); ++e) {
            const auto& edition = context.catalog.edition(index.editions()[e]);
            for (const auto& code : named.family.codes[e]) {
                const auto lead = name_width + code.text().size() + 6;
                const auto room =
                    context.width > lead + 20 ? context.width - lead : std::string::npos;
                auto start = fmt::format("  {}  {}  ", pad(edition.id().text(), name_width),
                                         paint.cyan(code.text()));
                for (const auto& line : wrap(edition.find(code)->title, room)) {
                    context.out << start << line << '\n';
                    start = std::string(lead, ' ');
                }
            }
        }
    }
}

ExitCode run_families(FamiliesOptions options, Context& given) {
    std::vector<std::string*> names;
    for (auto& name : options.editions) {
        names.push_back(&name);
    }
    OpenedEditions opened(given, names, options.files);
    auto& context = opened.context();
    const auto& catalog = context.catalog;
    const auto editions = catalog.resolve(options.editions);
    const auto index =
        FamilyIndex::make(catalog, editions, options.level, catalog.resolve(options.route.via));
    if (options.stat) {
        print(family_counts_answer(catalog, index, !options.level.empty()), options.format, context,
              {[&] { print_stat(index, options.level, context); }});
    } else if (options.wide) {
        print(wide_families_answer(catalog, index), options.format, context);
    } else {
        print(families_answer(catalog, index), options.format, context,
              {[&] { print_text(index, context); }});
    }
    return ExitCode::ok;
}

}  // namespace

Runner add_families(CLI::App& verb) {
    auto options = std::make_shared<FamiliesOptions>();
    verb.add_option("EDITION", options->editions,
                    "Two editions or more, or files that hold them, in the order of the links")
        ->required()
        ->expected(2, 100);
    verb.add_option("--level", options->level, "Families of the items of this level")
        ->type_name("LEVEL");
    auto* const wide = verb.add_flag("--wide", options->wide, "A row for each family");
    verb.add_flag("--stat", options->stat, "Numbers only")->excludes(wide);
    add_edition_file_options(verb, options->files);
    add_via_option(verb, options->route);
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_families(*options, context); };
}

}  // namespace socshift::cli
