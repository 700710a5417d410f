#pragma once

// Internal: not installed.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace socshift {

/// Numbers by the bytes of short cells: one open table of packed keys.
class CellTable {
public:
    static constexpr std::size_t longest = 15;
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    static constexpr unsigned first_bits = 11;  // 2^11 entries; it grows

    /// A cell of at most `longest` bytes, packed; no two cells have the same, none has zero.
    struct Key {
        std::uint64_t low = 0;
        std::uint64_t high = 0;  // the last bytes, and the size above them
        friend bool operator==(const Key&, const Key&) = default;
    };

    /// 16 bytes at @p cell must be readable. Needs @p size <= longest.
    [[nodiscard]] static Key pack(const char* cell, std::size_t size) noexcept {
        constexpr unsigned byte = 8;
        Key key;
        std::memcpy(&key.low, cell, sizeof key.low);
        std::memcpy(&key.high, cell + sizeof key.low, sizeof key.high);
        const auto all = ~std::uint64_t{0};
        const auto in_low = size < byte ? size : byte;
        const auto in_high = size - in_low;
        key.low &= in_low == 0 ? 0 : all >> (byte * (byte - in_low));
        key.high &= in_high == 0 ? 0 : all >> (byte * (byte - in_high));
        key.high |= (std::uint64_t{size} + 1) << (byte * (byte - 1));
        return key;
    }

    /// The same, of a cell behind which nothing need be readable.
    [[nodiscard]] static Key pack_exactly(const char* cell, std::size_t size) noexcept {
        constexpr std::size_t byte = 8;
        Key key;
        if (size >= byte) {
            // The last bytes overlap with the first; what was there already is shifted out.
            std::memcpy(&key.low, cell, byte);
            std::uint64_t last = 0;
            std::memcpy(&last, cell + size - byte, byte);
            key.high = size == byte ? 0 : last >> (byte * (2 * byte - size));
        } else if (size >= byte / 2) {
            std::uint32_t first = 0;
            std::uint32_t last = 0;
            std::memcpy(&first, cell, sizeof first);
            std::memcpy(&last, cell + size - sizeof last, sizeof last);
            key.low = first | std::uint64_t{last} << (byte * (size - sizeof last));
        } else {
            for (std::size_t at = 0; at < size; ++at) {
                key.low |= std::uint64_t{static_cast<unsigned char>(cell[at])} << (byte * at);
            }
        }
        key.high |= (std::uint64_t{size} + 1) << (byte * (byte - 1));
        return key;
    }

    explicit CellTable(unsigned bits = first_bits) : shift_(64 - bits) {
        entries_.resize(std::size_t{1} << bits);
    }

    /// What was added under @p key, or none.
    [[nodiscard]] std::uint32_t find(const Key& key) const noexcept {
        for (auto at = place(key);; at = (at + 1) & (entries_.size() - 1)) {
            const auto& entry = entries_[at];
            if (entry.key == key) {
                return entry.value;
            }
            if (entry.key == Key{}) {
                return none;
            }
        }
    }

    /// Has find() meet @p key in the processor's cache: a large table is slow otherwise.
    void prefetch(const Key& key) const noexcept { __builtin_prefetch(&entries_[place(key)]); }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }

    /// Needs find(@p key) == none.
    void add(const Key& key, std::uint32_t value) {
        if (2 * ++size_ > entries_.size()) {
            std::vector<Entry> old(2 * entries_.size());
            old.swap(entries_);
            --shift_;
            for (const auto& entry : old) {
                if (!(entry.key == Key{})) {
                    put(entry);
                }
            }
        }
        put({key, value});
    }

private:
    struct Entry {
        Key key;
        std::uint32_t value = none;
    };
    /// The top bits, on which all bytes of the key have an effect.
    [[nodiscard]] std::size_t place(const Key& key) const noexcept {
        constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;  // 2^64 by the golden ratio
        return static_cast<std::size_t>((key.low ^ (key.high * odd)) * odd >> shift_);
    }

    void put(const Entry& added) {
        auto at = place(added.key);
        while (!(entries_[at].key == Key{})) {
            at = (at + 1) & (entries_.size() - 1);
        }
        entries_[at] = added;
    }

    std::vector<Entry> entries_;  // a power of two: 2^(64 - shift_)
    unsigned shift_;
    std::size_t size_ = 0;
};

}  // namespace socshift
