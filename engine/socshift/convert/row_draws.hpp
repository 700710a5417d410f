#pragma once

// Internal: not installed. Rows that go to one target that is drawn.

#include "socshift/convert/row_writer.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// The lots of each source item: one for each of its places, in their order; none if their shares
/// are not known. Which is drawn depends on the seed, the row's number and the number of the draw
/// only.
class Lots {
public:
    Lots(const CodedEditions& sources, const ConvertRequest& request, char delimiter);

    /// One place. It is drawn by the numbers up to `last` that no lot before it has.
    struct Lot {
        std::uint64_t last = 0;
        std::uint32_t begin = 0;  // of its text
        std::uint32_t size = 0;
    };

    /// All of them; those of an item follow each other.
    [[nodiscard]] const std::vector<Lot>& all() const noexcept { return lots_; }
    [[nodiscard]] std::size_t begin(std::size_t item) const noexcept { return items_[item].lots; }
    [[nodiscard]] std::size_t end(std::size_t item) const noexcept { return items_[item + 1].lots; }

    /// The place in all() of the lot that row @p row draws. Needs an item with lots.
    [[nodiscard]] std::size_t draw(std::size_t item, std::uint64_t row, unsigned draw) const;

    [[nodiscard]] unsigned draws() const noexcept { return draws_; }

    /// Whether a lot of an item is that of going nowhere, which is the last.
    [[nodiscard]] bool is_nowhere(std::size_t item, std::size_t lot) const noexcept {
        return items_[item].ends && lot + 1 == end(item);
    }

    /// On a row that draws nothing but this, and on one that draws this and targets.
    [[nodiscard]] const Verdict& nowhere() const noexcept { return nowhere_; }
    [[nodiscard]] const Verdict& nowhere_in_part() const noexcept { return in_part_; }

    // What is added to a row, with text_padding bytes behind it: each code drawn, then the rest.
    [[nodiscard]] std::string_view code(std::size_t lot) const noexcept {
        return {text_.data() + lots_[lot].begin, lots_[lot].size};
    }
    [[nodiscard]] std::string_view rest(std::size_t item) const noexcept {
        return {text_.data() + items_[item].begin, items_[item].size};
    }

private:
    struct OfItem {
        std::size_t lots = 0;     // where they begin
        bool ends = false;        // a part of the item goes nowhere
        std::uint32_t begin = 0;  // of its text
        std::uint32_t size = 0;
    };
    void add_lots(const std::vector<PlanTarget>& targets, char delimiter);

    std::uint64_t seed_;
    unsigned draws_;
    std::string text_;
    std::vector<Lot> lots_;
    std::vector<OfItem> items_;  // and one more, behind the last
    Verdict nowhere_;
    Verdict in_part_;
};

/// Writes each row once, with what it drew.
class DrawWriter : public RowWriter {
public:
    DrawWriter(Intake& intake, std::string_view nothing_added, const Lots& lots)
        : RowWriter(intake, nothing_added), lots_(lots), drawn_(lots.all().size()) {}

    void work(RowBlock& block) override;

    /// How often each of the lots was drawn.
    [[nodiscard]] const std::vector<std::uint64_t>& drawn() const noexcept { return drawn_; }

private:
    const Lots& lots_;
    std::vector<std::uint64_t> drawn_;
    std::string added_;
    std::vector<std::size_t> row_lots_;  // of the row at hand
};

}  // namespace socshift
