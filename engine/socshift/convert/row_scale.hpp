#pragma once

// Internal: not installed. Rows whose figures are divided over their targets.

#include "socshift/convert/row_texts.hpp"
#include "socshift/convert/row_writer.hpp"
#include "socshift/numbers/division.hpp"
#include "socshift/numbers/stand_ins.hpp"
#include "socshift/numbers/sum_cell.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What is to be divided, and how. One for all threads.
class Scaling {
public:
    struct Column {
        std::string name;
        std::size_t at = 0;  // in a record
        FigureReader figures = {};
    };

    /// @throws FormatError if a column is not there, or named twice.
    Scaling(const ConvertRequest& request, const CodedEditions& sources, const Intake& intake);

    /// In the order of their places.
    [[nodiscard]] const std::vector<Column>& columns() const noexcept { return columns_; }
    [[nodiscard]] bool whole() const noexcept { return whole_; }

    /// Their places in columns(), in the order asked for.
    [[nodiscard]] const std::vector<std::size_t>& asked() const noexcept { return asked_; }

    /// How a source item is divided; nullptr: not at all, all of it goes to its one target.
    [[nodiscard]] const Division* division(std::size_t item) const {
        return divisions_[item] ? &*divisions_[item] : nullptr;
    }

    /// The place of a carried item's basis among bases.
    [[nodiscard]] std::size_t basis(std::size_t item) const { return bases_[item]; }

    /// Adds the sums, in the order in which the columns were asked for.
    void add_sums(ConvertSummary& summary,
                  const std::vector<const class ScaledFigures*>& threads) const;

    /// Says which row is set aside, and why. @p column: one of columns().
    void refuse(Intake& intake, const IntakeRow& row, std::size_t column) const {
        intake.refuse_number(row, columns_[column].name, columns_[column].at);
    }

    /// The figures of the part of @p row that goes nowhere, plain, by column of columns(); empty
    /// where there is no number.
    [[nodiscard]] std::vector<std::string> last_parts(const BlockRow& row, std::size_t item) const;

    /// Writes down the part of a row that goes nowhere, with its part of the figures.
    void note_part(Intake& intake, const IntakeRow& row, const Verdict& verdict) const;

    /// The bytes of @p row with @p parts in place of the figures of columns(), plain but for the
    /// column's own sign before decimals; where a part is empty, the cell stays. @p each is told of
    /// every part, as it was written.
    template <typename Each>
    void write(Bytes& out, const BlockRow& row, const std::vector<std::string_view>& parts,
               char delimiter, const Each& each) const {
        const auto bytes = row.bytes();
        std::size_t done = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (parts[i].empty()) {
                continue;
            }
            const auto raw = row.field(columns_[i].at);
            const auto begin = static_cast<std::size_t>(raw.data() - bytes.data());
            out.add(bytes.substr(done, begin - done));
            done = begin + raw.size();
            const auto part = columns_[i].figures.written(parts[i]);
            const bool is_quoted =
                raw.starts_with('"') || part.find(delimiter) != std::string::npos;
            const std::string_view quote = is_quoted ? "\"" : "";
            const auto from = out.size();
            out.add(quote);
            out.add(part);
            out.add(quote);
            each(i, out.text().substr(from));
        }
        out.add(bytes.substr(done));
    }

private:
    std::vector<Column> columns_;
    std::vector<std::size_t> asked_;  // the places in columns_, in the order asked for
    bool whole_;
    std::vector<std::optional<Division>> divisions_;  // by item, as the next
    std::vector<std::size_t> bases_;
};

/// One column, as far as one thread has seen it.
struct ScaleTally {
    static constexpr std::size_t bases = static_cast<std::size_t>(Basis::equal) + 1;

    std::uint64_t empty_cells = 0;
    FixedSum in;
    FixedSum rejected;
    FixedSum out;  // what was printed, read again
    FigureCounts counts = {};
    StandIns stand_ins = {};
    std::array<FixedSum, bases> by_basis;
};

/// The figures of the row at hand, in parts, and what one thread adds up of them.
class ScaledFigures {
public:
    explicit ScaledFigures(const Scaling& scaling);

    /// Reads those of @p row. The first column that has something else than a number, or none.
    [[nodiscard]] std::optional<std::uint32_t> read(const BlockRow& row);

    /// Counts what was read as set aside.
    void reject();

    /// Counts what was read as carried whole, of source item @p item.
    void carry_whole(std::size_t item);

    /// Divides what was read; then there is a part for each target.
    void divide(const Division& division);

    /// The part of target @p target of a column; empty if it has no number.
    [[nodiscard]] std::string_view part(std::size_t column, std::size_t target) const {
        const auto& parts = parts_[column];
        return parts.empty() ? std::string_view{} : parts[target];
    }

    /// Counts a part of source item @p item as it was printed, in the column's own form. Needs
    /// text_padding bytes behind @p text.
    void carry_part(std::size_t column, std::size_t item, std::string_view text);

    /// Counts the last parts, which go nowhere, as set aside.
    void reject_last_parts();

    /// By column of the scaling.
    [[nodiscard]] const std::vector<ScaleTally>& tallies() const noexcept { return tallies_; }

private:
    void read_printed(std::size_t column, std::string_view text);

    const Scaling& scaling_;
    std::vector<ScaleTally> tallies_;
    std::vector<SumCell> cells_;                   // by column, as the next
    std::vector<std::vector<std::string>> parts_;  // by place; empty for an empty cell
    SumCell printed_;
    std::string again_;
    std::string storage_;
};

/// Writes each row once for each target, with its part of the figures.
class ScaleWriter : public RowWriter {
public:
    ScaleWriter(Intake& intake, std::string_view nothing_added, const AddedTexts& added,
                const Scaling& scaling);

    void work(RowBlock& block) override;

    [[nodiscard]] const ScaledFigures& figures() const noexcept { return figures_; }

private:
    void carry(RowBlock& block, const BlockRow& row, std::size_t number,
               const RowJudge::Judged& judged);
    void write_parts(Bytes& out, const BlockRow& row, std::size_t item);
    void write_part(Bytes& out, const BlockRow& row, std::size_t item, std::size_t target);

    const AddedTexts& added_;
    const Scaling& scaling_;
    char delimiter_;
    ScaledFigures figures_;
    std::vector<std::string_view> own_parts_;  // of the place at hand
};

/// Sets aside the rows of @p block that cannot be carried. @p note_part writes down the part of a
/// row that goes nowhere. @p scaling: nullptr if nothing is scaled.
void refuse_rows(Intake& intake, const RowBlock& block, const Scaling* scaling,
                 const std::function<void(const IntakeRow&, const Verdict&)>& note_part);

}  // namespace socshift
