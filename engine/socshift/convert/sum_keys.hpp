#pragma once

// Internal: not installed. What is added up apart from each other.

#include "socshift/convert/pair_numbers.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/convert/verdicts.hpp"
#include "socshift/io/cell_table.hpp"
#include "socshift/io/text_block.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace socshift {

/// The combinations of source item and key cells that were met, numbered as they were met.
class SumKeys {
public:
    /// One combination. `keys`: the number of the combination of key cells alone.
    struct Slot {
        std::uint32_t item = 0;
        std::uint32_t keys = 0;
    };

    /// @p places of the key columns, in the order of output: one or more.
    explicit SumKeys(const std::vector<std::size_t>& places);

    /// The number of the combination of keys of @p row, as in Slot.
    [[nodiscard]] std::uint32_t keys(const BlockRow& row);

    /// The number of the slot for source item @p item and @p keys; that of a new one is
    /// slots().size() before the call.
    [[nodiscard]] std::uint32_t slot(std::uint32_t keys, std::size_t item) {
        const auto number = slot_numbers_.number(keys, met(item));
        if (number == slots_.size()) {
            slots_.push_back({static_cast<std::uint32_t>(item), keys});
        }
        return number;
    }

    /// Has slot() find in the processor's cache what it will look at.
    void prefetch(std::uint32_t keys, std::size_t item) noexcept {
        if (item < met_.size()) {
            slot_numbers_.prefetch(keys, met_[item]);
        }
    }

    /// The numbers that the slots of @p other have here, in their order there; new ones for those
    /// that are new.
    [[nodiscard]] std::vector<std::uint32_t> slots_of(const SumKeys& other);

    [[nodiscard]] const std::vector<Slot>& slots() const noexcept { return slots_; }

    /// The texts of key cells by Slot::keys, each followed by a NUL, which no file has: so the byte
    /// order of these is the order of keys from left to right.
    [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return texts_; }

    /// The number of one of texts(), which gets one if it is new.
    [[nodiscard]] std::uint32_t keys_of(std::string text);

    /// The size of all texts.
    [[nodiscard]] std::size_t text_bytes() const noexcept { return text_bytes_; }

    /// What one of texts() is made of.
    [[nodiscard]] static std::vector<std::string> cells(std::string_view text);

private:
    using Numbers = std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;

    static constexpr unsigned few_bits = 6;  // so that few values are near each other

    struct Column {
        std::size_t at = 0;       // in a record
        CellTable raw{few_bits};  // short cells as they stand in the file
        Numbers texts;
    };

    /// The number of an item among those that were met.
    [[nodiscard]] std::uint32_t met(std::size_t item) {
        if (item >= met_.size()) {
            met_.resize(item + 1, CellTable::none);
        }
        auto& number = met_[item];
        if (number == CellTable::none) {
            number = items_met_++;
        }
        return number;
    }

    [[nodiscard]] std::uint32_t value(Column& column, std::string_view raw);

    std::vector<Column> columns_;
    std::vector<PairNumbers> pairs_;    // for each column but the first: what is before it, and it
    std::vector<std::uint32_t> known_;  // keys by the last of these numbers
    std::vector<std::uint32_t> met_;    // by item
    std::uint32_t items_met_ = 0;
    PairNumbers slot_numbers_;  // of keys and items, as they were met
    Numbers numbers_;           // of texts_
    std::vector<std::string> texts_;
    std::vector<Slot> slots_;
    std::size_t text_bytes_ = 0;
    std::string storage_;
};

/// @throws Error if there are more of @p keys than @p request allows.
void check_size(const SumKeys& keys, const ConvertRequest& request);

}  // namespace socshift
