#pragma once

#include "socshift/publish/answer.hpp"

#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// A value with its name, for programs.
struct Fact {
    std::string name;
    Cell value;
};

/// A part of a page: a heading, what is to be said under it, and a table, which may be empty.
struct Section {
    std::string key;  // of its rows in JSON
    std::string heading;
    std::vector<std::string> lines;  // read by people; what they say of numbers, totals have
    Table table;
    std::vector<Fact> totals = {};  // numbers of the section as a whole
};

/// An answer of several tables.
struct Page {
    /// @p of its schema, @p called its title; @p rests_on as for an Answer.
    Page(std::string of, std::string called, const std::vector<const EditionHeader*>& rests_on);

    /// The title as it is shown to people: behind "DRAFT " or "DRAFTS " if the page rests on any.
    [[nodiscard]] std::string marked_title() const;

    std::string schema;
    std::string title;
    std::vector<EditionId> drafts;
    std::vector<std::string> lines;
    std::vector<Fact> facts;  // of the page as a whole
    std::vector<Section> sections;
};

}  // namespace socshift
