#pragma once

// Internal: not installed. What is to be done with a row, by the bytes of its cells.

#include "socshift/convert/request.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/convert/summary.hpp"
#include "socshift/io/cell_table.hpp"
#include "socshift/recognise/several_editions.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace socshift {

/// Lets a table of strings be searched for a view, without making a string.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};

/// What is to be done with all rows that have the same cell.
struct Verdict {
    bool carried = false;
    bool in_part = false;        // carried, and a part of it goes nowhere
    bool by_wave = false;        // by an edition that other rows of the wave decide
    std::size_t item = no_item;  // in CodedEditions
    Repairs repairs;
    Reason reason = Reason::unknown;  // when not carried
    std::string text;                 // the reason in words
    std::string detail;               // the same with what is of this cell alone, if there is more

    static constexpr std::size_t no_item = static_cast<std::size_t>(-1);
};

/// What a code must have to be carried, beside a target.
struct VerdictNeeds {
    bool shares = false;  // all of its shares known
    Split split = Split::all;
    bool to_families = false;  // which no weights divide
};

/// Judges cells, one at a time whoever asks, and remembers the verdicts, as many as fit.
class VerdictStore {
public:
    VerdictStore(const CodedEditions& sources, VerdictNeeds needs)
        : sources_(sources), needs_(needs), known_(sources.choices().size()) {}

    /// The verdict on @p cell, raw, of a row that goes by @p choice of CodedEditions::choices(),
    /// good as long as this object; or nullptr if it is not remembered, and is in @p spare.
    [[nodiscard]] const Verdict* judge(std::size_t choice, std::string_view cell, Verdict& spare);

private:
    [[nodiscard]] Verdict make(const SourceChoice& choice, std::string_view cell);
    [[nodiscard]] Verdict make(std::size_t source, Recognition recognition) const;
    [[nodiscard]] Verdict choose(const SourceChoice& choice,
                                 const std::vector<EditionReading>& readings) const;
    [[nodiscard]] Verdict ambiguous(const SourceChoice& choice,
                                    const std::vector<EditionReading>& readings,
                                    const std::vector<Verdict>& verdicts) const;
    void judge_targets(Verdict& verdict, const Item* item, bool is_leaf) const;

    const CodedEditions& sources_;
    VerdictNeeds needs_;
    std::mutex mutex_;
    // By choice.
    std::vector<std::unordered_map<std::string, Verdict, TextHash, std::equal_to<>>> known_;
    std::size_t size_ = 0;
    std::string storage_;
};

/// How many rows were carried, by source item, and what had to be put right in their codes.
struct CarriedRows {
    explicit CarriedRows(std::size_t items) : by_item(items) {}

    /// Needs @p verdict.carried.
    void add(const Verdict& verdict, std::uint64_t rows);
    void add(const CarriedRows& other);

    std::uint64_t all = 0;
    std::vector<std::uint64_t> by_item;
    std::uint64_t by_wave = 0;
    RepairedRows repaired;
    /// By item, those that Repair::missing_suffix took for the only code under what they have.
    std::map<std::size_t, std::uint64_t> without_suffix;
};

/// The verdicts that one thread has met, and how many rows it carried by each.
class VerdictCache {
public:
    /// `item`, `is_carried` and `in_part` are the verdict's: what each row needs is in one place.
    struct Entry {
        explicit Entry(const Verdict& of)
            : verdict(&of),
              item(static_cast<std::uint32_t>(of.item)),
              is_carried(of.carried),
              in_part(of.in_part),
              by_wave(of.by_wave) {}

        const Verdict* verdict;
        std::uint64_t carried = 0;  // rows
        std::uint32_t item;
        bool is_carried;
        bool in_part;
        bool by_wave;
    };

    VerdictCache(VerdictStore& store, std::size_t choices)
        : store_(store),
          short_(choices, CellTable{choices == 1 ? CellTable::first_bits : few_bits}),
          long_(choices) {}

    /// The entry for @p cell, which has 16 readable bytes, good until the next call; nullptr if it
    /// cannot be remembered: then @p spare has the verdict.
    [[nodiscard, gnu::always_inline]] inline Entry* find(std::size_t choice, std::string_view cell,
                                                         Verdict& spare) {
        if (cell.size() > CellTable::longest) {
            return find_long(choice, cell, spare);
        }
        const auto key = CellTable::pack(cell.data(), cell.size());
        const auto number = short_[choice].find(key);
        return number != CellTable::none ? &entries_[number] : find_new(choice, cell, key, spare);
    }

    /// The entry for a short cell that was met before, good until the next call of find(); nullptr
    /// for another.
    [[nodiscard]] Entry* known(std::size_t choice, const CellTable::Key& key) noexcept {
        const auto number = short_[choice].find(key);
        return number == CellTable::none ? nullptr : &entries_[number];
    }

    /// Of its number among entries(), which stays what it is.
    [[nodiscard]] Entry& entry(std::uint32_t number) noexcept { return entries_[number]; }
    [[nodiscard]] std::uint32_t number_of(const Entry& entry) const noexcept {
        return static_cast<std::uint32_t>(&entry - entries_.data());
    }

    [[nodiscard]] const std::vector<Entry>& entries() const noexcept { return entries_; }

private:
    static constexpr unsigned few_bits = 8;  // many choices have few cells each

    Entry* find_new(std::size_t choice, std::string_view cell, const CellTable::Key& key,
                    Verdict& spare);
    Entry* find_long(std::size_t choice, std::string_view cell, Verdict& spare);

    VerdictStore& store_;
    std::vector<CellTable> short_;  // by choice, as the next
    std::vector<std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>>> long_;
    std::vector<Entry> entries_;
};

}  // namespace socshift
