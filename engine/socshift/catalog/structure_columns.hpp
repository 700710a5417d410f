#pragma once

#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/model/code.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// Only the rows that hold `value` in `column`.
struct TableFilter {
    std::string column;
    std::string value;
};

/// An attribute of items that a column gives. Of text: the cell as it is; none for an empty cell
/// or "n/a". Of marks: "yes" for "Y", "no" for an empty cell or "N".
struct AttributeColumn {
    std::string name;
    std::string column;
    bool marks = false;
    /// Columns of which a row marks some, by whatever is in the cell: the attribute lists their
    /// names. The first says that none of the others holds.
    std::vector<std::string> flags = {};
};

/// A publisher's table with more about the items, in any order, not of every item.
struct AttributeTable {
    DelimitedTable table;
    std::string code = "code";
    std::vector<AttributeColumn> columns;
};

/// A publisher's table with other codes of the items, under the same titles.
struct OtherCodes {
    DelimitedTable table;
    std::string code = "code";
    std::string title = "title";
    std::map<Code, std::string> pairs;  // of an item's code, where titles do not say: the other
};

/// What says which item is above another. `column`: a column of parents. `beginning`: the longest
/// beginning of its code that is a code of a coarser level. `order`: the last item of a coarser
/// level in the rows above it.
enum class ParentRule { column, beginning, order };
template <>
inline constexpr auto word_table<ParentRule> =
    std::to_array<Word<ParentRule>>({{ParentRule::column, "column"},
                                     {ParentRule::beginning, "beginning"},
                                     {ParentRule::order, "order"}});

/// Names of the columns of a publisher's structure table, and how to read its rows. Nothing is read
/// from the digits of a code unless `level_lengths`, `level_parts` or `parents` ask for it.
struct StructureColumns {
    /// Where the table has no column of this name, as long as it is the one that stands here: the
    /// only column that is named so, "2022 NAICS US Code" or "CIPTitle". So with `title`, `level`
    /// and `parent`.
    std::string code = "code";
    std::string title = "title";
    std::string level = "level";    // names of levels, or their numbers from 1 or 0 on
    std::string parent = "parent";  // an empty cell: a root
    bool flat = false;              // neither levels nor parents: all are roots at the first level

    /// One column of codes for each level, coarsest first, instead of `code`, `level` and `parent`.
    /// Either each row fills one of them, and its item lies below the last one of a coarser level
    /// above it. Or some rows fill several: each repeats the codes above its item, and the item
    /// lies below the last of them. With `level_titles`, as many columns, each code of a row has
    /// its title beside it and is an item, whether it has a row of its own or not.
    std::vector<std::string> level_columns;
    std::vector<std::string> level_titles = {};

    /// Instead of `level`: how many characters the codes of each level have, coarsest first,
    /// separators of the edition left out. A range of codes, "31-33", is one of the level of its
    /// ends, and above what begins like any of them, where no other item is.
    std::vector<std::size_t> level_lengths = {};
    std::string level_parts = {};  // instead of `level`: what stands between the parts of a code

    /// None: `beginning` with `level_lengths` or `level_parts`, else `column`.
    std::optional<ParentRule> parents = {};
    std::map<std::string, std::string> level_names = {};  // of a cell in `level`: the level

    bool repeats = false;          // rows that say the same of a code are one item
    bool first_title = false;      // of rows that differ in the title of a code the first
    bool marks_in_titles = false;  // a footnote mark behind a title is no part of it
    std::string title_mark = {};   // a mark of the publisher's at the end of a title

    /// A column of marks (Y, yes, 1, x), or, where no column is called so, words in the titles of
    /// residual items; beside EditionHeader::residual_words, which takes them up.
    std::string residual = {};

    std::optional<TableFilter> filter = {};
    std::vector<AttributeColumn> attributes = {};
    /// Codes and titles of items that the table has no row of: roots at the first level. One that
    /// has a row is the error `duplicate-code`.
    std::vector<std::pair<Code, std::string>> also = {};
    bool skip_empty = false;                     // rows without a code are left out
    std::optional<AttributeTable> more = {};     // attributes of another table
    std::optional<OtherCodes> other_codes = {};  // of another table
    std::vector<std::string> unclassified = {};  // codes that stand for no category
};

/// What a structure table does not say, and somebody has to.
enum class StructureGap { code, title, level, parent };

/// A structure table of which nobody said where codes, titles, levels or parents stand, and which
/// does not show it either.
class UnclearStructure : public FormatError {
public:
    UnclearStructure(const SourceLocation& at, const std::string& message, StructureGap gap,
                     std::vector<std::size_t> lengths)
        : FormatError(at, message), gap_(gap), lengths_(std::move(lengths)) {}

    [[nodiscard]] StructureGap gap() const noexcept { return gap_; }

    /// The lengths that codes have, ascending, where `gap` is of levels.
    [[nodiscard]] const std::vector<std::size_t>& lengths() const noexcept { return lengths_; }

private:
    StructureGap gap_;
    std::vector<std::size_t> lengths_;
};

}  // namespace socshift
