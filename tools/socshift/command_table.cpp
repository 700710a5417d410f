#include "command.hpp"
#include "editions.hpp"
#include "find.hpp"
#include "tree.hpp"

namespace socshift::cli {

const std::vector<Command>& command_table() {
    static const std::vector<Command> table = {
        {"editions", "What is in the catalog", add_editions},
        {"tree", "The hierarchy of an edition", add_tree},
        {"find", "Search the titles", add_find},
    };
    return table;
}

}  // namespace socshift::cli
