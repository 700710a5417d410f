#pragma once

#include "options/data_file.hpp"
#include "socshift/convert/assignment.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace socshift::cli {

/// By what a title is given a code, as the user said it.
struct AssignWays {
    std::string column;
    std::string to;
    std::string second_title;
    std::string with_code;
    std::string job_zone;
    std::string from;
    std::vector<std::string> via;
    std::string min_score;
    std::string fall_back;
    std::string last_by;
    std::string order;
    std::string learn;  // a file: read by who has a catalog
    OnUnknown on_unknown = OnUnknown::set_aside;
    std::string prefix;
    unsigned threads = 0;
};

/// Adds `--column` and all that decides which code a title is given.
void add_assign_ways(CLI::App& verb, AssignWays& ways);

/// Puts @p ways into @p spec. @throws Error for what is in no form, or for the first contradiction,
/// with the options that would mend it.
void set_assign_ways(const AssignWays& ways, AssignSpec& spec);

/// Thousandths of a score, "0.85". @throws Error, which names @p option, for what is none.
[[nodiscard]] std::uint32_t parse_score(const std::string& text, std::string_view option);

/// What is wrong with what a user asked of `assign`, and which options would mend it.
[[nodiscard]] std::string assign_spec_text(const AssignFinding& finding);

}  // namespace socshift::cli
