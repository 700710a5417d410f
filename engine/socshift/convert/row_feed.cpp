#include "socshift/convert/row_feed.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/table_text.hpp"

#include <algorithm>
#include <utility>

namespace socshift {

namespace {

/// Whether each record has as many cells as there are @p columns. Delimiters are counted through,
/// so that this is one comparison a record.
bool has_whole_rows(const RecordIndex& index, std::size_t columns) {
    const auto* const records = index.records();
    std::size_t delimiters = 0;
    bool all = true;
    for (std::size_t i = 0; i < index.size(); ++i) {
        delimiters += columns - 1;
        all &= records[i].delimiters == delimiters;
    }
    return all;
}

}  // namespace

TextFeed::TextFeed(const RowHandling& handling, ReadBytes read)
    : counts_records_(handling.split == Split::draw), counts_rows_(handling.counts_rows) {
    TableText table(handling, std::move(read));
    auto text = table.reader();
    auto options = table.options();
    options.block = 4 * std::max<std::size_t>(handling.block, 1);
    DelimitedReader reader([&text](char* buffer, std::size_t size) { return text(buffer, size); },
                           handling.file, options);
    const auto* const record = reader.next();
    if (record == nullptr) {
        throw FormatError({handling.file, 0, 0}, "an empty file; expected a header line");
    }
    layout_.delimiter = reader.delimiter();
    layout_.byte_order_mark = reader.byte_order_mark();
    layout_.reading = table.reading();
    layout_.sheet_rows = table.sheet_rows();
    layout_.columns = Columns(handling, *record, layout_.reading);
    layout_.line_end = record->line_end.empty() ? "\n" : record->line_end;
    layout_.first_line = counts_rows_ ? 1 : options.first_line;
    std::string rest;
    if (handling.has_header) {
        layout_.header = record->bytes;
        if (layout_.reading.has_end_marks) {
            layout_.header.append(1, layout_.delimiter).append("\"\"");
        }
        layout_.full_header = layout_.header;
        if (layout_.reading.has_row_names) {
            layout_.full_header.insert(0, "\"\"").insert(2, 1, layout_.delimiter);
        }
        layout_.header_end = record->line_end;
        const auto feeds = std::count(record->bytes.begin(), record->bytes.end(), '\n');
        layout_.first_line += counts_rows_ ? 0 : static_cast<std::uint64_t>(feeds) + 1;
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
    blocks_.emplace(std::move(text), std::move(rest),
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
        const auto feeds = std::count(record.bytes.begin(), record.bytes.end(), '\n');
        line += counts_rows_ ? 1 : static_cast<std::uint64_t>(feeds) + 1;
        rest.remove_prefix(record.bytes.size() + record.line_end.size());
    }
}

/// Which record a row is depends on all before it, so they are counted where blocks are in order.
bool TextFeed::next(RowBlock& block) {
    block.padded = 0;
    block.rows_are_lines = counts_rows_;
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
    if (block.error == BlockError::none && least_cells_ > 0 && block.padded == 0 &&
        !has_whole_rows(block.index, layout_.columns.size())) {
        pad_rows(block);
    }
}

void TextFeed::pad_rows(RowBlock& block) const {
    constexpr std::size_t most_missing = 500;  // a block of short lines must stay a block
    const auto columns = layout_.columns.size();
    const auto missing = [&](const BlockRow& row) {
        const bool ends_early = row.fields() < columns && row.fields() >= least_cells_ &&
                                !row.empty() && !row.line_end().empty();
        const auto cells = ends_early ? columns - row.fields() : 0;
        return cells > most_missing ? 0 : cells;
    };
    std::size_t cells = 0;
    for (std::size_t number = 0; number < block.index.size(); ++number) {
        const auto of_row = missing(BlockRow(block, number));
        cells += of_row;
        block.padded += of_row > 0 ? 1 : 0;
    }
    if (cells == 0) {
        return;
    }
    Bytes text;
    text.reserve(block.text.size() + cells);
    for (std::size_t number = 0; number < block.index.size(); ++number) {
        const BlockRow row(block, number);
        text.add(row.bytes());
        text.add(std::string(missing(row), layout_.delimiter));
        text.add(row.line_end());
    }
    block.text = std::move(text);
    block.is_indexed = false;
    index_block(block, layout_.delimiter);
}

}  // namespace socshift
