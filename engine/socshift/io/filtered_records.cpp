#include "socshift/io/filtered_records.hpp"

#include "socshift/base/error.hpp"

#include <utility>

namespace socshift {

FilteredRecords::FilteredRecords(const DataShape& shape, ReadBytes read)
    : FilteredRecords(shape, TableText(shape, std::move(read))) {}

FilteredRecords::FilteredRecords(const DataShape& shape, TableText table)
    : reader_(table.reader(), shape.file, table.options()),
      reading_(table.reading()),
      sheet_rows_(table.sheet_rows()) {
    const auto* const first = reader_.next();
    if (first == nullptr) {
        throw FormatError({shape.file, 0, 0}, "an empty file; expected a header line");
    }
    columns_ = Columns(shape, *first, reading_);
    filters_ = RowFilters(shape.where, columns_);
    is_part_ = shape.is_part;
    counts_rows_ = shape.counts_rows;
    waiting_ = shape.has_header ? nullptr : first;
}

/// @p record with empty cells at its end, where a spreadsheet left them out.
const DelimitedRecord* FilteredRecords::whole(const DelimitedRecord* record) {
    whole_ = *record;
    if (whole_.fields.size() < columns_.size() && !whole_.line_end.empty()) {
        whole_.fields.resize(columns_.size());
    }
    whole_.line = counts_rows_ ? records_ : own_line(sheet_rows_, whole_.line);
    return &whole_;
}

const DelimitedRecord* FilteredRecords::next() {
    for (;;) {
        const auto* record =
            waiting_ != nullptr ? std::exchange(waiting_, nullptr) : reader_.next();
        if (record == nullptr) {
            if (!is_part_ && (rows_ > 0 || left_out_ > 0)) {
                filters_.check_seen(reader_.file());
            }
            return nullptr;
        }
        ++records_;
        if (record->bytes.empty() && columns_.size() > 1) {
            continue;
        }
        if (record->fields.size() != columns_.size() || !sheet_rows_.empty() || counts_rows_) {
            record = whole(record);
        }
        if (record->fields.size() != columns_.size()) {
            ++rows_;
            ++ragged_;
        } else if (filters_.passes(*record)) {
            ++rows_;
            return record;
        } else {
            ++left_out_;
        }
    }
}

}  // namespace socshift
