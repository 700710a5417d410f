#pragma once

// Internal: not installed. Rows in, rows out.

#include "socshift/convert/intake.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace socshift {

/// What all that write rows have in common: which are carried, and what becomes of the others.
class RowWriter : public RowWorker {
public:
    /// @p nothing_added is put behind a row that is kept though it cannot be carried.
    RowWriter(Intake& intake, std::string_view nothing_added)
        : intake_(intake), nothing_added_(nothing_added), judge_(intake.make_judge()) {}

    [[nodiscard]] const RowJudge& judge() const noexcept { return judge_; }
    [[nodiscard]] std::uint64_t rows_out() const noexcept { return rows_out_; }

protected:
    /// Calls @p carry(row, number, judged) for each row of @p block that can be carried, and @p
    /// refuse with the same for each that cannot.
    template <typename Carry, typename Refuse>
    void each_row(RowBlock& block, const Carry& carry, const Refuse& refuse) {
        for (std::size_t number = 0; number < block.index.size(); ++number) {
            const BlockRow row(block, number);
            if (!judge_.is_row(row)) {
                block.out.add(row.line_end());
                continue;
            }
            const auto judged = judge_.judge(block, row);
            if (judged.is_carried()) {
                carry(row, number, judged);
            } else if (!judged.is_left_out()) {
                refuse(row, number, judged);
            }
        }
    }

    /// Counts row @p number of @p block as carried.
    void count(RowBlock& block, std::size_t number, const RowJudge::Judged& judged) {
        judge_.carry(block, number, judged);
    }

    /// Writes @p row with @p added, which has text_padding bytes behind it.
    void write(Bytes& out, const BlockRow& row, std::string_view added, std::string_view line_end) {
        const auto bytes = row.bytes();
        out.reserve(out.size() + bytes.size() + added.size() + text_padding);
        out.add_padded(bytes);
        out.add_padded(added);
        out.add_line_end(line_end);
        ++rows_out_;
    }

    /// What stands behind a row that is not the last one made of @p row.
    [[nodiscard]] std::string_view line_end_between(const BlockRow& row) const {
        return row.line_end().empty() ? std::string_view{intake_.line_end()} : row.line_end();
    }

    void refuse(RowBlock& block, const BlockRow& row, std::size_t number, const Verdict& verdict) {
        block.refused.push_back(
            {static_cast<std::uint32_t>(number), RefusalCause::verdict, 0, &verdict});
        if (intake_.keeps(verdict)) {
            block.out.add(row.bytes());
            block.out.add(nothing_added_);
            block.out.add(row.line_end());
            ++rows_out_;
        }
    }

    /// Notes that a part of a row that is carried goes nowhere.
    static void note_part(RowBlock& block, std::size_t number, const Verdict& verdict) {
        block.refused.push_back(
            {static_cast<std::uint32_t>(number), RefusalCause::part, 0, &verdict});
    }

    void count_row_out() noexcept { ++rows_out_; }

private:
    const Intake& intake_;
    std::string nothing_added_;
    RowJudge judge_;
    std::uint64_t rows_out_ = 0;
};

}  // namespace socshift
