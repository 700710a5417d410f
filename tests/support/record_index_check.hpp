#pragma once

#include "socshift/io/delimited_text.hpp"
#include "socshift/io/record_index.hpp"

#include <string>
#include <string_view>

namespace socshift::test {

/// Whether a RecordIndex of @p text cuts it as cut_record() does, record by record.
[[nodiscard]] inline bool index_agrees(std::string_view text, char delimiter) {
    // Bytes behind the text must not matter: these are all that could.
    const auto padded = std::string{text} + std::string(text_padding, '"');
    const std::string_view whole = std::string_view{padded}.substr(0, text.size());
    RecordIndex index;
    index.build(whole, delimiter);
    DelimitedRecord record;
    std::size_t begin = 0;
    std::size_t delimiters = 0;
    bool quoted_feeds = false;
    for (std::size_t i = 0;; ++i) {
        const auto rest = whole.substr(begin);
        const bool is_whole = cut_record(rest, delimiter, false, record);
        if (!is_whole) {
            const bool in_quotes = !cut_record(rest, delimiter, true, record);
            return i == index.size() && index.complete() == begin &&
                   index.in_quotes() == in_quotes &&
                   (in_quotes || index.has_quoted_feeds() == quoted_feeds ||
                    rest.find('\n') != std::string_view::npos);
        }
        quoted_feeds |= record.bytes.find('\n') != std::string_view::npos;
        const auto size = record.bytes.size() + record.line_end.size();
        if (i == index.size() || index.records()[i].end != begin + size - 1 ||
            index.records()[i].delimiters != delimiters + record.fields.size() - 1) {
            return false;
        }
        std::size_t end = begin;
        for (std::size_t field = 0; field + 1 < record.fields.size(); ++field) {
            end += record.fields[field].size();
            if (index.delimiters()[delimiters++] != end++) {
                return false;
            }
        }
        begin += size;
    }
}

}  // namespace socshift::test
