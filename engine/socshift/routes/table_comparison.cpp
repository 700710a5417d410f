#include "socshift/routes/table_comparison.hpp"

#include "socshift/routes/extension.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>

namespace socshift {

namespace {

/// "the catalog's 'TITLE'" of one table, or its route.
std::string name_of(const Catalog& catalog, const Route& route) {
    if (route.steps.size() == 1 && route.is_one_published_table()) {
        const auto& step = route.steps.front();
        const auto* const table = step.reversed ? catalog.correspondence(step.to, step.from)
                                                : catalog.correspondence(step.from, step.to);
        return fmt::format("the catalog's '{}'{}", table->title(),
                           step.reversed ? ", read backwards" : "");
    }
    return fmt::format("the catalog's route {}", route.text());
}

bool has_link(const Correspondence& table, const Link& link) {
    const auto links = table.links_from(link.source);
    return std::any_of(links.begin(), links.end(),
                       [&](const Link& other) { return other.target == link.target; });
}

}  // namespace

Findings compare_with_route(const Correspondence& table, const Catalog& catalog,
                            const Route& route) {
    const auto& source = catalog.edition(route.from);
    const auto& target = catalog.edition(route.to);
    const auto here = leaf_table(table, source, target);
    const auto there = composed(catalog, route);
    const auto name = name_of(catalog, route);
    const auto text = [&](const Link& link) {
        return fmt::format("'{}' ({}) goes to '{}' ({})", link.source.text(),
                           source.find(link.source)->title, link.target.text(),
                           target.find(link.target)->title);
    };
    Findings out;
    for (const auto& link : here.links()) {
        if (!has_link(there, link)) {
            out.push_back({Severity::warning, "only-here", link.at,
                           fmt::format("{} here, and not in {}", text(link), name)});
        }
    }
    for (const auto& end : here.ends()) {
        const auto places = there.places(end.source);
        if (!places.ends && !places.is_partial) {
            out.push_back({Severity::warning, "only-here", end.at,
                           fmt::format("'{}' ({}) ends here, in part at least, and not in {}",
                                       end.source.text(), source.find(end.source)->title, name)});
        }
    }
    for (const auto& link : there.links()) {
        const auto rows = here.places(link.source);
        const bool is_said = !rows.links.empty() || rows.end != nullptr;
        if (is_said && !there.places(link.source).is_partial && !has_link(here, link)) {
            const auto& at = rows.links.empty() ? rows.end->at : rows.links.begin()->at;
            out.push_back({Severity::warning, "only-there", at,
                           fmt::format("{} in {}, and not here", text(link), name)});
        }
    }
    return out;
}

Findings compare_with_catalog(const Correspondence& table, const Catalog& catalog) {
    const auto route = find_route(catalog, table.source(), table.target());
    return route ? compare_with_route(table, catalog, *route) : Findings{};
}

}  // namespace socshift
