#pragma once

#include "socshift/base/source_location.hpp"
#include "socshift/io/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// The delimiters that are looked for when none is named; the less it stands in text, the earlier.
inline constexpr std::string_view known_delimiters = "\t|;,";

/// One record as it stands in the file. The views are good until the next record is read.
struct DelimitedRecord {
    std::string_view bytes;                // without its line end
    std::string_view line_end;             // "\n" or "\r\n"; empty at the end of the file
    std::vector<std::string_view> fields;  // raw, quotes and all; at least one
    std::uint64_t line = 0;                // where it starts, counted from 1
};

struct DelimitedOptions {
    std::optional<char> delimiter;                   // none: detected from the first records
    std::size_t block = std::size_t{1} << 20U;       // bytes read at once
    std::size_t max_record = std::size_t{1} << 24U;  // a longer record is an error
    std::size_t max_fields = 100000;                 // as is one of more fields
    std::uint64_t first_line = 1;                    // of the file: where the text starts
};

/// A line of @p file, for messages.
[[nodiscard]] SourceLocation line_of(const std::string& file, std::uint64_t line);

/// Reads delimited text record by record, in memory that depends on the longest record and not on
/// the file.
///
/// A record ends at "\n" or "\r\n" outside quotes, mixed as they come, or at the end of the file;
/// a lone "\r" is a byte like others, but not in the first record, where it shows that lines end
/// in another way. A field that starts with '"' runs, delimiters and line ends
/// included, to the next '"' that is not doubled (RFC 4180); bytes between that quote and the
/// delimiter belong to the field as well. Elsewhere a quote is a byte like others. A UTF-8
/// byte-order mark at the start is no part of the first record. No other encoding is assumed.
///
/// The bytes and line ends of all records, one after the other and after byte_order_mark(), are
/// the file again.
class DelimitedReader {
public:
    /// @p file is for messages. Reads the first block. @throws FormatError if it cannot be
    /// delimited text, e.g. a workbook or UTF-16.
    DelimitedReader(ReadBytes read, std::string file, DelimitedOptions options = {});

    /// nullptr at the end. An empty line is a record of one empty field. @throws FormatError, with
    /// file and line, for a NUL byte, a quote that is never closed, a record that is too long or
    /// has more than max_fields, or a lone "\r" outside quotes in the first record.
    [[nodiscard]] const DelimitedRecord* next();

    /// The one named, or the one detected: that which cuts the most of the first records into the
    /// same number of fields, more than one; then that with more fields; then the first of
    /// known_delimiters. A comma if none does.
    [[nodiscard]] char delimiter() const noexcept { return delimiter_; }

    /// The mark's three bytes, or nothing.
    [[nodiscard]] std::string_view byte_order_mark() const noexcept { return mark_; }

    [[nodiscard]] const std::string& file() const noexcept { return file_; }

    /// A line of the file, for messages.
    [[nodiscard]] SourceLocation where(std::uint64_t line) const { return line_of(file_, line); }

    /// What was read and not yet given out, good until the next record is read. Whoever goes on
    /// from here reads on from the same source.
    [[nodiscard]] std::string_view unread() const noexcept {
        return {buffer_.data() + begin_, end_ - begin_};
    }

private:
    void fill();
    void check_text(std::size_t from) const;

    ReadBytes read_;
    std::string file_;
    DelimitedOptions options_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;  // of what is not yet given out
    std::size_t end_ = 0;    // of what was read
    bool at_end_ = false;
    std::uint64_t line_;
    char delimiter_ = ',';
    std::string_view mark_;
    DelimitedRecord record_;
};

/// Cuts the first record off @p text into @p record, whose `line` is left alone. False if it does
/// not end within @p text, unless @p is_all says that nothing follows; then an unclosed quote is
/// the only way to fail. Cost: linear in the record.
[[nodiscard]] bool cut_record(std::string_view text, char delimiter, bool is_all,
                              DelimitedRecord& record);

/// The delimiter of @p text, the start of a file. See DelimitedReader::delimiter().
[[nodiscard]] char detect_delimiter(std::string_view text, bool is_all);

/// What a raw field says: without its quotes, doubled quotes made one. A field that does not start
/// with a quote is returned as it is, without copying; else @p storage holds the text.
[[nodiscard]] std::string_view field_text(std::string_view raw, std::string& storage);

/// Adds @p text to @p out as a field: in quotes if it holds the delimiter, a quote or a line end.
/// field_text() gives the same text back.
void append_field(std::string& out, std::string_view text, char delimiter);

}  // namespace socshift
