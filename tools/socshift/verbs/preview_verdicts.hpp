#pragma once

#include "command.hpp"
#include "options/edition_files.hpp"
#include "socshift/previews/request_verdicts.hpp"

#include <string>
#include <vector>

namespace CLI {
class Option;
}

namespace socshift::cli {

/// `--compare`, and how an edition in a file is joined with the base.
struct CompareOptions {
    std::vector<std::string> names;  // two, or none
    EditionFileOptions files;

    /// Whether the second name is that of an edition, and not of a scenario.
    [[nodiscard]] bool is_with_edition(const Catalog& catalog) const;
};

/// Adds these. @p help describes `--compare`, whose names are @p type_name.
CLI::Option* add_compare_options(CLI::App& verb, CompareOptions& options, const std::string& help,
                                 const std::string& type_name);

/// The requests of the scenario that is named first, by the edition that is named second.
[[nodiscard]] RequestVerdicts verdicts_of(const CompareOptions& options, Context& context);

}  // namespace socshift::cli
