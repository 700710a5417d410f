#pragma once

// Internal: not installed. How the figures of a file's columns are written.

#include "socshift/convert/request.hpp"
#include "socshift/convert/row_feed.hpp"
#include "socshift/numbers/figure_form.hpp"
#include "socshift/numbers/sum_cell.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace socshift {

/// A column that has figures, and how they are written. Refers to the forms that it is of.
class FigureReader {
public:
    FigureReader() = default;
    explicit FigureReader(const FigureForm& form, NumberCells numbers = {})
        : form_(&form), numbers_(numbers), is_plain_(form.reads_plain_numbers()) {}

    /// The cell of @p row that is in this column, at @p place.
    void read(SumCell& cell, const BlockRow& row, std::size_t place, std::string& storage) const {
        if (numbers_.whole != nullptr) {
            cell.read(numbers_.whole[row.number()], storage, *form_);
        } else if (numbers_.real != nullptr) {
            cell.read(numbers_.real[row.number()], storage, *form_);
        } else {
            cell.read(row.field(place), storage, *form_, is_plain_);
        }
    }

    /// @p plain, a number with a point, as the column has it.
    [[nodiscard]] std::string written(std::string_view plain) const {
        std::string out{plain};
        std::replace(out.begin(), out.end(), '.', form_->decimal);
        return out;
    }

    /// Reads what written() gave, in quotes or not.
    void read_written(SumCell& cell, std::string_view raw, std::string& storage) const {
        if (form_->decimal == '.') {
            cell.read(raw, storage, Decimal::longest_amount);
            return;
        }
        FigureForm form;
        form.decimal = form_->decimal;
        form.is_decimal_known = true;
        cell.read(raw, storage, form, false);
    }

private:
    const FigureForm* form_ = nullptr;
    NumberCells numbers_;  // if they are in memory
    bool is_plain_ = true;
};

/// The forms of all columns with figures that a request names, found in the first rows of the data
/// unless the request says them.
class FigureColumns {
public:
    /// @throws FormatError if a column is not there; FiguresNotClear if its first cells leave open
    /// what a point or a comma in them means.
    FigureColumns(const ConvertRequest& request, const RowFeed& feed);

    /// Of the column at @p place; plain numbers, as this program writes them, if it is none of
    /// them. Good as long as this object.
    [[nodiscard]] FigureReader reader(std::size_t place) const {
        const auto column = columns_.find(place);
        return column == columns_.end() ? FigureReader{plain_}
                                        : FigureReader{column->second.form, column->second.numbers};
    }

private:
    struct Column {
        FigureForm form;
        NumberCells numbers;
    };
    std::map<std::size_t, Column> columns_;
    FigureForm plain_;
};

}  // namespace socshift
