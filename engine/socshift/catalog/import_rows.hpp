#pragma once

// Internal: not installed. What the importers share.

#include "socshift/base/error.hpp"
#include "socshift/catalog/import.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// @throws FormatError if a column is named that is not there.
[[nodiscard]] std::optional<std::size_t> column_if(const DelimitedTable& table,
                                                   const std::optional<std::string>& name);

/// One row of the publisher's table, with its place.
class SourceRow {
public:
    SourceRow(const DelimitedTable& table, const DelimitedTable::Row& row)
        : table_(table), row_(row) {}

    [[nodiscard]] SourceLocation at() const { return table_.where(row_); }

    /// @throws FormatError, with the row and the column, for bytes that are not UTF-8: a catalog
    /// file could not hold them.
    [[nodiscard]] const std::string& text(std::size_t column) const;

    /// @throws FormatError, with the row and the column, for a cell that is no code.
    [[nodiscard]] Code code(std::size_t column) const;

    /// All cells, by column.
    [[nodiscard]] const std::vector<std::string>& cells() const noexcept { return row_.cells; }

private:
    [[nodiscard]] FormatError wrong(std::size_t column, std::string_view why) const;

    const DelimitedTable& table_;
    const DelimitedTable::Row& row_;
};

/// The code of the item that a cell means, as its edition prints it, or the cell itself.
/// @throws FormatError, with the row and the column, for a cell that is no code.
[[nodiscard]] Code code_in(const SourceRow& row, std::size_t column, const Edition& edition);

/// Whether a cell where a code can stand says that there is none: nothing, or a word such as NA.
[[nodiscard]] bool says_none(std::string_view text) noexcept;

/// The rows that a filter wants; without a filter all of them.
class WantedRows {
public:
    /// @throws FormatError if the filter's column is not there.
    WantedRows(const DelimitedTable& table, std::optional<TableFilter> filter);

    [[nodiscard]] bool wants(const SourceRow& row) const;

private:
    std::optional<std::size_t> column_;
    std::string value_;
};

/// The share in a cell; none in a blank one, nor in one that holds something else, which is the
/// finding `bad-share`.
[[nodiscard]] std::optional<Share> read_share(const SourceRow& row, std::size_t column,
                                              Findings& findings);

/// The finding `share-not-taken` if a column beside those of @p taken holds shares.
void check_shares_taken(const DelimitedTable& table, const std::set<std::size_t>& taken,
                        Findings& findings);

/// The finding `no-rows` for a table that gave nothing.
void check_any(const DelimitedTable& table, bool any, Findings& findings);

/// Reads the attributes of one row after another.
class AttributeReader {
public:
    AttributeReader(const DelimitedTable& table, const std::vector<AttributeColumn>& columns,
                    Findings& findings);

    [[nodiscard]] Attributes read(const SourceRow& row) const;

private:
    struct Column {
        AttributeColumn said;
        std::vector<std::size_t> places;  // of its flags, or of the one column
    };

    void read_flags(const SourceRow& row, const Column& column, Attributes& out) const;

    std::vector<Column> columns_;
    Findings& findings_;
};

/// Gives the items of @p data the attributes that rows of @p more say, or, with @p skip_empty,
/// those rows that have a code. One about no item is the warning `unknown-item`.
void add_attributes(const AttributeTable& more, bool skip_empty, EditionData& data,
                    Findings& findings);

/// Whether @p title has one of @p words, such as ", All Other", whatever their case: it is then of
/// what others leave.
[[nodiscard]] bool is_residual(const std::string& title, const std::vector<std::string>& words);

/// Those of an extension: its own, or, if it has none, those of the edition that it extends.
[[nodiscard]] const std::vector<std::string>& residual_words_of(const EditionHeader& extension,
                                                                const Edition& base);

/// @p table without blanks around its cells, which nobody sees.
[[nodiscard]] DelimitedTable without_blanks(const DelimitedTable& table);

/// Rows that hold no data: all blank, or text in one cell that can be no code, as publishers' notes
/// below a table. One that stands between rows with codes, or begins as codes look, can be a row
/// that has lost its code.
class NoteRows {
public:
    /// Codes stand in @p codes; text in the column @p title alone is a title without a code, unless
    /// that is the first column.
    NoteRows(const DelimitedTable& table, const std::vector<std::size_t>& codes,
             std::optional<std::size_t> title = {});

    /// Whether @p row is such a row; counts it. Between rows with codes not text that begins as
    /// codes look, nor a title.
    [[nodiscard]] bool take(const SourceRow& row);

    /// Counts a row without a code that is left out because somebody wants it so.
    void leave_out(const SourceRow& row);

    /// The finding `note-row`, with how many there are, if any holds text: a note for those above
    /// and below the rows with codes, a warning for those that may have lost a code.
    void say(Findings& findings) const;

private:
    struct Kind {
        std::size_t count = 0;
        SourceLocation first = {};
        std::string text = {};  // of the first
    };

    static void count(Kind& kind, const SourceRow& row, const std::string& text);

    std::vector<std::size_t> codes_;
    std::optional<std::size_t> title_;
    std::set<std::string> shapes_;  // of codes
    std::uint32_t first_code_ = 0;  // lines; 0: there is none
    std::uint32_t last_code_ = 0;
    Kind apart_;
    Kind without_code_;
    Kind doubtful_;
};

/// Holds titles that a publisher uses elsewhere against an edition's, each spelling once.
class TitleCheck {
public:
    TitleCheck(const Edition& edition, Findings& findings)
        : edition_(edition), findings_(findings) {}

    void look(const Code& code, const std::string& title, const SourceLocation& at);

private:
    const Edition& edition_;
    Findings& findings_;
    std::set<std::pair<Code, std::string>> seen_;
};

}  // namespace socshift
