#pragma once

#include "arrow/blocks.hpp"
#include "arrow/frame.hpp"
#include "columns/cell_text.hpp"
#include "socshift/io/byte_source.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::formats {

/// Rows of a table as lines of delimited text. Cells are those of CellText, none for no value; in
/// quotes if they hold the delimiter, a quote or a line end. Columns that are hidden are left out.
class TextRows {
public:
    /// Refers to @p frame, which is in one part. @throws arrow::FrameError.
    TextRows(const arrow::Frame& frame, const arrow::CSchema& type, char delimiter);

    /// Adds the cells of a row to @p line, with delimiters between them; where @p others has a text
    /// for the place of a column, that.
    void add(std::string& line, std::uint64_t row,
             const std::map<std::size_t, std::string>& others = {});

private:
    std::deque<std::pair<std::size_t, CellText>> cells_;  // the place of each column
    char delimiter_;
    std::string cell_;
};

/// The names of the columns of a table, as a line of text without its end.
[[nodiscard]] std::string header_line(const arrow::CSchema& type, char delimiter);

/// Writes a table as delimited text with a header: UTF-8, lines end with a line feed.
class TextSink : public arrow::BlockSink {
public:
    /// Writes the header. @p type: of the table, which is not kept.
    TextSink(WriteBytes write, const arrow::CSchema& type, char delimiter);

    void write(const arrow::Node& block) override;
    void finish() override {}

private:
    WriteBytes write_;
    char delimiter_;
    bool has_one_column_;  // that is not hidden
};

/// A table as delimited text between commas with a header, as TextSink has it, to be read from its
/// start to its end, block by block. For what reads text alone.
[[nodiscard]] ReadBytes text_of(std::unique_ptr<arrow::BlockSource> source);

/// The delimiter of a text file by its name: a tab for ".tsv" and ".tab", compressed or not; else a
/// comma.
[[nodiscard]] char delimiter_named(std::string_view path);

}  // namespace socshift::formats
