#pragma once

// Columns of a data frame as the engine reads them.

#include "socshift/convert/data_columns.hpp"
#include "socshift/recognise/codes_in_labels.hpp"
#include "values.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::r {

/// Columns of a data frame, in its order. Texts, doubles and whole numbers without NA are read
/// where R has them, so the list that this is made of must live as long.
///
/// A column is a vector of texts, doubles, integers or logicals, a factor, or NULL: one that nobody
/// asks for, which has no cell. NA is an empty cell. An attribute `labels` of numbers is a value
/// label for each. Other kinds are for R to make one of these of.
class FrameColumns {
public:
    FrameColumns(Texts names, const cpp11::list& columns, std::size_t rows);

    [[nodiscard]] const std::vector<DataColumn>& columns() const noexcept { return columns_; }
    [[nodiscard]] const Texts& names() const noexcept { return names_; }
    /// Whether a column is one of numbers, by its name, or by its place, "#2".
    [[nodiscard]] bool is_number(const std::string& name) const;

    /// @throws FormatError if @p name is a column of numbers that are positions, of codes that are
    /// their value labels.
    void check_codes(const std::string& name) const;

private:
    [[nodiscard]] std::optional<std::size_t> place_of(const std::string& name) const;
    void add(const std::string& name, SEXP values);
    [[nodiscard]] std::vector<std::string_view>& texts_in(SEXP values);
    [[nodiscard]] std::vector<std::int32_t>& places_in(SEXP factor);

    Texts names_;
    std::size_t rows_;
    std::vector<DataColumn> columns_;
    std::vector<std::vector<LabelledValue>> labels_;  // of each
    // What the columns refer to.
    std::deque<std::vector<std::string_view>> texts_;
    std::deque<std::vector<std::int32_t>> places_;
    std::deque<std::vector<std::int64_t>> wholes_;
    std::deque<std::vector<double>> reals_;
    const std::vector<std::int32_t>* nothing_ = nullptr;
};

}  // namespace socshift::r
