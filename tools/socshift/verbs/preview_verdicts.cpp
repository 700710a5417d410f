#include "verbs/preview_verdicts.hpp"

#include "socshift/scenarios/open_scenario.hpp"

#include <CLI/CLI.hpp>

namespace socshift::cli {

bool CompareOptions::is_with_edition(const Catalog& catalog) const {
    return !names.empty() && !names_scenario(catalog, names[1]);
}

CLI::Option* add_compare_options(CLI::App& verb, CompareOptions& options, const std::string& help,
                                 const std::string& type_name) {
    auto* const compare =
        verb.add_option("--compare", options.names, help)->expected(2)->type_name(type_name);
    add_edition_file_options(verb, options.files);
    for (const auto* const name :
         {"--crosswalk", "--decisions", "--match", "--table", "--language"}) {
        verb.get_option(name)->needs(compare);
    }
    return compare;
}

RequestVerdicts verdicts_of(const CompareOptions& options, Context& context) {
    const auto open = open_scenario(context.catalog, {options.names[0]});
    const auto& scenario = open.catalog.scenario(open.id);
    auto base = scenario.base.text();
    auto edition = options.names[1];
    auto in_scenario = with_catalog(context, open.catalog);
    OpenedEditions opened(in_scenario, {&base, &edition}, options.files);
    const auto& catalog = opened.context().catalog;
    return request_verdicts(catalog, scenario, catalog.resolve(edition));
}

}  // namespace socshift::cli
