#pragma once

// Internal: not installed. Where the records and fields of a block of delimited text are.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace socshift {

/// So many bytes behind a text must be readable, whatever they are: vectors are loaded whole.
inline constexpr std::size_t text_padding = 64;

/// The places of the delimiters and line ends of a text that count: those outside quoted fields, by
/// the rules of DelimitedReader. Memory is kept from one text to the next.
class RecordIndex {
public:
    /// A record ends before `end`, the place of its line feed or the end of the text. `delimiters`:
    /// how many there are up to here, in this and all earlier records.
    struct Record {
        // Not initialised: see reserve().
        std::uint32_t end;
        std::uint32_t delimiters;
    };

    /// Finds everything in @p text, which starts with a record, is smaller than 4 GiB, and has
    /// text_padding bytes behind it. Records that end with a line feed are there afterwards.
    /// Cost: a few bytes a cycle; byte by byte if quotes stand where no quoted field can begin.
    void build(std::string_view text, char delimiter);

    /// Makes what stands behind the last line feed a record too. Not in_quotes().
    void add_last();

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] const Record* records() const noexcept { return records_.get(); }
    [[nodiscard]] const std::uint32_t* delimiters() const noexcept { return delimiters_.get(); }

    /// Where the next record would start: behind the last line feed that counts.
    [[nodiscard]] std::size_t complete() const noexcept;

    /// The text ends within a quoted field.
    [[nodiscard]] bool in_quotes() const noexcept { return in_quotes_; }

    /// Whether there are line feeds in quoted fields: records are not lines.
    [[nodiscard]] bool has_quoted_feeds() const noexcept { return has_quoted_feeds_; }

    /// Whether there is a NUL byte anywhere in the text.
    [[nodiscard]] bool has_nul() const noexcept { return has_nul_; }

private:
    void reserve(std::size_t text_size);
    void build_exactly(std::string_view text, char delimiter);

    std::unique_ptr<Record[]> records_;
    std::unique_ptr<std::uint32_t[]> delimiters_;
    std::size_t capacity_ = 0;
    std::size_t size_ = 0;
    std::size_t delimiter_count_ = 0;
    std::size_t text_size_ = 0;
    bool in_quotes_ = false;
    bool has_quoted_feeds_ = false;
    bool has_nul_ = false;
};

/// What record_scan() found. `is_regular`: every quote opens or closes a quoted field, so that the
/// rest is right; if not, nothing else is.
struct RecordScan {
    std::size_t records = 0;
    std::size_t delimiters = 0;
    bool is_regular = true;
    bool in_quotes = false;
    bool has_quoted_feeds = false;
    bool has_nul = false;
};

/// The fast way, with the widest vectors that this machine has. Both arrays have room for
/// text.size() + text_padding entries.
[[nodiscard]] RecordScan record_scan(std::string_view text, char delimiter,
                                     RecordIndex::Record* records, std::uint32_t* delimiters);

}  // namespace socshift
