#pragma once

// Internal: not installed. Columns of a frame whose values tell rows apart.

#include "arrow/frame.hpp"
#include "columns/column_values.hpp"
#include "socshift/convert/assign_spec.hpp"
#include "socshift/convert/conversion_spec.hpp"
#include "socshift/convert/data_columns.hpp"
#include "socshift/recognise/detect.hpp"
#include "specs.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace socshift::python {

/// Whether all rows of the data are in a frame. Of a part, kinds of missing values have fixed
/// texts, since other parts may have others.
enum class FrameExtent : std::uint8_t { part, whole };

/// The text that a missing value has in a part, where it is apart from an empty text. What starts
/// with it has one more.
inline constexpr char part_null = '\1';

/// The columns that a call asks a frame for, read as the engine takes them. Values of columns that
/// tell rows apart (by, where, where_not, edition_column) are each a text of their own: nulls,
/// empty texts and NaN stay apart, and dates, times and truths are the texts that CellText has.
/// What is asked of these columns is put in the same texts, into the spec.
class FrameKeys {
public:
    /// All @throw ArgumentError for a value that no row has, or a column that is read for two
    /// purposes which take it for different values; arrow::FrameError for a type that is not read.
    FrameKeys(const arrow::Frame& frame, const SaidColumns& said, ConversionSpec& spec);
    FrameKeys(const arrow::Frame& frame, const SaidColumns& said, std::vector<RowFilter>& where);

    /// The same of a part of the data, for a spec whose values part_values() has put in texts.
    FrameKeys(const arrow::Frame& frame, const SaidColumns& said, const ConversionSpec& spec,
              FrameExtent extent);

    /// The columns of the frame, of which those at @p places are read. Refers to this.
    [[nodiscard]] const std::vector<DataColumn>& read(const std::vector<std::size_t>& places);

    /// Of the column that is called @p name, by the text that a row has: the value. nullptr: no row
    /// has it.
    [[nodiscard]] const formats::ColumnValues::Value* value(const std::string& name,
                                                            const std::string& text) const;

private:
    struct Column {
        explicit Column(const arrow::ColumnOfPieces& column) : values(column) {}
        formats::ColumnValues values;
        std::vector<std::string> texts = {};  // of each value, for the engine
        std::vector<std::string_view> views = {};
        std::unordered_map<std::string, std::size_t> by_text = {};
        bool is_put = false;    // in place of the frame's own
        bool is_apart = false;  // several ways of having no value are apart
    };
    /// What a column is asked for.
    struct Uses {
        std::vector<std::string> keys = {};   // arguments, as the next
        std::vector<std::string> plain = {};  // dates and truths are texts for them
        std::vector<std::string> others = {};
        bool is_by = false;
        bool is_order = false;
        bool asks_for_more = false;  // than texts and numbers that stand there
    };

    void find_uses(const SaidColumns& said);
    void ask(const std::string& column, const std::string& value);
    void ask(const std::vector<RowFilter>& filters);
    void make(FrameExtent extent);
    void make(std::size_t place, const Uses& uses, FrameExtent extent);
    void name_values(Column& column, FrameExtent extent) const;
    void put_order(std::size_t place, const Uses& uses);
    void fit(std::vector<RowFilter>& filters) const;
    void fit(std::vector<std::pair<std::string, std::string>>& edition_map,
             const std::string& column) const;
    /// Puts a value that @p argument asks for in the text that rows have. False: none has it, and
    /// that is no error.
    [[nodiscard]] bool fit(const std::string& argument, const std::string& column,
                           std::string& value) const;
    [[nodiscard]] bool fit_nothing(const std::string& argument, const std::string& column,
                                   const Column& values, formats::ColumnValues::Kind kind,
                                   std::string& value) const;
    [[nodiscard]] std::optional<std::size_t> place_of(const std::string& name) const;

    const arrow::Frame& frame_;
    std::map<std::size_t, Uses> uses_;
    std::map<std::size_t, Column> columns_;
    std::deque<arrow::ReadColumns> read_;
    std::vector<DataColumn> out_;
};

/// Puts what is asked of columns in the texts that rows of any part have.
void part_values(ConversionSpec& spec);

/// The same for files, of which a null is an empty cell.
void file_values(std::vector<RowFilter>& filters);
void file_values(ConversionSpec& spec);

}  // namespace socshift::python
