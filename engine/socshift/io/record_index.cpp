#include "socshift/io/record_index.hpp"

#include <cassert>
#include <cstdint>
#include <limits>

namespace socshift {

void RecordIndex::reserve(std::size_t text_size) {
    assert(text_size < std::numeric_limits<std::uint32_t>::max());
    if (capacity_ >= text_size + text_padding && capacity_ <= 4 * (text_size + text_padding)) {
        return;
    }
    // Not initialised: pages that are never written take no memory.
    capacity_ = text_size + text_padding;
    records_.reset(new Record[capacity_]);
    delimiters_.reset(new std::uint32_t[capacity_]);
}

void RecordIndex::build(std::string_view text, char delimiter) {
    reserve(text.size());
    text_size_ = text.size();
    const auto scan = record_scan(text, delimiter, records_.get(), delimiters_.get());
    has_nul_ = scan.has_nul;
    if (!scan.is_regular) {
        build_exactly(text, delimiter);
        return;
    }
    size_ = scan.records;
    delimiter_count_ = scan.delimiters;
    in_quotes_ = scan.in_quotes;
    has_quoted_feeds_ = scan.has_quoted_feeds;
}

void RecordIndex::add_last() {
    assert(!in_quotes_);
    if (complete() < text_size_) {
        records_[size_++] = {static_cast<std::uint32_t>(text_size_),
                             static_cast<std::uint32_t>(delimiter_count_)};
    }
}

std::size_t RecordIndex::complete() const noexcept {
    return size_ == 0 ? 0 : std::size_t{records_[size_ - 1].end} + 1;
}

/// A byte at a time, for quotes that stand in the middle of fields.
void RecordIndex::build_exactly(std::string_view text, char delimiter) {
    enum class State { start, plain, quoted, closed };
    auto state = State::start;
    size_ = 0;
    delimiter_count_ = 0;
    has_quoted_feeds_ = false;
    has_nul_ = text.find('\0') != std::string_view::npos;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (state == State::quoted) {
            has_quoted_feeds_ |= c == '\n';
            state = c == '"' ? State::closed : State::quoted;
        } else if (c == delimiter) {
            delimiters_[delimiter_count_++] = static_cast<std::uint32_t>(at);
            state = State::start;
        } else if (c == '\n') {
            records_[size_++] = {static_cast<std::uint32_t>(at),
                                 static_cast<std::uint32_t>(delimiter_count_)};
            state = State::start;
        } else {
            state = c == '"' && state != State::plain ? State::quoted : State::plain;
        }
    }
    in_quotes_ = state == State::quoted;
}

}  // namespace socshift
