#pragma once

// Internal: not installed. A piece of a file of records.

#include "socshift/io/record_index.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace socshift {

/// Bytes that grow; what is behind them is not initialised, and text_padding bytes of it are there.
class Bytes {
public:
    [[nodiscard]] std::string_view text() const noexcept { return {data_.get(), size_}; }
    [[nodiscard]] char* data() noexcept { return data_.get(); }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }

    /// Up to capacity().
    void set_size(std::size_t size) noexcept { size_ = size; }

    void reserve(std::size_t capacity) {
        if (capacity > capacity_) {
            replace(std::max(capacity, 2 * capacity_));
        }
    }

    /// Throws the bytes away, and room beyond @p capacity.
    void reset(std::size_t capacity) {
        size_ = 0;
        if (capacity_ != capacity) {
            replace(capacity);
        }
    }

    void clear() noexcept { size_ = 0; }

    void add(std::string_view bytes) {
        if (bytes.empty()) {
            return;  // there may be no memory yet
        }
        reserve(size_ + bytes.size());
        std::memcpy(data_.get() + size_, bytes.data(), bytes.size());
        size_ += bytes.size();
    }

    /// The same for pieces that mostly are short: quicker.
    void add_short(std::string_view bytes) {
        constexpr std::size_t word = sizeof(std::uint64_t);
        const auto size = bytes.size();
        if (size > 2 * word) {
            add(bytes);
            return;
        }
        if (size_ + size > capacity_) {
            reserve(size_ + size);
        }
        auto* const to = data_.get() + size_;
        const auto* const from = bytes.data();
        const auto copy_ends = [&](auto piece) {  // which may overlap
            std::memcpy(&piece, from, sizeof piece);
            std::memcpy(to, &piece, sizeof piece);
            std::memcpy(&piece, from + size - sizeof piece, sizeof piece);
            std::memcpy(to + size - sizeof piece, &piece, sizeof piece);
        };
        if (size >= word) {
            copy_ends(std::uint64_t{});
        } else if (size >= word / 2) {
            copy_ends(std::uint32_t{});
        } else if (size > 0) {
            to[0] = from[0];
            to[size / 2] = from[size / 2];
            to[size - 1] = from[size - 1];
        }
        size_ += size;
    }

    /// The same for short pieces, behind which text_padding bytes are readable: quicker. Needs
    /// room: reserve() what all of them take.
    void add_padded(std::string_view bytes) noexcept {
        constexpr std::size_t step = 32;
        auto* to = data_.get() + size_;
        const auto* from = bytes.data();
        for (std::size_t done = 0; done < bytes.size(); done += step) {
            std::memcpy(to + done, from + done, step);
        }
        size_ += bytes.size();
    }

    /// The same for at most two bytes.
    void add_line_end(std::string_view bytes) noexcept {
        std::memcpy(data_.get() + size_, bytes.data(), 2);
        size_ += bytes.size();
    }

private:
    void replace(std::size_t capacity) {
        std::unique_ptr<char[]> data(new char[capacity + text_padding]);
        if (size_ > 0) {
            std::memcpy(data.get(), data_.get(), size_);
        }
        data_ = std::move(data);
        capacity_ = capacity;
    }

    std::unique_ptr<char[]> data_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

/// Why a file cannot be read on from some block.
enum class BlockError { none, nul, unclosed_quote, too_long };

/// Numbers of a column in memory, by the number of the row; of one kind or none.
struct NumberCells {
    const std::int64_t* whole = nullptr;
    const double* real = nullptr;
};

/// Texts of a column in memory, by the number of the row: each itself, or as the place of its
/// value; or neither.
struct TextCells {
    const std::string_view* texts = nullptr;
    const std::int32_t* places = nullptr;  // below 0: an empty cell
    std::size_t values = 0;                // that there are places of
    std::uint64_t list = 0;                // the same: they are places of the same values
};

/// Cells that stand in no text, given as BlockRow gives those of one. For one thread at a time.
class BlockCells {
public:
    explicit BlockCells(std::size_t columns)
        : columns_(static_cast<std::uint32_t>(columns)), numbers_(columns), texts_(columns) {}
    BlockCells(const BlockCells&) = delete;
    BlockCells& operator=(const BlockCells&) = delete;
    virtual ~BlockCells() = default;

    [[nodiscard]] std::uint32_t columns() const noexcept { return columns_; }

    /// Raw, with 16 readable bytes from any of its own on; good until another cell of @p column is
    /// asked for. @throws what says that it can be in no file.
    [[nodiscard]] virtual std::string_view cell(std::uint64_t row, std::size_t column) = 0;

    /// What the cells of a column are made of.
    [[nodiscard]] const NumberCells& numbers(std::size_t column) const noexcept {
        return numbers_[column];
    }
    [[nodiscard]] const TextCells& texts(std::size_t column) const noexcept {
        return texts_[column];
    }

protected:
    void set(std::size_t column, NumberCells numbers, TextCells texts) {
        numbers_[column] = numbers;
        texts_[column] = texts;
    }

private:
    std::uint32_t columns_;
    std::vector<NumberCells> numbers_;  // by column, as the next
    std::vector<TextCells> texts_;
};

/// Whole records of a file, some hundred kilobytes. All places are 32 bits: blocks are small. Or
/// rows whose cells stand elsewhere: then there is neither text nor index.
struct TextBlock {
    [[nodiscard]] std::size_t rows() const noexcept { return cells ? cell_rows : index.size(); }

    std::unique_ptr<BlockCells> cells;
    std::size_t cell_rows = 0;       // if there are such cells
    std::uint64_t cells_before = 0;  // rows that they have before the first of these
    Bytes text;
    RecordIndex index;
    bool is_indexed = false;
    std::uint64_t records_before = 0;  // in the file, if they are counted
    BlockError error = BlockError::none;
};

/// One record of a block.
class BlockRow {
public:
    BlockRow(const TextBlock& block, std::size_t row) noexcept {
        if (block.cells) {
            cells_ = block.cells.get();
            number_ = block.cells_before + row;
            fields_ = cells_->columns();
            return;
        }
        const auto before = row == 0 ? before_first : block.index.records()[row - 1];
        const auto own = block.index.records()[row];
        text_ = block.text.text().data();
        delimiters_ = block.index.delimiters() + before.delimiters;
        begin_ = before.end + 1;
        all_ = own.end + (own.end < block.text.size() ? 1 : 0);
        end_ = own.end - (own.end < all_ && own.end > begin_ && text_[own.end - 1] == '\r' ? 1 : 0);
        fields_ = own.delimiters - before.delimiters + 1;
    }

    // Of a row that is in no text: its number among those of BlockCells, from 0, and the cells.
    [[nodiscard]] std::uint64_t number() const noexcept { return number_; }
    [[nodiscard]] const BlockCells& cells() const noexcept { return *cells_; }

    // Of a record of a text; without bytes where there is none.
    [[nodiscard]] std::size_t begin() const noexcept { return begin_; }
    [[nodiscard]] std::size_t fields() const noexcept { return fields_; }
    [[nodiscard]] bool empty() const noexcept { return end_ == begin_ && cells_ == nullptr; }

    /// Without its line end.
    [[nodiscard]] std::string_view bytes() const noexcept {
        return {text_ + begin_, end_ - begin_};
    }
    [[nodiscard]] std::string_view line_end() const noexcept { return {text_ + end_, all_ - end_}; }

    /// Raw, quotes and all. Needs @p at < fields(). Throws nothing where it stands in a text.
    [[nodiscard, gnu::always_inline]] inline std::string_view field(std::size_t at) const {
        if (cells_ != nullptr) {
            return cells_->cell(number_, at);
        }
        const std::size_t from = at == 0 ? begin_ : std::size_t{delimiters_[at - 1]} + 1;
        const std::size_t to = at + 1 == fields_ ? end_ : delimiters_[at];
        return {text_ + from, to - from};
    }

private:
    static constexpr RecordIndex::Record before_first{~std::uint32_t{0}, 0};

    const char* text_ = nullptr;
    const std::uint32_t* delimiters_ = nullptr;  // of this row
    BlockCells* cells_ = nullptr;                // none of a text
    std::uint64_t number_ = 0;
    std::uint32_t begin_ = 0;
    std::uint32_t all_ = 0;  // the end of its line end
    std::uint32_t end_ = 0;
    std::uint32_t fields_ = 0;
};

}  // namespace socshift
