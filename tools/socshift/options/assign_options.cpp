#include "options/assign_options.hpp"

#include "choice_option.hpp"
#include "number_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/whole_number.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>

namespace socshift::cli {

void add_assign_ways(CLI::App& verb, AssignWays& ways) {
    verb.add_option("--column", ways.column, "The column with the job titles: its name, or #2")
        ->type_name("C")
        ->required();
    verb.add_option("--to", ways.to, "The edition whose codes are wanted")
        ->type_name("EDITION")
        ->required();
    verb.add_option("--min-score", ways.min_score,
                    "A title whose best code has a lower score gets none (0.5)")
        ->type_name("S");
    verb.add_option("--fall-back", ways.fall_back,
                    "But the finest group that is sure, of this level at the coarsest")
        ->type_name("LEVEL");
    verb.add_option("--learn", ways.learn,
                    "Decisions about titles, as socshift decide records them: they go first")
        ->type_name("FILE");
    verb.add_option("--second-title", ways.second_title,
                    "A column with another title of the same job, which counts half")
        ->type_name("COL");
    verb.add_option("--with-code", ways.with_code,
                    "A column with an older code of the same job: only codes where that can have "
                    "gone are answers")
        ->type_name("COL");
    verb.add_option("--job-zone", ways.job_zone,
                    "A column with the job zone of the same job, 1 to 5: it decides between codes "
                    "that a title stands under")
        ->type_name("COL");
    verb.add_option("--from", ways.from, "With --with-code: the edition of these codes")
        ->type_name("EDITION");
    verb.add_option("--via", ways.via, "With --with-code: go through this edition; can be repeated")
        ->type_name("EDITION")
        ->allow_extra_args(false);
    verb.add_option("--last-by", ways.last_by,
                    "Columns: only the last row of each person in each period gets a code")
        ->type_name("PERSON,PERIOD");
    verb.add_option("--order", ways.order,
                    "With --last-by: the column that says which row is the last")
        ->type_name("COL");
    add_choice(verb, "--on-unknown", ways.on_unknown,
               "What to do with a row that gets no code: set-aside, fail, or keep");
    verb.add_option("--prefix", ways.prefix, "Put before the names of the added columns")
        ->type_name("TEXT");
    add_number(verb, "--threads", ways.threads, 1U, 16U,
               "At most so many threads; as many as the machine has if not given");
}

std::uint32_t parse_score(const std::string& text, std::string_view option) {
    constexpr std::size_t most_decimals = 3;
    constexpr std::uint32_t most = 1000;
    const auto point = std::min(text.find('.'), text.size());
    auto decimals = text.substr(std::min(point + 1, text.size()));
    const bool has_digits =
        text.find_first_not_of(".0") != std::string::npos || text.find('0') != std::string::npos;
    if (has_digits && decimals.size() <= most_decimals) {
        decimals.append(most_decimals - decimals.size(), '0');
        if (const auto score = whole_number<std::uint32_t>(text.substr(0, point) + decimals);
            score && *score <= most) {
            return *score;
        }
    }
    throw Error(fmt::format(
        "{}: expected a score from 0 to 1 with up to three decimals, found '{}'", option, text));
}

void set_assign_ways(const AssignWays& ways, AssignSpec& spec) {
    spec.column = ways.column;
    spec.to = ways.to;
    spec.second_title = ways.second_title;
    spec.with_code = ways.with_code;
    spec.job_zone = ways.job_zone;
    spec.from = ways.from;
    spec.via = ways.via;
    if (!ways.min_score.empty()) {
        spec.min_score = parse_score(ways.min_score, "--min-score");
    }
    spec.fall_back = ways.fall_back;
    if (!ways.last_by.empty()) {
        const auto columns = split_list(ways.last_by, "--last-by");
        if (columns.size() != 2) {
            throw Error(fmt::format("--last-by: expected PERSON,PERIOD, found '{}'", ways.last_by));
        }
        spec.person = columns[0];
        spec.period = columns[1];
    }
    spec.order = ways.order;
    spec.on_unknown = ways.on_unknown;
    spec.prefix = ways.prefix;
    spec.threads = ways.threads;
    if (const auto found = check(spec); !found.empty()) {
        throw Error(assign_spec_text(found.front()));
    }
}

std::string assign_spec_text(const AssignFinding& finding) {
    switch (finding.rule) {
        case AssignRule::no_column:
            return "--column: expected the column with the job titles";
        case AssignRule::no_target:
            return "--to: " + finding.message;
        case AssignRule::second_title_is_the_first:
            return "--second-title: expected another column than that of --column";
        case AssignRule::code_without_edition:
            return "--with-code: expected --from EDITION as well";
        case AssignRule::edition_without_code:
            return "--from: expected --with-code COL as well; titles are of no edition";
        case AssignRule::way_without_edition:
            return "--via: expected --with-code COL and --from EDITION as well";
        case AssignRule::score_above_one:
            return "--min-score: " + finding.message;
        case AssignRule::last_row_not_told:
            return "--last-by PERSON,PERIOD and --order COL: expected both or none";
        case AssignRule::header_row_without_header:
            return "--header-row: expected no --no-header";
        case AssignRule::no_job_zones:
            return "--job-zone: " + finding.message;
        case AssignRule::level_unknown:
        case AssignRule::level_is_no_group:
            return "--fall-back: " + finding.message;
        case AssignRule::no_titles:
            return "--to: " + finding.message;
        case AssignRule::decisions_wrong:
            return "--learn: " + finding.message;
    }
    return finding.message;
}

}  // namespace socshift::cli
