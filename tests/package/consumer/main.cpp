#include <socshift/catalog/builtin.hpp>
#include <socshift/model/edition_graph.hpp>
#include <socshift/version.hpp>

#include <iostream>

int main() {
    const auto& catalog = socshift::builtin_catalog();
    std::cout << "built against socshift " << socshift::version() << " with "
              << catalog.edition_ids().size() << " editions\n";
    return catalog.edition_ids().empty() ? 1 : 0;
}
