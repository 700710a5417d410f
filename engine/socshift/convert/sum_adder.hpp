#pragma once

// Internal: not installed. Figures of a file: gathered from threads, computed and accounted for.

#include "socshift/convert/intake.hpp"
#include "socshift/convert/part_cells.hpp"
#include "socshift/convert/sum_guard.hpp"
#include "socshift/convert/sum_header.hpp"
#include "socshift/convert/sum_table.hpp"
#include "socshift/convert/sum_tally.hpp"
#include "socshift/convert/summed_columns.hpp"
#include "socshift/numbers/decimal.hpp"
#include "socshift/numbers/stand_ins.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// One column while it is added up.
struct SummedFigures {
    std::string name;
    unsigned decimals = 0;
    SlotSums carried{0, SumCell::fixed_decimals};
    DecimalSum in;
    DecimalSum rejected;
    std::uint64_t empty_cells = 0;
    FigureCounts counts;
    StandIns stand_ins;
    std::vector<std::uint64_t> missing;  // figures, by slot, then by line; nothing if none is
    FigureList figures;
    FigureList least;  // if bounds are wanted
    FigureList most;
    std::array<FigureList, basis_count> by_basis;  // if parts by basis are wanted, as the next
    std::vector<std::uint64_t> without_number;     // rows, by slot, then by line
};

/// One column of means: what they are made of, and how they come out.
struct MeanFigures {
    std::string name;  // in the output
    std::string of;
    SummedFigures weights;
    SummedFigures products;  // decimals: of the column that they are of
    FigureList figures;
    std::uint64_t weights_of_zero = 0;
};

/// Adds up what threads have tallied, by target and keys, and keeps the account of it.
class SumAdder {
public:
    SumAdder(const ConvertRequest& request, const CodedEditions& sources, Intake& intake);

    [[nodiscard]] const SumPlaces& places() const noexcept { return header_.places(); }

    /// Notes lines and keys and sets rows aside, block by block in the order of the file.
    void finish(const RowBlock& block);

    /// Takes what the threads have added up, when all is read.
    void add(const std::deque<SumsWorker>& workers);

    /// Writes down what all rows so far add to figures and account, for load().
    void save(PartWriter& out) const;

    /// Takes what save() wrote of rows that are behind those that were loaded before.
    void load(PartReader& part);

    /// Takes what was loaded, when all is: instead of add().
    void add_loaded();

    [[nodiscard]] const SumGuard& guard() const noexcept { return guard_; }

    /// The account with its sums.
    [[nodiscard]] ConvertSummary finish();

    void write(const WriteBytes& out) const;

    /// What write() writes, as values.
    [[nodiscard]] SummedColumns lines() const;

private:
    /// What lines of the output have in common, as it stands in them, delimiters behind it.
    struct LineTexts {
        std::vector<std::string> targets;  // code and title
        std::vector<std::string> keys;
    };
    [[nodiscard]] LineTexts line_texts() const;

    /// What was carried of one slot in one column. Of means weights and products, and no rows.
    struct LoadedFigure {
        bool any = false;
        DecimalSum sum;
        DecimalSum product;
        std::uint64_t missing = 0;
        std::uint64_t without_number = 0;
    };
    struct LoadedSlot {
        bool is_there = false;
        std::uint64_t rows = 0;
        std::vector<LoadedFigure> sums;
        std::vector<LoadedFigure> means;
    };

    void save_columns(PartWriter& out) const;
    void load_columns(PartReader& part);
    void save_slot(PartWriter& out, std::size_t slot) const;
    void load_slot(PartReader& part, LoadedSlot& slot) const;
    void add_slot(std::size_t slot, const LoadedSlot& loaded);
    void sort_keys();
    [[nodiscard]] std::vector<SumSlot> sorted_slots();
    void make_slots();
    void add(const SumsWorker& worker, const std::vector<std::uint32_t>& slots);
    void add_carried(const std::deque<SumsWorker>& workers,
                     const std::vector<std::vector<std::uint32_t>>& slots);
    void list_missing(const std::string& name, const SummedFigures& column,
                      const FigureList& figures, ConvertSummary& summary) const;
    void compute_figures();
    void compute_bounds(SummedFigures& column) const;
    void compute_parts(std::size_t at);
    [[nodiscard]] SumsByBasis earlier_of(std::size_t at) const;
    void check_earlier() const;
    void add_bases(ConvertSummary& summary) const;
    /// Amounts by basis, and behind them that of slots without one.
    using Amounts = std::array<DecimalSum, basis_count + 1>;
    [[nodiscard]] Amounts amounts_on(std::size_t at) const;
    void add_amounts(ConvertSummary& summary) const;
    [[nodiscard]] SumAccount account_of(const SummedFigures& column) const;
    [[nodiscard]] Amounts amounts_on(const SummedFigures& column) const;
    void append_line(std::string& out, std::size_t line, const LineTexts& texts) const;

    const ConvertRequest& request_;
    const CodedEditions& sources_;
    Intake& intake_;
    SumHeader header_;
    SumGuard guard_;
    std::vector<SummedFigures> columns_;  // as SumPlaces::sums
    std::size_t shown_;                   // so many of them were asked for, the first
    std::vector<std::uint64_t> rows_;     // by slot, then by line, if they are counted
    std::vector<MeanFigures> means_;
    std::optional<SumKeys> keys_;                       // in the order of the file
    std::vector<std::uint32_t> key_order_;              // of the combinations of keys in the output
    std::vector<std::vector<std::string>> key_cells_;   // in that order
    static constexpr auto no_slot = ~std::uint32_t{0};  // of an item of which nothing was carried
    // Of slots of keys_, or of items: their slot in table_.
    std::vector<std::uint32_t> table_slots_;
    std::optional<SumTable> table_;
    std::vector<LoadedSlot> loaded_;  // of all parts, by slot; without keys, by item
};

/// Writes what the rows of @p columns add to the figures and the account of more of them to @p
/// part: SumAdder::save(). @throws as sum_columns(), but not of what is only wrong of all of them.
void add_up_part(const ConvertRequest& request, const CodedEditions& sources,
                 const std::vector<DataColumn>& columns, PartWriter& part);

}  // namespace socshift
