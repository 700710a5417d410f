#include "verbs/propose.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "text/output.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>
#include <set>

namespace socshift::cli {

namespace {

struct ProposeOptions {
    std::string kind = "new";
    std::string base;
    OutputOptions output;
};

/// What is asked for, by kind, with every key that it can have.
std::string items_of(ProposalKind kind) {
    const std::string keys =
        "    # under: \"\"         # the group you ask for, by its code; leave out if you do not\n"
        "    # code: \"\"          # a code for it, only if you ask for one\n"
        "    # residual: true    # it is for what others leave\n"
        "    # takes:            # from which codes, and how much: whole, part, unknown\n"
        "    #   - {code: \"\", part: \"unknown\"}\n"
        "    #   - {code: \"\", part: \"part\", share: \"1/4\", share_source: \"who says so\"}\n";
    const std::string changed =
        "items:\n"
        "  - title: \"\"           # left out if it is to stay\n"
        "    # under: \"\"         # the group it is to be in\n"
        "    # code: \"\"          # the code it is to have\n"
        "    # takes: [{code: \"\", part: \"whole\"}]\n";
    switch (kind) {
        case ProposalKind::definition:
            return "";
        case ProposalKind::retire:
            return "# retires: [\"\"]         # a group without items, or an item that goes\n";
        case ProposalKind::split:
            return "items:                  # the parts\n  - title: \"\"\n" + keys +
                   "  - title: \"\"\n" + keys +
                   "# exhausts: [\"\"]        # codes of which nothing is left beside the parts\n";
        case ProposalKind::move:
        case ProposalKind::recode:
        case ProposalKind::retitle:
            return changed;
        case ProposalKind::fresh:
        case ProposalKind::merge:
        case ProposalKind::restructure:
            return "items:\n  - title: \"\"\n" + keys;
    }
    return "";
}

/// How to see what the proposal would do: in a scenario on its base, if there is one.
std::string preview_of(const Catalog& catalog, const EditionId& base) {
    for (const auto& id : catalog.scenario_ids()) {
        if (catalog.scenario(id).base == base) {
            return fmt::format(
                "# 'socshift preview {} --with FILE --proposal NAME' shows what it would do.\n"
                "# See docs/proposing.md.\n",
                id.text());
        }
    }
    return "# A scenario on this base shows what it would do. See docs/proposing.md.\n";
}

/// The edition to change: as said, or the one that all scenarios of the catalog change.
EditionId base_of(const ProposeOptions& options, const Catalog& catalog) {
    if (!options.base.empty()) {
        return catalog.resolve(options.base);
    }
    std::set<EditionId> bases;
    for (const auto& id : catalog.scenario_ids()) {
        bases.insert(catalog.scenario(id).base);
    }
    if (bases.size() != 1) {
        throw Error("propose: to change which edition? --base EDITION says it");
    }
    return *bases.begin();
}

ExitCode run_propose(const ProposeOptions& options, Context& context) {
    const auto kind = value_of<ProposalKind>(options.kind);
    if (!kind) {
        throw UnknownName(fmt::format("unknown kind of proposal '{}'; there are: {}", options.kind,
                                      words<ProposalKind>()));
    }
    const auto base = base_of(options, context.catalog);
    const auto text = fmt::format(
        "# One request to change one edition. 'socshift check FILE' says what is missing.\n"
        "{}"
        "proposal: \"\"            # a name of its own: lower-case letters, digits, '-'\n"
        "base: \"{}\"\n"
        "title: \"\"\n"
        "kind: \"{}\"\n"
        "status: \"asked\"         # asked, refused, adopted, superseded\n"
        "{}"
        "supporters:             # who asks for it; one entry each\n"
        "  - name: \"\"\n"
        "    # date: \"2024-08-12\"\n"
        "    # docket: \"BLS-2024-0001\"\n"
        "    # addresses: [\"https://\"]\n",
        preview_of(context.catalog, base), base.text(), to_string(*kind), items_of(*kind));
    write_output(context, options.output, text);
    return ExitCode::ok;
}

}  // namespace

Runner add_propose(CLI::App& verb) {
    auto options = std::make_shared<ProposeOptions>();
    verb.add_option("--kind", options->kind, "new (the default), split, merge, move, ...")
        ->type_name("KIND");
    verb.add_option("--base", options->base,
                    "The edition to change; that of the catalog's scenarios if not given")
        ->type_name("EDITION");
    add_output_options(verb, options->output);
    return [options](Context& context) { return run_propose(*options, context); };
}

}  // namespace socshift::cli
