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
    rest += reader.unread();
    blocks_.emplace(std::move(read), std::move(rest),
                    BlockReader::Options{layout_.delimiter, handling.block, options.max_record});
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
