#pragma once

// Internal: not installed. What one thread does with the rows of a block whose titles get codes.

#include "socshift/convert/assign_spec.hpp"
#include "socshift/convert/assign_summary.hpp"
#include "socshift/convert/last_rows.hpp"
#include "socshift/convert/row_block.hpp"
#include "socshift/convert/row_feed.hpp"
#include "socshift/convert/row_pass.hpp"
#include "socshift/convert/title_assigner.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// Where the cells are that decide.
struct AssignPlaces {
    /// @throws FormatError if one of them has cells that are merged over several rows.
    AssignPlaces(const AssignSpec& spec, RowFeed& feed);

    /// An empty line is no row, unless it is an empty cell.
    [[nodiscard]] bool is_row(const BlockRow& row) const noexcept {
        return !row.empty() || all == 1;
    }

    std::size_t all;
    std::size_t title;
    std::optional<std::size_t> second;
    std::optional<std::size_t> old_code;
    std::optional<std::size_t> job_zone;
    std::optional<std::array<std::size_t, 3>> moment;  // person, period, order
    RowFilters filters;
};

/// The person, the period and the order of one row after the other.
class RowMoment {
public:
    RowMoment(const AssignPlaces& columns, const BlockRow& row) {
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            cells_[i] = field_text(row.field((*columns.moment)[i]), storage_[i]);
        }
    }

    void add_to(LastRowFinder& rows) const { rows.add(cells_[0], cells_[1], cells_[2]); }
    [[nodiscard]] std::optional<RowPlace> place_in(const LastRowFinder& rows) const {
        return rows.place(cells_[0], cells_[1], cells_[2]);
    }

private:
    std::array<std::string, 3> storage_;
    std::array<std::string_view, 3> cells_;
};

/// Whether a row without a code for @p reason is set aside whatever is asked for.
[[nodiscard]] constexpr bool is_never_kept(UnassignedReason reason) {
    return reason == UnassignedReason::columns || reason == UnassignedReason::earlier;
}

/// What was worked out for the cells of a row, with what is added behind it.
struct Worked {
    std::string cells;  // raw
    AssignedTitle title;
    std::string added;
};

/// The titles that one thread has met: titles come again and again. A new one takes the place of
/// another, so that memory is bounded; what comes out does not depend on it.
class WorkedTitles {
public:
    static constexpr std::size_t longest = 256;

    /// The place of @p cells; nullptr if they are too long. Its `cells` tell whether it is theirs.
    [[nodiscard]] Worked* place(std::string_view cells) {
        return cells.size() > longest ? nullptr
                                      : &places_[std::hash<std::string_view>{}(cells)&mask];
    }

private:
    static constexpr std::size_t mask = (std::size_t{1} << 14U) - 1;
    std::vector<Worked> places_ = std::vector<Worked>(mask + 1);
};

/// Gives the titles of rows their codes, on one thread, and counts what came of them.
class TitleWorker : public RowWorker {
public:
    /// Without @p delimiter nothing is written: all titles are handed on instead.
    TitleWorker(const AssignSpec& spec, const TitleRules& rules, const AssignPlaces& columns,
                const PersonRows& persons, std::optional<char> delimiter, std::size_t added);

    void work(RowBlock& block) override;

    /// Adds what it has counted to @p summary.
    void add_to(AssignSummary& summary) const;

    [[nodiscard]] const RowFilters& filters() const noexcept { return filters_; }

    /// Of how many rows it has asked whether they are last ones.
    [[nodiscard]] std::uint64_t last_rows_asked() const noexcept { return last_rows_asked_; }

private:
    static AssignedTitle ragged();

    /// Why @p row is not given a code, whatever its title says; none: it is a last one.
    std::optional<AssignedTitle> before_last(const BlockRow& row);

    /// What the cells of @p row come to. Good until the next row.
    const Worked& worked(const BlockRow& row);

    /// What is added behind a row.
    void write_added(const AssignedTitle& title, std::string& out) const;

    void take(RowBlock& block, const BlockRow& row, std::size_t number, const Worked& found);

    void refuse(RowBlock& block, const BlockRow& row, std::size_t number,
                const AssignedTitle& title);

    const AssignPlaces& columns_;
    const PersonRows& persons_;
    std::uint64_t last_rows_asked_ = 0;
    RowFilters filters_;
    TitleAssigner assigner_;
    std::optional<char> delimiter_;
    bool keeps_;
    std::string nothing_added_;
    WorkedTitles titles_;
    Worked spare_;
    std::string key_;
    std::string title_text_;
    std::string second_text_;
    std::string code_text_;
    std::string zone_text_;
    AssignSummary counts_;
    std::vector<std::pair<std::string, std::uint64_t>> by_level_;
};

}  // namespace socshift
