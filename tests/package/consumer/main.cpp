#include <socshift/catalog/builtin.hpp>
#include <socshift/io/table_file.hpp>
#include <socshift/model/edition_graph.hpp>
#include <socshift/version.hpp>

#include <iostream>

int main() {
    const auto& catalog = socshift::builtin_catalog();
    std::cout << "built against socshift " << socshift::version() << " with "
              << catalog.edition_ids().size() << " editions\n";
    // Needs the libraries that read workbooks.
    const auto table = socshift::read_table("code,title\n1,One\n", "table.csv");
    return catalog.edition_ids().empty() || table.rows.size() != 1 ? 1 : 0;
}
