#pragma once

#include "socshift/convert/assignment.hpp"
#include "socshift/publish/methods_text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What the account of titles says beside numbers.
struct AssignFacts {
    std::string file;
    std::string rejects;  // the file that rows set aside went to; "-": standard output; empty: none
    std::string filters = "--where";             // what left rows out
    std::vector<std::string> file_notices = {};  // of several files, as those of the account
    CatalogIdentity catalog;
    std::string decisions = {};  // the file that AssignSpec::decisions are of; empty: none
};

/// By what titles were read and ranked, for outputs that rest on it: "title-words/1".
[[nodiscard]] std::string_view assignment_model() noexcept;

/// One JSON document, "socshift/assign-summary/1"; docs/commands/assign.md lists its keys.
[[nodiscard]] std::string summary_json(const AssignSummary& summary, const Assignment& assignment,
                                       const AssignFacts& facts);

}  // namespace socshift
