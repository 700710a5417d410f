#include "command.hpp"
#include "verbs/assign.hpp"
#include "verbs/check.hpp"
#include "verbs/completion.hpp"
#include "verbs/convert.hpp"
#include "verbs/decide.hpp"
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
#include "verbs/report.hpp"
#include "verbs/request.hpp"
#include "verbs/routes.hpp"
#include "verbs/show.hpp"
#include "verbs/tree.hpp"
#include "verbs/weights.hpp"

namespace socshift::cli {

const std::vector<Command>& command_table() {
    static const std::vector<Command> table = {
        {"editions", "What is in the catalog", "socshift editions", add_editions, true},
        {"show", "One item: its place, and where it came from and went to",
         "socshift show 2018 15-1252", add_show, true},
        {"tree", "The hierarchy of an edition", "socshift tree soc2018 15-0000 --level broad",
         add_tree, true},
        {"find", "The codes that a job title can mean, best first",
         "socshift find registered nurse, night shift", add_find, true},
        {"assign", "Codes for the job titles of a data file",
         "socshift assign jobs.csv --column title --to soc2018 -o coded.csv", add_assign, true},
        {"decide", "A log of decisions: which code a job title gets, and why",
         "socshift decide navigator 21-1094 --edition 2018 --why duties", add_decide},
        {"map", "Codes across editions", "socshift map 2010 2018 15-1132 29-1141", add_map, true},
        {"diff", "What changed between two editions", "socshift diff 2010 2018 --stat", add_diff,
         true},
        {"exclusions", "Who excludes whom, and what is wrong with it",
         "socshift exclusions soc2018 15-1252", add_exclusions, true},
        {"families", "The finest groups that are comparable over editions",
         "socshift families 2000 2010 2018 --stat", add_families, true},
        {"routes", "The ways from one edition to another, and what each loses",
         "socshift routes 2000 2018", add_routes, true},
        {"loss", "What going there and back cannot recover", "socshift loss 2018 2010 --stat",
         add_loss, true},
        {"detect", "Which edition a column of a data file is in",
         "socshift detect survey.csv --column occ", add_detect},
        {"convert", "Carry a data file from one edition to another",
         "socshift convert survey.csv --column occ --to soc2018 --weights census,equal -o out.csv",
         add_convert, true},
        {"weights", "Where shares come from that nobody published",
         "socshift weights show census --from 2010 --to 2018", add_weights},
        {"preview", "What a scenario does, before it happens", "socshift preview soc2028-scenario",
         add_preview, true},
        {"propose", "An empty proposal, to be filled in",
         "socshift propose --kind split --base soc2018 -o mine.yaml", add_propose},
        {"request", "A request for the code of a title that does not fit",
         "socshift request beekeeper --duty bees --format yaml", add_request, true},
        {"check", "Findings about the catalog, an edition or a file",
         "socshift check crosswalk.xlsx --from soc2010 --to soc2018", add_check, true},
        {"import", "A publisher's table into a catalog file",
         "socshift import crosswalk table.xlsx --header header.yaml -o own.yaml", add_import},
        {"export", "Counts, revisions and formats of others, out of the catalog",
         "socshift export counts oews-national-2018 --format csv", add_export, true},
        {"report", "One page that explains a conversion, a revision or requests",
         "socshift report diff 2010 2018 -o page.html", add_report, true},
        {"completion", "Completion of commands and options for a shell",
         "socshift completion bash > socshift.bash", add_completion},
    };
    return table;
}

}  // namespace socshift::cli
