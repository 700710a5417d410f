#pragma once

// Internal: not installed. The account of rows of columns in memory: of all of them, or of a part
// that is put together with others.

#include "socshift/convert/carried_columns.hpp"
#include "socshift/convert/intake.hpp"
#include "socshift/convert/part_cells.hpp"
#include "socshift/convert/row_scale.hpp"
#include "socshift/convert/row_titles.hpp"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace socshift {

/// What is in the account of rows beside what Intake has of it.
class RowsAccount {
public:
    /// Refers to the first two.
    RowsAccount(const ConvertRequest& request, const CodedEditions& sources, const Intake& intake);

    /// How figures are divided; nullptr if none are.
    [[nodiscard]] const Scaling* scaling() const noexcept {
        return scaling_ ? &*scaling_ : nullptr;
    }

    void add_rows_out(std::uint64_t rows) noexcept { rows_out_ += rows; }
    /// Needs Split::title.
    void add(const SettledRows& settled) { settled_->add(settled); }
    /// By column of scaling().
    void set_totals(std::vector<ScaledTotal> totals) { totals_ = std::move(totals); }

    /// Writes all of it down, for load(), which adds what was written.
    void save(PartWriter& out) const;
    void load(PartReader& part);

    /// The whole account, unless lots are drawn. @throws AccountError unless it balances.
    [[nodiscard]] ConvertSummary summary(const Intake& intake) const;

    /// The same of what @p intake said of all but rows_out.
    [[nodiscard]] ConvertSummary checked(ConvertSummary summary, const Intake& intake) const;

private:
    const ConvertRequest& request_;
    const CodedEditions& sources_;
    std::uint64_t rows_out_ = 0;
    std::optional<Scaling> scaling_;
    std::vector<ScaledTotal> totals_;
    std::optional<SettledRows> settled_;
};

/// carry_columns(), which also writes what the rows add to the account of more of them to @p part,
/// unless that is nullptr: first Intake::save(), then RowsAccount::save().
[[nodiscard]] CarriedColumns carry_columns(const ConvertRequest& request,
                                           const CodedEditions& sources,
                                           const std::vector<DataColumn>& columns,
                                           PartWriter* part);

}  // namespace socshift
