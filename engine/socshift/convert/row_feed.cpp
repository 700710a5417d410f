#include "socshift/convert/row_feed.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/delimited_text.hpp"

#include <algorithm>
#include <utility>

namespace socshift {

TextFeed::TextFeed(const RowHandling& handling, ReadBytes read)
    : counts_records_(handling.split == Split::draw) {
    DelimitedOptions options;
    options.delimiter = handling.delimiter;
    options.block = 4 * std::max<std::size_t>(handling.block, 1);
    DelimitedReader reader([&read](char* buffer, std::size_t size) { return read(buffer, size); },
                           handling.file, options);
    const auto* const record = reader.next();
    if (record == nullptr) {
        throw FormatError({handling.file, 0, 0}, "an empty file; expected a header line");
    }
    layout_.delimiter = reader.delimiter();
    layout_.byte_order_mark = reader.byte_order_mark();
    layout_.columns = Columns(handling.file, *record, handling.has_header);
    layout_.line_end = record->line_end.empty() ? "\n" : record->line_end;
    std::string rest;
    if (handling.has_header) {
        layout_.header = record->bytes;
        layout_.header_end = record->line_end;
        const auto feeds = std::count(layout_.header.begin(), layout_.header.end(), '\n');
        layout_.first_line += static_cast<std::uint64_t>(feeds) + 1;
    } else {
        rest.append(record->bytes).append(record->line_end);
    }
    constexpr std::size_t most_bytes = std::size_t{1} << 24U;
    for (std::size_t row = rest.empty() ? 0 : 1;
         handling.has_figures() && row < first_row_count && rest.size() < most_bytes; ++row) {
        const auto* const row_there = reader.next();
        if (row_there == nullptr) {
            break;
        }
        rest.append(row_there->bytes).append(row_there->line_end);
    }
    if (handling.has_figures()) {
        first_rows_ = rest;
    }
    rest += reader.unread();
    blocks_.emplace(std::move(read), std::move(rest),
                    BlockReader::Options{layout_.delimiter, handling.block, options.max_record});
}

void TextFeed::first_rows(const EachRow& each) const {
    std::string_view rest = first_rows_;
    auto line = layout_.first_line;
    DelimitedRecord record;
    std::vector<std::string> storage(layout_.columns.size());
    std::vector<std::string_view> cells(layout_.columns.size());
    while (!rest.empty() && cut_record(rest, layout_.delimiter, true, record)) {
        if (record.fields.size() == cells.size()) {
            for (std::size_t at = 0; at < cells.size(); ++at) {
                cells[at] = field_text(record.fields[at], storage[at]);
            }
            each(cells, line);
        }
        line += static_cast<std::uint64_t>(
            std::count(record.bytes.begin(), record.bytes.end(), '\n') + 1);
        rest.remove_prefix(record.bytes.size() + record.line_end.size());
    }
}

/// Which record a row is depends on all before it, so they are counted where blocks are in order.
bool TextFeed::next(RowBlock& block) {
    if (!blocks_->next(block)) {
        return false;
    }
    if (counts_records_ && block.error == BlockError::none) {
        index(block);
        block.records_before = records_;
        records_ += block.index.size();
    }
    return true;
}

void TextFeed::index(RowBlock& block) const {
    index_block(block, layout_.delimiter);
}

}  // namespace socshift
