#pragma once

// Internal: not installed. The columns of sums, in the file and in what comes out.

#include "socshift/convert/new_column.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/io/columns.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/numbers/share.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// The parts of a figure by basis, in the order of Basis.
inline constexpr std::size_t basis_count = word_table<Basis>.size();

/// "emp_census": the column of the part of a figure that rests on a basis.
[[nodiscard]] std::string part_name(const std::string& sum, const Word<Basis>& basis);

/// The header of figures: code and title; keys, sums and means; rows, if they are counted; basis.
[[nodiscard]] std::vector<NewColumn> figure_columns(const ConvertRequest& request,
                                                    const EditionId& target);

/// Where columns are in a record.
struct SumPlaces {
    /// Those asked for, then the parts by basis that an earlier conversion found in them.
    std::vector<std::size_t> sums;
    /// Of each sum that was asked for, the first of its basis_count parts in `sums`; none: it rests
    /// on nothing yet.
    std::vector<std::optional<std::size_t>> earlier;
    bool counts_rows = false;  // rows and missing figures of each line are wanted
    std::vector<std::size_t> means;
    std::optional<std::size_t> weight;  // of the means
    std::vector<std::size_t> keys;

    /// All columns that have to have numbers: sums, then means, then the weight.
    [[nodiscard]] std::vector<std::size_t> numbers() const;
    std::vector<std::string> names;  // theirs
};

/// Finds the columns that a request names, and names those of the output.
class SumHeader {
public:
    /// @throws FormatError if a column is not there, or asked for twice for one purpose, or if the
    /// output would have two columns of one name. Refers to @p request.
    SumHeader(const ConvertRequest& request, const EditionId& target, const Columns& columns);

    [[nodiscard]] const SumPlaces& places() const noexcept { return places_; }

    /// "wage_mean_by_employment"
    [[nodiscard]] std::string mean_name(const std::string& column) const;

    /// Those of figure_columns().
    [[nodiscard]] std::vector<std::string> names() const { return names_of(columns_); }

private:
    void find_earlier(const Columns& columns);
    void check(const Columns& columns) const;

    const ConvertRequest& request_;
    SumPlaces places_;
    std::vector<NewColumn> columns_;
};

}  // namespace socshift
