#pragma once

// Internal: not installed. What must not be added up.

#include "socshift/convert/double_figures.hpp"
#include "socshift/convert/intake.hpp"
#include "socshift/convert/part_cells.hpp"
#include "socshift/convert/sum_header.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace socshift {

/// Looks at rows before what threads have added up is used: sets aside what cannot be, and finds
/// rows that would count twice. Called block by block in the order of the file.
class SumGuard {
public:
    SumGuard(const ConvertRequest& request, const CodedEditions& sources, Intake& intake,
             const SumPlaces& places);

    /// If RowBlock::firsts must have more rows than the first: by source item, whether all of its
    /// rows; of the others, the first two with the same keys, unless that was found of these keys.
    /// Else nullptr.
    [[nodiscard]] const std::vector<bool>* all_rows_of() const noexcept {
        return watches_repeats_ ? &doubles_.is_printed_twice() : nullptr;
    }

    /// Writes down what check() has to know, but for repeats, for load().
    void save(PartWriter& out) const;

    /// Adds what was written of rows that are behind @p rows_before others.
    void load(PartReader& part, std::uint64_t rows_before);

    /// The number of the combination of keys of a row that is carried.
    using KeysOf = std::function<std::uint32_t(const BlockRow& row)>;

    /// Notes the rows in @p block that were carried first, and sets aside those that were refused.
    void finish(const RowBlock& block, const KeysOf& keys);

    /// @throws MixedLevels if figures would count twice and the request does not allow it.
    void check() const;

    /// DoubleFigures::in_pairs(): what may count twice all the same.
    [[nodiscard]] std::vector<CodeRef> in_pairs() const { return doubles_.in_pairs(); }

    /// Rows set aside because a cell of theirs is no number, by source item; of an edition with
    /// several sources at the item of the first.
    [[nodiscard]] const std::vector<std::uint64_t>& without_number() const noexcept {
        return without_number_;
    }

private:
    void carried(const IntakeRow& row, std::size_t item, std::uint32_t keys);
    void refuse(const IntakeRow& row, const Refusal& refusal);
    [[nodiscard]] const Item* member_with_rows(std::size_t source, const Item& group) const;
    void check_members(std::size_t source, const Item& group) const;
    [[nodiscard]] std::string line_text(std::uint64_t line) const;

    const ConvertRequest& request_;
    const CodedEditions& sources_;
    Intake& intake_;
    SumPlaces places_;
    DoubleFigures doubles_;
    bool watches_repeats_;
    std::vector<std::uint64_t> first_lines_;  // carried, by source item; 0: none
    std::vector<std::uint64_t> without_number_;
    std::string storage_;
};

}  // namespace socshift
