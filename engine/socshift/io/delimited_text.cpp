#include "socshift/io/delimited_text.hpp"

#include "socshift/base/utf8.hpp"
#include "socshift/io/delimited_errors.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace socshift {

namespace {

constexpr auto npos = std::string_view::npos;

/// The place of the quote that closes the one at @p at; npos if none does.
std::size_t end_of_quotes(std::string_view text, std::size_t at) {
    for (++at;; at += 2) {
        at = text.find('"', at);
        if (at == npos || at + 1 == text.size() || text[at + 1] != '"') {
            return at;
        }
    }
}

/// Where the field that starts at @p at ends: at a delimiter, a line end or the end of @p text.
/// npos if it is a quoted one that never closes.
std::size_t end_of_field(std::string_view text, std::size_t at, char delimiter) {
    if (at < text.size() && text[at] == '"') {
        at = end_of_quotes(text, at);
        if (at == npos) {
            return npos;
        }
    }
    while (at < text.size() && text[at] != delimiter && text[at] != '\n') {
        ++at;
    }
    return at;
}

/// Fields of a line without quotes.
void split_plain(std::string_view line, char delimiter, std::vector<std::string_view>& fields) {
    std::size_t begin = 0;
    for (auto at = line.find(delimiter); at != npos; at = line.find(delimiter, begin)) {
        fields.push_back(line.substr(begin, at - begin));
        begin = at + 1;
    }
    fields.push_back(line.substr(begin));
}

/// Sets the record to @p text up to the line feed at @p feed, or all of it when there is none.
void set_ends(std::string_view text, std::size_t feed, DelimitedRecord& record) {
    auto size = std::min(feed, text.size());
    if (feed < text.size() && size > 0 && text[size - 1] == '\r') {
        --size;
    }
    record.bytes = text.substr(0, size);
    record.line_end = feed < text.size() ? text.substr(size, feed + 1 - size) : text.substr(size);
}

}  // namespace

bool cut_record(std::string_view text, char delimiter, bool is_all, DelimitedRecord& record) {
    record.fields.clear();
    const auto feed = text.find('\n');
    const auto line = text.substr(0, feed);
    if (line.find('"') == npos) {
        if (feed == npos && !is_all) {
            return false;
        }
        set_ends(text, feed, record);
        split_plain(record.bytes, delimiter, record.fields);
        return true;
    }
    std::size_t begin = 0;
    for (;;) {
        const auto end = end_of_field(text, begin, delimiter);
        if (end == npos || (end == text.size() && !is_all)) {
            return false;
        }
        if (end == text.size() || text[end] == '\n') {
            set_ends(text, end, record);
            // The carriage return of the line end is no part of the last field.
            record.fields.push_back(
                text.substr(begin, std::max(record.bytes.size(), begin) - begin));
            return true;
        }
        record.fields.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
}

char detect_delimiter(std::string_view text, bool is_all) {
    constexpr int sample = 20;
    char best = ',';
    std::pair<int, std::size_t> best_score{0, 0};
    DelimitedRecord record;
    for (const char candidate : known_delimiters) {  // of equals the first
        auto rest = text;
        std::size_t columns = 0;
        int agreeing = 0;
        for (int i = 0; i < sample && !rest.empty(); ++i) {
            if (!cut_record(rest, candidate, is_all, record)) {
                break;
            }
            columns = i == 0 ? record.fields.size() : columns;
            agreeing += record.fields.size() == columns ? 1 : 0;
            rest.remove_prefix(record.bytes.size() + record.line_end.size());
        }
        if (const std::pair score{agreeing, columns}; columns > 1 && score > best_score) {
            best = candidate;
            best_score = score;
        }
    }
    return best;
}

std::string_view field_text(std::string_view raw, std::string& storage) {
    if (raw.empty() || raw.front() != '"') {
        return raw;
    }
    storage.clear();
    for (std::size_t begin = 1;;) {
        const auto quote = std::min(raw.find('"', begin), raw.size());
        storage.append(raw.substr(begin, quote - begin));
        if (quote + 1 >= raw.size() || raw[quote + 1] != '"') {
            storage.append(raw.substr(std::min(quote + 1, raw.size())));
            return storage;
        }
        storage += '"';
        begin = quote + 2;
    }
}

void append_field(std::string& out, std::string_view text, char delimiter) {
    const char special[] = {delimiter, '"', '\n', '\r'};
    if (text.find_first_of({special, sizeof special}) == npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        out.append(c == '"' ? 2 : 1, c);
    }
    out += '"';
}

SourceLocation line_of(const std::string& file, std::uint64_t line) {
    constexpr std::uint64_t largest = std::numeric_limits<std::uint32_t>::max();
    return {file, static_cast<std::uint32_t>(std::min(line, largest)), 0};
}

FormatError nul_byte(const std::string& file, std::uint64_t line) {
    return {line_of(file, line),
            "a NUL byte; expected delimited text, UTF-16 with a byte-order mark, or a workbook "
            "(.xlsx)"};
}

FormatError unclosed_quote(const std::string& file, std::uint64_t line) {
    return {line_of(file, line), "a quotation mark opens here and is never closed"};
}

FormatError record_too_long(const std::string& file, std::uint64_t line, std::size_t max_record) {
    return {
        line_of(file, line),
        fmt::format("a record of more than {} bytes; is a quotation mark not closed?", max_record)};
}

void check_line_ends(const DelimitedRecord& first, const std::string& file, std::uint64_t line) {
    const bool is_bare =
        std::any_of(first.fields.begin(), first.fields.end(), [](std::string_view field) {
            const bool quoted = field.starts_with('"');
            return field.find('\r', quoted ? end_of_quotes(field, 0) : 0) != npos;
        });
    if (is_bare) {
        throw FormatError(line_of(file, line),
                          first.line_end.empty()
                              ? "lines end with a carriage return (CR) alone; expected line feeds "
                                "(LF or CRLF)"
                              : "a carriage return (CR) without a line feed in the first line; "
                                "expected lines that all end with LF or CRLF");
    }
}

DelimitedReader::DelimitedReader(ReadBytes read, std::string file, DelimitedOptions options)
    : read_(std::move(read)),
      file_(std::move(file)),
      options_(options),
      buffer_(std::max(options.block, utf8_mark.size())),
      line_(options.first_line) {
    fill();
    const std::string_view start{buffer_.data(), end_};
    if (start.substr(0, utf8_mark.size()) == utf8_mark) {
        mark_ = utf8_mark;
        begin_ = utf8_mark.size();
    }
    delimiter_ =
        options_.delimiter ? *options_.delimiter : detect_delimiter(start.substr(begin_), at_end_);
}

const DelimitedRecord* DelimitedReader::next() {
    for (;;) {
        const std::string_view rest{buffer_.data() + begin_, end_ - begin_};
        if (rest.empty() && at_end_) {
            return nullptr;
        }
        if (cut_record(rest, delimiter_, at_end_, record_)) {
            break;
        }
        if (at_end_) {
            throw unclosed_quote(file_, line_);
        }
        if (rest.size() >= options_.max_record) {
            if (line_ == options_.first_line && cut_record(rest, delimiter_, true, record_)) {
                check_line_ends(record_, file_, line_);
            }
            throw record_too_long(file_, line_, options_.max_record);
        }
        fill();
    }
    if (record_.fields.size() > options_.max_fields) {
        throw FormatError(where(line_), fmt::format("{} columns; expected at most {}",
                                                    record_.fields.size(), options_.max_fields));
    }
    if (line_ == options_.first_line) {
        check_line_ends(record_, file_, line_);
    }
    record_.line = line_;
    begin_ += record_.bytes.size() + record_.line_end.size();
    const auto feeds = std::count(record_.bytes.begin(), record_.bytes.end(), '\n');
    line_ += static_cast<std::uint64_t>(feeds) + 1;
    return &record_;
}

/// Makes room, then reads until the buffer is full or the input ends: a record that is longer than
/// the buffer doubles it, so that the cost of looking at it again stays linear.
void DelimitedReader::fill() {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    end_ -= begin_;
    begin_ = 0;
    if (end_ == buffer_.size()) {
        buffer_.resize(2 * buffer_.size());
    }
    const auto old_end = end_;
    while (end_ < buffer_.size() && !at_end_) {
        const auto got = read_(buffer_.data() + end_, buffer_.size() - end_);
        at_end_ = got == 0;
        end_ += got;
    }
    check_text(old_end);
}

void DelimitedReader::check_text(std::size_t from) const {
    const auto unchecked = std::string_view{buffer_.data(), end_}.substr(from);
    if (const auto nul = unchecked.find('\0'); nul != npos) {
        const auto feeds = std::count(buffer_.data() + begin_, unchecked.data() + nul, '\n');
        throw nul_byte(file_, line_ + static_cast<std::uint64_t>(feeds));
    }
}

}  // namespace socshift
