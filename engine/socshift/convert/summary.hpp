#pragma once

#include "socshift/base/error.hpp"
#include "socshift/io/table_reading.hpp"
#include "socshift/model/code.hpp"
#include "socshift/numbers/figure_form.hpp"
#include "socshift/numbers/share.hpp"
#include "socshift/recognise/detect.hpp"
#include "socshift/recognise/recognise.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// Rows that one thing is said of, and the different cells among them.
struct AsideCount {
    struct Example {
        std::string value;
        std::uint64_t line = 0;
        std::string file = {};  // when several are read as one
    };

    std::string text;               // in words, "belongs to soc2000"
    std::uint64_t rows = 0;         // never 0
    std::size_t values = 0;         // how many different cells
    bool more_values = false;       // there are more: counting stops at some thousands
    std::vector<Example> examples;  // the first few different ones, in the order of the file
};

/// Rows that were set aside, or kept without a target, for one reason; or carried rows of which a
/// part was.
struct SetAside : AsideCount {
    Reason reason = Reason::unknown;
};

/// Carried rows whose code was recognised only after one kind of repair.
struct RepairAccount {
    struct Example {
        std::string value;  // the cell
        Code code;          // what it was read as
        std::uint64_t line = 0;
        std::string file = {};  // when several are read as one
    };

    Repair repair = Repair::blanks;
    std::uint64_t rows = 0;         // never 0
    bool more_values = false;       // there are other cells than the examples
    std::vector<Example> examples;  // the first few different ones, in the order of the file
};

/// One summed column; amounts are exact decimals. in = out + rejected.
struct SumAccount {
    std::string column;
    std::string in;
    std::string out;  // what was printed, added up again
    std::string rejected;
    std::uint64_t empty_cells = 0;
    FigureCounts figures = {};  // cells that are not plain numbers, and those without a figure
    /// Numbers that may stand for a missing figure and are added up as they are; the least first.
    std::vector<StandIn> could_be_missing = {};
};

/// A figure of the output that some rows have added nothing to, because theirs is missing.
struct MissingInFigure {
    std::string column;
    CodeRef code;                   // of the output
    std::vector<std::string> keys;  // of it
    std::uint64_t missing = 0;      // figures of carried rows; never 0
    bool is_empty = false;          // nothing at all was added
};

/// One column of means. What it is made of is in the account like sums: weights, and weights times
/// figures, of the rows that count in it, which are those with a number in both columns.
struct MeanAccount {
    std::string column;             // of the output, "wage_mean_by_employment"
    std::string of;                 // "wage"
    std::string by_weight;          // "employment"; empty: each row has the weight 1
    SumAccount weights;             // empty_cells: of the weights
    SumAccount products;            // empty_cells: of the figures
    std::uint64_t empty_means = 0;  // figures with no weight but zero
};

/// What was carried on one basis: the weakest of the shares out of the row's code.
struct CarriedBy {
    std::optional<Basis> basis;             // none: no share is known
    std::uint64_t rows = 0;                 // 0: only figures of an earlier conversion rest on it
    std::vector<std::string> amounts;       // of each summed column
    std::vector<std::string> weights = {};  // of each mean
};

/// A code of the data that changed in nothing but whom it leaves out: the crosswalk says that it is
/// the same, and its boundary moved. See moved_by_exclusions_only().
struct BoundaryMoved {
    CodeRef code;
    std::string title;
    std::uint64_t rows = 0;  // carried, never 0
};

/// The rows of one wave: those with one value in the column of waves, or, without such a column,
/// all. rows = carried + rows set aside or kept.
struct WaveAccount {
    std::string value;       // empty: of all rows
    std::uint64_t rows = 0;  // that filters let through
    std::uint64_t carried = 0;
    std::uint64_t by_wave = 0;        // of them, by an edition that other rows of the wave decide
    std::uint64_t ambiguous = 0;      // set aside, as the next
    std::uint64_t elsewhere = 0;      // their codes belong to editions that the wave is not read in
    std::string elsewhere_most = {};  // what is said of the most of them: "belongs to soc2000"
    /// Whether so many belong elsewhere that the others may, too: see is_doubtful().
    bool doubtful = false;
};

/// Codes that two editions share are read as those of the wrong one without a word, so rows that
/// are in no edition of their wave say something of all others. True for at least one in a hundred
/// rows, with at least two different codes.
[[nodiscard]] bool is_doubtful(std::uint64_t rows, std::uint64_t elsewhere,
                               std::size_t codes_elsewhere);

/// Rows whose code is missing, by the kind of missing value that a file with columns tells.
struct MissingCodes {
    std::string kind;        // ".a" of Stata; of SPSS the value that is declared to be missing
    std::uint64_t rows = 0;  // never 0

    friend bool operator==(const MissingCodes&, const MissingCodes&) = default;
};

/// Carried rows of a code that their edition, a publication, does not publish: see unpublished().
struct UnpublishedRows {
    CodeRef code;
    std::uint64_t rows = 0;  // never 0

    friend bool operator==(const UnpublishedRows&, const UnpublishedRows&) = default;
};

/// The account of one conversion.
/// rows_in = rows_filtered + rows_carried + rows_rejected + rows_kept.
struct ConvertSummary {
    std::uint64_t rows_in = 0;        // without header and empty lines
    std::uint64_t rows_filtered = 0;  // left out by a filter
    std::uint64_t rows_carried = 0;
    std::uint64_t rows_rejected = 0;  // set aside
    std::uint64_t rows_kept = 0;      // written without a target, as asked
    std::uint64_t rows_in_part = 0;   // carried rows of which a part goes nowhere
    std::uint64_t rows_out = 0;
    std::uint64_t rows_padded = 0;   // of rows_in: they ended early and got empty cells
    TableReading reading;            // how the data was found in its file
    std::uint64_t rows_split = 0;    // carried rows whose code has several targets
    std::uint64_t rows_settled = 0;  // of these: they went to the target that their title settled
    std::vector<CodeRef> split;      // those codes, in the order of editions, then of codes
    std::vector<Code> merged;        // targets that took in several sources; sorted
    RepairedRows repaired;
    std::vector<RepairAccount> repairs;  // the same by kind, in the order of Repair
    /// Of the rows set aside or kept for Reason::empty, those whose kind is known; by kind, sorted.
    std::vector<MissingCodes> missing_codes = {};
    /// Cells that are no code, repeat, and could be somebody's words for none; most rows first.
    std::vector<RepeatedWord> could_be_no_code;
    /// The only column that says in each row of a group that was set aside which level it is of, in
    /// the edition's word for it: "broad". Empty: there is none.
    std::string level_column = {};
    std::vector<std::string> level_values = {};  // what it says there, as it is written, sorted
    /// By value of the column of waves, in byte order; one, of all rows, if there is no such column
    /// and rows can be of several editions or are doubtful; rows with another number of columns or
    /// of no edition are in none.
    std::vector<WaveAccount> waves;
    std::vector<CarriedBy> by_basis;  // without rows_settled; strongest first, none last
    std::vector<SetAside> set_aside;  // in the order of Reason, then of the file
    std::vector<SetAside> in_part;    // in the order of the file
    std::vector<SumAccount> sums;     // in the order asked for
    std::vector<MeanAccount> means;   // in the order asked for
    /// With sums and means: column by column, in the order of the output.
    std::vector<MissingInFigure> missing_in_figures = {};
    std::vector<std::string> keys;              // columns that figures are kept apart by
    std::uint64_t key_groups = 0;               // different combinations of them, carried
    std::vector<BoundaryMoved> boundary_moved;  // in the order of editions, then of codes
    /// Codes that a publication prints at two levels and whose figures all come in pairs, though
    /// other codes repeat as well: perhaps tables of several areas or years, each figure twice.
    std::vector<CodeRef> in_pairs = {};
    std::vector<UnpublishedRows> unpublished = {};  // in the order of editions, then of codes
    /// Codes of an extension that are there as often as the code above them, which holds nothing
    /// else: perhaps a table of both levels, each figure twice.
    std::vector<CodeRef> in_both_forms = {};
};

/// A number in a column of figures that may stand for a missing one, and was added up as it is.
struct CouldBeMissing {
    std::string column;
    StandIn number;

    friend bool operator==(const CouldBeMissing&, const CouldBeMissing&) = default;
};

/// All of them, column by column: of sums, then of means and their weights; each column once.
[[nodiscard]] std::vector<CouldBeMissing> could_be_missing(const ConvertSummary& summary);

/// What goes in does not come out: a bug, or a table whose shares do not sum to one.
class AccountError : public Error {
public:
    using Error::Error;
};

/// @throws AccountError, saying which line of the account is wrong, unless everything balances.
void check_account(const ConvertSummary& summary);

}  // namespace socshift
