#pragma once

#include "socshift/base/words.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/io/data_shape.hpp"
#include "socshift/io/table_reading.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/recognise/recognise.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// How a file is to be looked at: without `column`, at every column that holds codes.
struct DetectRequest : DataShape {
    std::vector<std::string> no_code = {};  // as of CellRules
};

/// Which edition a column is in. `clear`: one edition explains every code that any does.
/// `ambiguous`: several do. `mixed`: none does. `none`: no more than half of the rows are
/// explained by any edition.
enum class EditionCertainty { clear, ambiguous, mixed, none };
template <>
inline constexpr auto word_table<EditionCertainty> =
    std::to_array<Word<EditionCertainty>>({{EditionCertainty::clear, "clear"},
                                           {EditionCertainty::ambiguous, "ambiguous"},
                                           {EditionCertainty::mixed, "mixed"},
                                           {EditionCertainty::none, "none"}});

/// What is wrong with a cell that no edition explains, as docs/commands/detect.md defines it. The
/// order is that of tests: the first that applies. `not_looked_at`: too many different values.
enum class CellDamage : std::uint8_t {
    date,
    masked,
    several_codes,
    code_and_title,
    leading_zeros,
    trailing_zeros,
    more_digits,
    form,
    other,
    not_looked_at
};
template <>
inline constexpr auto word_table<CellDamage> =
    std::to_array<Word<CellDamage>>({{CellDamage::date, "date"},
                                     {CellDamage::masked, "masked"},
                                     {CellDamage::several_codes, "several-codes"},
                                     {CellDamage::code_and_title, "code-and-title"},
                                     {CellDamage::leading_zeros, "leading-zeros"},
                                     {CellDamage::trailing_zeros, "trailing-zeros"},
                                     {CellDamage::more_digits, "more-digits"},
                                     {CellDamage::form, "form"},
                                     {CellDamage::other, "other"},
                                     {CellDamage::not_looked_at, "not-looked-at"}});

/// How much of a column one edition explains.
struct ExplainedBy {
    EditionId edition;
    std::uint64_t rows = 0;  // never 0
    std::size_t codes = 0;   // different ones
    /// What `has` and `lacks` compare with. Of an edition that is no answer: the first of the
    /// answer. Of one that is: of those outside the answer, or, in a mixture, of the others in it,
    /// the one that explains the most rows. None if there is none.
    std::optional<EditionId> rival;
    std::vector<Code> has;    // codes of the column that it has and `rival` lacks; sorted
    std::vector<Code> lacks;  // the other way round
};

/// Explained rows at one level of an edition.
struct LevelRows {
    std::string level;
    bool is_group = false;  // there are items at this level with others below, and here they occur
    std::uint64_t rows = 0;
    std::vector<Code> codes;  // sorted
};

/// Cells that no edition explains, of one kind.
struct Unexplained {
    struct Example {
        std::string value;
        std::uint64_t line = 0;  // the first it stands in
        std::string meant;       // the code it may have been, if there is something to go by
    };
    CellDamage damage = CellDamage::other;
    std::uint64_t rows = 0;         // never 0
    std::vector<Example> examples;  // every different value, in the order of the file
};

/// A mixture that follows another column.
struct FollowsColumn {
    struct Part {
        std::string value;
        std::uint64_t rows = 0;  // explained ones
        /// The editions of the answer that explain all of them: one, unless they cannot be told
        /// apart here.
        std::vector<EditionId> editions;
    };
    std::string column;
    std::vector<Part> parts;  // in the order of the file
};

/// An edition that would be the answer if the column had one of these codes.
struct WouldDecide {
    EditionId edition;
    std::vector<Code> codes;  // leaves that no other edition of the answer has; sorted
};

/// A text that stands in several rows.
struct RepeatedWord {
    std::string word;
    std::uint64_t rows = 0;  // two or more

    friend bool operator==(const RepeatedWord&, const RepeatedWord&) = default;
};

/// What was found out about one column.
struct ColumnDetection {
    std::string column;             // its name, or "#2"
    bool is_named_by_code = false;  // the name is a code of the answer: perhaps that of a row
    EditionCertainty verdict = EditionCertainty::none;
    /// clear: the edition; ambiguous: all that explain everything; mixed: the fewest that do so
    /// together; none: empty.
    std::vector<EditionId> answer;
    std::uint64_t rows = 0;       // not empty, and no word for no code
    std::uint64_t explained = 0;  // by any edition
    std::uint64_t empty = 0;
    std::uint64_t no_code = 0;          // words for no code: NA, NULL, 0 and the like
    std::size_t codes = 0;              // different codes that are explained
    std::vector<ExplainedBy> editions;  // most rows first, then most codes, then catalog order
    std::vector<LevelRows> levels;  // in the first of the answer, unless ambiguous; coarsest first
    RepairedRows repaired;          // explained rows that needed it
    std::vector<Unexplained> unexplained;
    std::optional<FollowsColumn> follows;   // of a mixed column
    std::vector<WouldDecide> would_decide;  // of an ambiguous column, in the order of `answer`
    /// Unexplained cells that repeat and could be words for no code; most rows first.
    std::vector<RepeatedWord> could_be_no_code = {};
};

struct Detection {
    std::vector<ColumnDetection> columns;  // in the order of the file
    std::uint64_t rows = 0;                // without header and empty lines; those let through
    std::uint64_t ragged = 0;              // of them, with another number of columns: not looked at
    TableReading reading;                  // how the rows were found in the file
};

/// Finds out which edition each column of codes is in; the rules stand in docs/commands/detect.md.
/// Equal input gives equal answers; nothing is sampled.
///
/// Errors   @throws FormatError if the file is not delimited text or a column is not there.
///          Editions of the catalog that cannot be loaded are passed over.
/// Cost     one or two hash lookups a cell; memory depends on the columns and on the catalog, not
///          on the number of rows.
[[nodiscard]] Detection detect(const DetectRequest& request, const Catalog& catalog,
                               ReadBytes read);

/// "2005=soc2000,2012=soc2010+soc2018": each value with its edition, or those that explain all of
/// its rows. None if a value cannot stand in such a list.
[[nodiscard]] std::optional<std::string> edition_map(const FollowsColumn& follows);

/// Why a column has no one edition, in a clause: "soc2010 and soc2018 each explain all 12 codes".
/// Empty for a clear one.
[[nodiscard]] std::string why_not_clear(const ColumnDetection& column);

}  // namespace socshift
