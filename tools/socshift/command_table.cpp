#include "command.hpp"
#include "verbs/check.hpp"
#include "verbs/convert.hpp"
#include "verbs/detect.hpp"
#include "verbs/diff.hpp"
#include "verbs/editions.hpp"
#include "verbs/exclusions.hpp"
#include "verbs/export.hpp"
#include "verbs/families.hpp"
#include "verbs/find.hpp"
#include "verbs/import.hpp"
#include "verbs/loss.hpp"
#include "verbs/map.hpp"
#include "verbs/preview.hpp"
#include "verbs/propose.hpp"
#include "verbs/routes.hpp"
#include "verbs/show.hpp"
#include "verbs/tree.hpp"
#include "verbs/weights.hpp"

namespace socshift::cli {

const std::vector<Command>& command_table() {
    static const std::vector<Command> table = {
        {"editions", "What is in the catalog", add_editions, true},
        {"show", "One item: its place, and where it came from and went to", add_show, true},
        {"tree", "The hierarchy of an edition", add_tree, true},
        {"find", "Search the titles", add_find, true},
        {"map", "Codes across editions", add_map, true},
        {"diff", "What changed between two editions", add_diff, true},
        {"exclusions", "Who excludes whom, and what is wrong with it", add_exclusions, true},
        {"families", "The finest groups that are comparable over editions", add_families, true},
        {"routes", "The ways from one edition to another, and what each loses", add_routes, true},
        {"loss", "What going there and back cannot recover", add_loss, true},
        {"detect", "Which edition a column of a data file is in", add_detect},
        {"convert", "Carry a data file from one edition to another", add_convert, true},
        {"weights", "Where shares come from that nobody published", add_weights},
        {"preview", "What a scenario does, before it happens", add_preview, true},
        {"propose", "An empty proposal, to be filled in", add_propose},
        {"check", "Findings about the catalog, an edition or a file", add_check, true},
        {"import", "A publisher's table into a catalog file", add_import},
        {"export", "Counts, and revisions as proposals, out of the catalog", add_export, true},
    };
    return table;
}

}  // namespace socshift::cli
