#include "verbs/families.hpp"

#include "socshift/changes/family_index.hpp"
#include "text/edition.hpp"
#include "text/route.hpp"
#include "text/table.hpp"
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
    Format format = Format::text;
};

/// What `--stat` says.
struct Stat {
    std::size_t one_each = 0;  // one code in every edition
    std::size_t partial = 0;   // none in some edition
    std::size_t leaf_families = 0;
    const NamedFamily* largest = nullptr;
    std::vector<std::size_t> codes;  // of each edition
};

Stat stat_of(const FamilyIndex& index) {
    Stat out;
    out.codes.resize(index.editions().size());
    for (const auto& named : index.families()) {
        const auto& codes = named.family.codes;
        const auto all = [&](auto holds) { return std::all_of(codes.begin(), codes.end(), holds); };
        out.one_each += all([](const auto& c) { return c.size() == 1; }) ? 1U : 0U;
        out.partial += all([](const auto& c) { return !c.empty(); }) ? 0U : 1U;
        out.leaf_families += named.leaf_families;
        if (out.largest == nullptr || named.family.size() > out.largest->family.size()) {
            out.largest = &named;
        }
        for (std::size_t e = 0; e < codes.size(); ++e) {
            out.codes[e] += codes[e].size();
        }
    }
    return out;
}

std::string cell_of(const std::vector<Code>& codes) {
    return list_cell(texts_of(codes));
}

Table long_table(const Catalog& catalog, const FamilyIndex& index) {
    Table table;
    table.schema = "socshift/families/1";
    table.columns = {"family", "edition", "code", "title"};
    for (const auto& named : index.families()) {
        for (std::size_t e = 0; e < index.editions().size(); ++e) {
            const auto& edition = catalog.edition(index.editions()[e]);
            for (const auto& code : named.family.codes[e]) {
                table.rows.push_back(
                    {named.id, edition.id().text(), code.text(), edition.find(code)->title});
            }
        }
    }
    return table;
}

Table wide_table(const FamilyIndex& index) {
    Table table;
    table.schema = "socshift/families-wide/1";
    table.columns = {"family", "label", "leaf_families"};
    table.numeric = {"leaf_families"};
    for (const auto& id : index.editions()) {
        table.columns.push_back(id.text());
        table.lists.insert(id.text());
    }
    for (const auto& named : index.families()) {
        std::vector<std::string> row = {named.id, named.label, std::to_string(named.leaf_families)};
        for (const auto& codes : named.family.codes) {
            row.push_back(cell_of(codes));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table stat_table(const FamilyIndex& index, bool at_level) {
    const auto stat = stat_of(index);
    const auto families = index.families().size();
    Table table;
    table.schema = "socshift/families-stat/1";
    table.columns = {"scope", "name", "measure", "count"};
    table.numeric = {"count"};
    const auto add = [&](const char* scope, const std::string& name, const char* measure,
                         std::size_t count) {
        table.rows.push_back({scope, name, measure, std::to_string(count)});
    };
    add("all", "", "families", families);
    add("all", "", "one_code_in_every_edition", stat.one_each);
    add("all", "", "not_in_every_edition", stat.partial);
    if (at_level) {
        add("all", "", "leaf_families", stat.leaf_families);
        add("all", "", "melted", stat.leaf_families - families);
    }
    for (std::size_t e = 0; e < stat.codes.size(); ++e) {
        add("edition", index.editions()[e].text(), "codes", stat.codes[e]);
    }
    if (stat.largest != nullptr) {
        add("largest", stat.largest->id, "codes", stat.largest->family.size());
    }
    return table;
}

void print_stat(const FamilyIndex& index, const std::string& level, Context& context) {
    const auto stat = stat_of(index);
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

ExitCode run_families(const FamiliesOptions& options, Context& context) {
    const auto& catalog = context.catalog;
    std::vector<EditionId> editions;
    for (const auto& name : options.editions) {
        editions.push_back(catalog.resolve(name));
    }
    const auto index =
        FamilyIndex::make(catalog, editions, options.level, via_editions(catalog, options.route));
    for (const auto& route : index.routes()) {
        report_route(route, context);
    }
    for (const auto& id : editions) {
        warn_of_draft(catalog.header(id), context);
    }
    const bool text = options.format == Format::text;
    if (options.stat && text) {
        print_stat(index, options.level, context);
    } else if (text && !options.wide) {
        print_text(index, context);
    } else {
        const auto table = options.stat   ? stat_table(index, !options.level.empty())
                           : options.wide ? wide_table(index)
                                          : long_table(catalog, index);
        write_table(context.out, table, options.format, context.width);
    }
    return ExitCode::ok;
}

}  // namespace

Runner add_families(CLI::App& verb) {
    auto options = std::make_shared<FamiliesOptions>();
    verb.add_option("EDITION", options->editions, "Two editions or more, in the order of the links")
        ->required()
        ->expected(2, 100);
    verb.add_option("--level", options->level, "Families of the items of this level")
        ->type_name("LEVEL");
    auto* const wide = verb.add_flag("--wide", options->wide, "A row for each family");
    verb.add_flag("--stat", options->stat, "Numbers only")->excludes(wide);
    add_via_option(verb, options->route);
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_families(*options, context); };
}

}  // namespace socshift::cli
