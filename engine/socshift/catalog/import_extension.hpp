#pragma once

#include "socshift/catalog/import.hpp"

namespace socshift {

/// A publisher's table that says under which item of the extended edition each code stands.
struct ParentTable {
    DelimitedTable table;
    std::string code = "code";
    std::string parent = "parent";
};

/// How to read a publisher's table of extended occupations.
struct ExtensionColumns {
    std::string code = "code";
    std::string title = "title";

    /// Where parents are said: in a table; or, with no table, in the publisher's own documented
    /// coding scheme, by which the text before the last of these names the parent.
    std::optional<ParentTable> parents;
    std::string parent_before;

    std::optional<AttributeTable> attributes;

    /// What the publisher puts behind a parent's code for the occupation as a whole, e.g. ".00";
    /// empty: nothing is looked for.
    std::string main_suffix;
};

/// Reads one item a row, at the first level of @p header, into an edition that extends @p base.
///
/// Findings: `no-parent` (error) for an item whose parent nothing tells; `two-parents` (error);
/// `unknown-item` (warning) for a row of another table about a code that is no item;
/// `no-main-item` (note) for a parent that has items but none with the main suffix; and those of
/// check(), among them `unknown-parent` (error) for a parent that @p base lacks.
/// @throws FormatError for a missing column or a cell that is no code.
[[nodiscard]] Imported<EditionData> import_extension(const DelimitedTable& table,
                                                     EditionData header,
                                                     const ExtensionColumns& columns,
                                                     const Edition& base);

}  // namespace socshift
