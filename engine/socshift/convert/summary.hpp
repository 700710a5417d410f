#pragma once

#include "socshift/base/error.hpp"
#include "socshift/io/table_reading.hpp"
#include "socshift/model/code.hpp"
#include "socshift/numbers/share.hpp"
#include "socshift/recognise/recognise.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// Rows that were set aside, or kept without a target, for one reason; or carried rows of which a
/// part was.
struct SetAside {
    struct Example {
        std::string value;
        std::uint64_t line = 0;
        std::string file = {};  // when several are read as one
    };

    Reason reason = Reason::unknown;
    std::string text;               // the reason in words, "belongs to soc2000"
    std::uint64_t rows = 0;         // never 0
    std::size_t values = 0;         // how many different cells
    bool more_values = false;       // there are more: counting stops at some thousands
    std::vector<Example> examples;  // the first few different ones, in the order of the file
};

/// One summed column; amounts are exact decimals. in = out + rejected.
struct SumAccount {
    std::string column;
    std::string in;
    std::string out;  // what was printed, added up again
    std::string rejected;
    std::uint64_t empty_cells = 0;
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
    std::uint64_t rows = 0;                 // never 0
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
    std::uint64_t rows_padded = 0;  // of rows_in: they ended early and got empty cells
    TableReading reading;           // how the data was found in its file
    std::uint64_t rows_split = 0;   // carried rows whose code has several targets
    std::vector<CodeRef> split;     // those codes, in the order of editions, then of codes
    std::vector<Code> merged;       // targets that took in several sources; sorted
    RepairedRows repaired;
    std::vector<CarriedBy> by_basis;            // strongest first, none last
    std::vector<SetAside> set_aside;            // in the order of Reason, then of the file
    std::vector<SetAside> in_part;              // in the order of the file
    std::vector<SumAccount> sums;               // in the order asked for
    std::vector<MeanAccount> means;             // in the order asked for
    std::vector<std::string> keys;              // columns that figures are kept apart by
    std::uint64_t key_groups = 0;               // different combinations of them, carried
    std::vector<BoundaryMoved> boundary_moved;  // in the order of editions, then of codes
    /// Codes that a publication prints at two levels and whose figures all come in pairs, though
    /// other codes repeat as well: perhaps tables of several areas or years, each figure twice.
    std::vector<CodeRef> in_pairs = {};
};

/// What goes in does not come out: a bug, or a table whose shares do not sum to one.
class AccountError : public Error {
public:
    using Error::Error;
};

/// @throws AccountError, saying which line of the account is wrong, unless everything balances.
void check_account(const ConvertSummary& summary);

}  // namespace socshift
