#pragma once

#include "socshift/convert/conversion.hpp"
#include "socshift/convert/plan.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/convert/summary.hpp"
#include "socshift/matching/edition_file.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// What a summary says beside the account.
struct ConvertFacts {
    std::string file;
    std::string column;
    std::string from;
    std::string to;
    std::string route;                // "soc2010 -> soc2018"
    std::string weights;              // "none", "census,employment,equal"
    std::vector<std::string> drafts;  // editions on the route that are
    std::string rejects;  // the file that rows set aside went to; "-": standard output; empty: none
    std::vector<std::string> weight_notes = {};  // what must be known of the weights
    Split split = Split::all;                    // what became of codes with several targets
    std::uint64_t seed = 0;                      // of Split::draw, as the next
    std::optional<unsigned> draws = {};
    std::string level = {};                      // of the target's codes; empty: the finest
    std::vector<std::string> scaled = {};        // columns
    bool whole = false;                          // they were kept whole
    std::string filters = "--where";             // what left rows out
    std::vector<std::string> file_notices = {};  // of several files, as those of the account
    Groups groups = Groups::set_aside;
    bool to_families = false;
    std::string title_column = {};  // of Split::title, as the next
    std::uint32_t title_score = 0;
    std::vector<EditionFile> edition_files = {};  // that editions were read from
    std::string methods = {};  // the methods_text() that goes with the account, if one does
};

/// What @p conversion knows of itself. Whoever reads and writes the files adds `rejects`, more of
/// `file_notices`, what filters are called, and `edition_files`.
[[nodiscard]] ConvertFacts facts_of(const Conversion& conversion);

/// One JSON document, "socshift/convert-summary/1"; docs/commands/convert.md lists its keys.
/// Amounts are strings: an exact decimal can have more digits than a JSON reader keeps, and a
/// field must not change its type with its size.
[[nodiscard]] std::string summary_json(const ConvertSummary& summary, const ConvertFacts& facts);

}  // namespace socshift
