#pragma once

// Internal: not installed. What both kernels do with a row before it is carried.

#include "socshift/catalog/delimited_text.hpp"
#include "socshift/convert/columns.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/convert/summary.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace socshift {

/// Lets a table of strings be searched for a view, without making a string.
struct TextHash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the library's name
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};

/// What is to be done with all rows that have the same cell.
struct Verdict {
    bool carried = false;
    std::size_t item = no_item;  // in ConvertSources
    Repairs repairs;
    Reason reason = Reason::unknown;  // when not carried
    std::string text;                 // the reason in words

    static constexpr std::size_t no_item = static_cast<std::size_t>(-1);
};

/// A row with its verdict; none for an empty line, which is no row.
struct IntakeRow {
    const DelimitedRecord* record = nullptr;
    const Verdict* verdict = nullptr;
};

/// Reads rows, leaves out those that a filter does not let pass, decides about the rest, writes
/// what is set aside and keeps the account. Verdicts are remembered by the bytes of the cell, as
/// many as fit a fixed table, so that a row costs one hash lookup.
class Intake {
public:
    /// @p needs_share: a code without known shares cannot be carried.
    /// @throws FormatError if a column is not there or there is no header.
    Intake(const ConvertRequest& request, const ConvertSources& sources, ReadBytes read,
           WriteBytes rejects, bool needs_share);

    /// Next row to be dealt with by carry() or refuse(), or an empty line; false at the end. The
    /// row is good until the next call.
    [[nodiscard]] bool next(IntakeRow& row);

    /// Counts a row as carried.
    void carry(const Verdict& verdict);

    /// Sets a row aside. True if it is to be kept in the output instead. @throws FormatError if the
    /// request says that this must not happen.
    [[nodiscard]] bool refuse(const IntakeRow& row);

    /// The same for another reason than the verdict's. @p text stands for all rows like it, @p
    /// detail for this one.
    void refuse(const IntakeRow& row, Reason reason, const std::string& text,
                const std::string& detail, std::string_view value);

    /// The account so far, without sums and rows_out. @p amounts is by basis, in the same order.
    [[nodiscard]] ConvertSummary summary() const;

    [[nodiscard]] const Columns& columns() const noexcept { return columns_; }
    [[nodiscard]] const std::string& header() const noexcept { return header_bytes_; }
    [[nodiscard]] const std::string& header_end() const noexcept { return header_end_; }
    [[nodiscard]] const std::string& line_end() const noexcept { return line_end_; }
    [[nodiscard]] const DelimitedReader& reader() const noexcept { return reader_; }
    [[nodiscard]] std::uint64_t rows_of(std::size_t item) const { return rows_by_item_[item]; }

private:
    struct Refusal {
        SetAside account;
        std::unordered_set<std::string, TextHash, std::equal_to<>> seen;
    };

    void read_header();
    [[nodiscard]] const Verdict& judge(const DelimitedRecord& record);
    [[nodiscard]] Verdict make_verdict(std::size_t source, std::string_view cell);
    [[nodiscard]] Refusal& refusal(Reason reason, const std::string& text);
    void count(Refusal& refusal, std::string_view value, std::uint64_t line);
    void write_reject(const DelimitedRecord& record, std::string_view reason);

    const ConvertRequest& request_;
    const ConvertSources& sources_;
    WriteBytes rejects_;
    bool needs_share_;
    DelimitedReader reader_;
    const DelimitedRecord* waiting_ = nullptr;  // the first row of a file without header
    std::string header_bytes_;
    std::string header_end_;
    std::string line_end_;
    Columns columns_;
    std::size_t code_column_ = 0;
    std::optional<std::size_t> edition_column_;
    RowFilters filters_;

    using Verdicts = std::unordered_map<std::string, Verdict, TextHash, std::equal_to<>>;
    std::vector<Verdicts> verdicts_;  // by source
    std::size_t remembered_ = 0;
    Verdict spare_;   // of a cell that is not remembered
    Verdict ragged_;  // of a row with another number of columns
    Verdict stray_;   // of a row whose edition is not known
    std::string storage_;
    std::string reject_;
    bool any_reject_ = false;

    ConvertSummary account_;
    std::vector<std::uint64_t> rows_by_item_;
    std::vector<Refusal> refusals_;
};

}  // namespace socshift
