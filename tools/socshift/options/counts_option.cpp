#include "options/counts_option.hpp"

#include "socshift/catalog/counts_file.hpp"
#include "socshift/publish/route_answers.hpp"

#include <CLI/CLI.hpp>

#include <ostream>
#include <utility>

namespace socshift::cli {

CLI::Option* add_counts_option(CLI::App& verb, std::string& name) {
    return verb
        .add_option("--counts", name,
                    "Weigh codes by counts: a name, a catalog file, or a table with a code column")
        ->type_name("NAME|FILE");
}

std::optional<CarriedCounts> load_counts(Context& context, const std::string& name,
                                         const Edition& edition) {
    if (name.empty()) {
        return std::nullopt;
    }
    auto found =
        counts_of(context.catalog, read_counts(context.catalog, name, edition.id()), edition.id());
    if (!found.route.steps.empty()) {
        for (const auto& notice : carried_counts_notices(context.catalog, found.route)) {
            context.err << "socshift: " << notice << '\n';
        }
    }
    return std::move(found.carried);
}

}  // namespace socshift::cli
