#pragma once

// Internal: not installed. The rows of a publisher's structure table as items.

#include "socshift/catalog/code_cells.hpp"
#include "socshift/catalog/import.hpp"
#include "socshift/catalog/import_rows.hpp"
#include "socshift/catalog/structure_places.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// Reads the items of one table, in whichever form it says their levels and parents. See
/// import_structure().
class StructureRows {
public:
    /// @p table has no blanks around its cells, and loses what else stands around codes. All of
    /// these must outlive this.
    StructureRows(DelimitedTable& table, const StructureColumns& columns,
                  Imported<EditionData>& out);

    void read();

private:
    void read_one_code_each();
    void read_code_columns();
    void read_path(const SourceRow& row, const std::vector<std::size_t>& filled);
    void say_several(const SourceRow& row, const std::vector<std::size_t>& filled);
    void read_stairs(const SourceRow& row, std::size_t level);
    [[nodiscard]] std::vector<std::size_t> filled_levels(const SourceRow& row);
    Item& add(const Code& code, const std::string& title, std::string level, const SourceRow& row);
    Item& known_or_new(const Code& code, const std::string& title, std::size_t level,
                       const SourceRow& row);
    void check_title(Item& item, const std::string& title, const SourceRow& row);
    [[nodiscard]] bool is_wanted(const SourceRow& row);
    void unquote_codes(const std::vector<std::size_t>& columns);
    void say_titles();
    [[nodiscard]] bool is_without_code(const SourceRow& row, std::size_t code);
    [[nodiscard]] std::string title_of(const SourceRow& row, std::size_t column);
    [[nodiscard]] bool is_residual_row(const SourceRow& row, const std::string& title);

    DelimitedTable& table_;
    const StructureColumns& columns_;
    Imported<EditionData>& out_;
    const std::vector<std::string>& levels_;
    WantedRows filter_;
    CodeCells code_cells_;
    std::optional<NoteRows> notes_;  // once it is known where codes stand
    AttributeReader attributes_;
    std::optional<std::size_t> title_;
    std::optional<std::size_t> residual_;
    std::size_t words_for_nothing_ = 0;
    std::size_t title_marks_ = 0;
    std::vector<std::string> marked_titles_;  // the first of them
    std::vector<std::string>
        words_with_mark_;          // titles whose last word ends so, no mark; the first
    std::size_t titles_left_ = 0;  // all of these
    std::size_t footnotes_ = 0;
    Finding first_footnote_;

    // Of a table with a column of codes for each level.
    std::vector<std::size_t> codes_;
    std::vector<std::size_t> titles_;         // none, or as many
    std::vector<std::optional<Code>> above_;  // the last code of each level
    std::map<Code, std::size_t> at_;          // places in the items
};

}  // namespace socshift
