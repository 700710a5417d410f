// What the revision of 2018 did to the SOC of 2010, as a table; and a draft, which says that it is
// one.
#include <socshift/socshift.hpp>

#include <iostream>
#include <map>

int main() {
    const auto& catalog = socshift::builtin_catalog();

    const auto changes = ask(catalog, socshift::DiffQuestion{"soc2010", "soc2018"});
    std::map<std::string, int> kinds;
    for (const auto& row : changes.table.rows()) {
        ++kinds[std::get<std::string>(row[0].value())];
    }
    for (const auto& [kind, count] : kinds) {
        std::cout << kind << ' ' << count << '\n';
    }

    const auto routes = ask(catalog, socshift::RoutesQuestion{"soc2000", "soc2018", {2, 4}});
    write_csv(std::cout, routes.table);

    const auto draft = ask(catalog, socshift::DiffQuestion{"soc2018", "soc2028-scenario"});
    for (const auto& notice : notices(draft)) {
        std::cout << notice << '\n';
    }
}
