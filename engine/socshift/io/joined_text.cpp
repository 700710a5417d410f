#include "socshift/io/joined_text.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/io/delimited_errors.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/table_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace socshift {

namespace {

constexpr std::size_t longest_header = std::size_t{1} << 24U;

std::uint64_t line_ends(std::string_view text) {
    return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

/// Goes through the parts once.
class JoinedText::Reading {
public:
    Reading(const std::vector<TextPart>& parts, const DataShape& shape)
        : parts_(parts), shape_(shape), delimiter_(shape.delimiter) {}

    std::size_t read(char* to, std::size_t size) {
        while (size > 0) {
            if (waiting_.size() == given_ && !open_next()) {
                return 0;
            }
            if (waiting_.size() > given_) {
                const auto count = std::min(size, waiting_.size() - given_);
                std::copy_n(waiting_.data() + given_, count, to);
                given_ += count;
                return note(to, count);
            }
            const auto count = read_(to, size);
            if (count > 0) {
                return note(to, count);
            }
            close();
        }
        return 0;
    }

    [[nodiscard]] TextPlace place(std::uint64_t line) const {
        const std::lock_guard lock(mutex_);
        auto at = std::upper_bound(
            starts_.begin(), starts_.end(), line,
            [](std::uint64_t wanted, const Start& start) { return wanted < start.joined; });
        const auto& start = at == starts_.begin() ? starts_.front() : *std::prev(at);
        return {parts_[start.part].name,
                own_line(start.sheet_rows, line - start.joined + start.own)};
    }

    [[nodiscard]] const std::vector<std::string>& notices() const noexcept { return notices_; }

private:
    /// From where on a part is read: its line `own` is line `joined` of the whole.
    struct Start {
        std::uint64_t joined = 1;
        std::uint64_t own = 1;
        std::size_t part = 0;
        std::vector<std::uint32_t> sheet_rows = {};  // then `own` is a line of the sheet's text
    };

    /// Opens the next part when none is open. False when there is none left.
    bool open_next() {
        waiting_.clear();
        given_ = 0;
        if (read_) {
            return true;
        }
        if (next_ == parts_.size()) {
            return false;
        }
        open();
        return true;
    }

    void open() {
        const auto part = next_++;
        read_ = parts_[part].open();
        Start start{line_, 1, part};
        if (parts_.size() > 1) {
            auto shape = shape_;
            shape.file = parts_[part].name;
            shape.delimiter = delimiter_;
            shape.blanks = shape.blanks || has_blanks_;
            TableText table(shape, std::move(read_));
            read_ = table.reader();
            start.sheet_rows = table.sheet_rows();
            delimiter_ = table.options().delimiter;
            has_blanks_ = table.reading().has_blanks;
            if (const auto& merged = table.reading().merged; !merged.empty()) {
                // Which columns are used is known where the files are one already.
                throw FormatError(
                    {shape.file, 0, 0},
                    fmt::format("sheet '{}': the cells {} are merged, so that what stands there is "
                                "in the first row alone; expected none among several files",
                                table.reading().sheet, merged.front().range));
            }
            for (const auto& notice : socshift::notices(table.reading())) {
                notices_.push_back(fmt::format("{}: {}", shape.file, notice));
            }
            start.own = table.options().first_line + take_start(part) - 1;
        }
        const std::lock_guard lock(mutex_);
        starts_.push_back(std::move(start));
    }

    /// Reads the header of a part, and takes it off if it is not the first. The number of the line
    /// that the rest starts with.
    std::uint64_t take_start(std::size_t part) {
        DelimitedRecord header;
        bool at_end = false;
        for (;;) {
            const std::string_view text = waiting_;
            const std::size_t mark = text.starts_with(utf8_mark) ? utf8_mark.size() : 0;
            if ((at_end || text.size() >= sample) &&
                cut_record(text.substr(mark), *delimiter_, at_end, header)) {
                return take_header(part, mark, header);
            }
            if (at_end || text.size() > longest_header) {
                throw FormatError({parts_[part].name, 1, 0},
                                  "a quotation mark opens here and is never closed");
            }
            const auto had = waiting_.size();
            waiting_.resize(had + sample);
            const auto got = read_(waiting_.data() + had, sample);
            waiting_.resize(had + got);
            at_end = got == 0;
        }
    }

    std::uint64_t take_header(std::size_t part, std::size_t mark, const DelimitedRecord& header) {
        check_line_ends(header, parts_[part].name, 1);
        if (part == 0) {
            header_ = shape_.has_header ? std::string{header.bytes} : std::string{};
            line_end_ = header.line_end.empty() ? "\n" : std::string{header.line_end};
            return 1;
        }
        given_ = mark;
        if (!shape_.has_header) {
            return 1;
        }
        if (header.bytes != header_) {
            throw FormatError({parts_[part].name, 1, 0},
                              fmt::format("another header than that of '{}'; files that are read "
                                          "together have the same columns in the same order",
                                          parts_.front().name));
        }
        given_ += header.bytes.size() + header.line_end.size();
        return 1 + line_ends(header.bytes) + line_ends(header.line_end);
    }

    /// At the end of a part: what follows starts on a new line.
    void close() {
        read_ = nullptr;
        if (next_ < parts_.size() && last_ != '\n') {
            waiting_ = line_end_;
            given_ = 0;
        }
    }

    std::size_t note(const char* bytes, std::size_t count) {
        if (parts_.size() > 1) {
            line_ += line_ends({bytes, count});
            last_ = bytes[count - 1];
        }
        return count;
    }

    static constexpr std::size_t sample = std::size_t{1} << 16U;

    const std::vector<TextPart>& parts_;
    const DataShape& shape_;
    std::optional<char> delimiter_;
    bool has_blanks_ = false;
    std::vector<std::string> notices_;
    std::size_t next_ = 0;  // part to be opened
    ReadBytes read_;        // of the open part
    std::string waiting_;   // bytes to be given before more are read, from given_ on
    std::size_t given_ = 0;
    std::string header_;
    std::string line_end_;
    char last_ = '\n';
    std::uint64_t line_ = 1;  // of the next byte
    mutable std::mutex mutex_;
    std::vector<Start> starts_;
};

JoinedText::JoinedText(std::vector<TextPart> parts, DataShape shape)
    : parts_(std::move(parts)), shape_(std::move(shape)) {
    if (parts_.empty()) {
        throw std::invalid_argument("no file to read");
    }
}

JoinedText::~JoinedText() = default;

std::size_t JoinedText::size() const noexcept {
    return parts_.size();
}

ReadBytes JoinedText::reader() {
    reading_ = std::make_shared<Reading>(parts_, shape_);
    return [reading = reading_](char* to, std::size_t size) { return reading->read(to, size); };
}

DataShape JoinedText::shape_of_text(DataShape shape) const {
    if (parts_.size() > 1) {
        shape.sheet.reset();
        shape.header_row = shape.has_header ? std::optional<std::uint32_t>{1} : std::nullopt;
    }
    return shape;
}

std::vector<std::string> JoinedText::notices() const {
    return reading_ ? reading_->notices() : std::vector<std::string>{};
}

TextPlace JoinedText::place(std::uint64_t line) const {
    return reading_->place(line);
}

}  // namespace socshift
