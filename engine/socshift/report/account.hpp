#pragma once

#include "socshift/base/error.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// The account of a conversion as summary_json() wrote it, read back: what a report shows. Names of
/// bases, reasons and repairs are the words of the document; docs/commands/convert.md has its keys.
struct Account {
    struct Example {
        std::string value;
        std::string code = {};  // of a repair: what it was read as
        std::uint64_t line = 0;
        std::string file = {};
    };
    struct Aside {
        std::string reason;
        std::string text;
        std::uint64_t rows = 0;
        std::uint64_t values = 0;
        bool more_values = false;
        std::vector<Example> examples;
    };
    struct Repair {
        std::string repair;
        std::uint64_t rows = 0;
        bool more_values = false;
        std::vector<Example> examples;
    };
    /// How much of one column rests on a basis.
    struct AmountOf {
        std::string basis;
        std::string amount;
    };
    struct Sum {
        std::string column;
        std::string in;
        std::string out;
        std::string rejected;
        std::uint64_t empty_cells = 0;
        std::vector<AmountOf> by_basis = {};
    };
    struct Mean {
        std::string column;
        std::string of;
        std::string by_weight;
        std::string weight_in, weight_out, weight_rejected;
        std::string product_in, product_out, product_rejected;
        std::vector<AmountOf> by_basis = {};
        std::uint64_t empty_cells = 0;
        std::uint64_t empty_weights = 0;
        std::uint64_t empty_means = 0;
    };
    struct Wave {
        std::string wave;
        std::uint64_t rows = 0, carried = 0, by_wave = 0, ambiguous = 0, elsewhere = 0;
        std::string elsewhere_most;
        bool doubtful = false;
    };
    struct CodeRows {
        std::string edition;
        std::string code;
        std::string title = {};
        std::optional<std::uint64_t> rows = {};
    };
    /// A number of something: rows, cells.
    struct Counted {
        std::string name;
        std::uint64_t count = 0;
    };
    struct ColumnCounted {
        std::string column;
        std::string name;
        std::uint64_t count = 0;
    };
    struct MissingIn {
        std::string column;
        std::string code;
        std::vector<std::string> keys;
        std::uint64_t missing = 0;
        bool is_empty = false;
    };
    struct File {
        std::string file;
        std::string holds;
        std::string sha256;
    };

    std::string file, column, from, to, route, weights;
    std::vector<std::string> drafts;
    std::vector<std::string> weight_notes;
    std::uint64_t rows_in = 0, rows_filtered = 0, rows_carried = 0, rows_rejected = 0;
    std::uint64_t rows_kept = 0, rows_split = 0, rows_out = 0, rows_repaired = 0;
    std::uint64_t rows_in_part = 0, rows_padded = 0;
    std::optional<std::uint64_t> rows_settled = {};
    std::vector<Repair> repairs;
    std::string sheet;
    std::optional<std::uint64_t> header_line = {};
    std::vector<std::string> read_as;
    std::vector<Sum> sums;
    std::vector<ColumnCounted> figures;           // how cells were written, what is missing
    std::vector<ColumnCounted> could_be_missing;  // name: the number
    std::vector<MissingIn> missing_in_figures;
    std::vector<std::string> keys;
    std::optional<std::uint64_t> key_groups = {};
    std::vector<Mean> means;
    std::vector<Counted> by_basis;
    std::vector<Aside> set_aside;
    std::vector<Aside> in_part;
    std::string level_column;
    std::vector<std::string> level_values;
    std::vector<Wave> waves;
    std::vector<CodeRows> split;
    std::vector<std::string> merged;
    std::vector<CodeRows> boundary_moved;
    std::vector<Counted> could_be_no_code;
    std::vector<Counted> missing_codes;  // name: the kind of missing value
    std::vector<CodeRows> unpublished;
    std::vector<CodeRows> in_pairs;
    std::vector<CodeRows> in_both_forms;
    std::string split_rule;
    std::string title_column, title_score, model;
    std::string seed;
    std::optional<std::uint64_t> draws = {};
    std::string level;
    std::vector<File> edition_files;
    std::string methods_sha256;  // of the text for a paper; empty: none was written with it
    std::vector<std::string> scaled;
    bool whole = false;
};

/// Reads the account @p text, whose file is @p file. Strict: an account that says more than is
/// known here would be shown in part only.
/// @throws FormatError for what is no JSON, no account of a conversion, has a key that is missing,
/// not known or of another type, or does not balance: rows, sums, or rows by basis, reason
/// and wave.
[[nodiscard]] Account read_account(std::string_view text, const std::string& file);

}  // namespace socshift
