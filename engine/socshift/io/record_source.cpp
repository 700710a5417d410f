#include "socshift/io/record_source.hpp"

#include "socshift/base/error.hpp"

#include <utility>

namespace socshift {

namespace {

DelimitedOptions reader_options(std::optional<char> delimiter) {
    DelimitedOptions options;
    options.delimiter = delimiter;
    return options;
}

}  // namespace

RecordSource::RecordSource(const DataShape& shape, ReadBytes read)
    : reader_(std::move(read), shape.file, reader_options(shape.delimiter)) {
    const auto* const first = reader_.next();
    if (first == nullptr) {
        throw FormatError({shape.file, 0, 0}, "an empty file; expected a header line");
    }
    columns_ = Columns(shape.file, *first, shape.has_header);
    filters_ = RowFilters(shape.where, columns_);
    waiting_ = shape.has_header ? nullptr : first;
}

const DelimitedRecord* RecordSource::next() {
    for (;;) {
        const auto* const record =
            waiting_ != nullptr ? std::exchange(waiting_, nullptr) : reader_.next();
        if (record == nullptr) {
            return nullptr;
        }
        if (record->bytes.empty() && columns_.size() > 1) {
            continue;
        }
        if (record->fields.size() != columns_.size()) {
            ++rows_;
            ++ragged_;
        } else if (filters_.passes(*record)) {
            ++rows_;
            return record;
        }
    }
}

}  // namespace socshift
