#pragma once

// Internal: not installed. How the figures of a file's columns are written.

#include "socshift/convert/request.hpp"
#include "socshift/convert/row_feed.hpp"
#include "socshift/numbers/figure_form.hpp"
#include "socshift/numbers/figure_look.hpp"
#include "socshift/numbers/sum_cell.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// The columns with figures that a request names, as it names them.
[[nodiscard]] std::vector<std::string> figure_names(const ConvertRequest& request);

/// What the first rows of all columns together say of the sign before decimals. Found out when it
/// is asked for first, by any thread.
class SignOfFile {
public:
    explicit SignOfFile(const RowFeed& feed) : feed_(feed) {}

    /// None if nothing says it, or not everything the same.
    [[nodiscard]] std::optional<char> sign() const;

    /// Whether a point may stand between thousands: where commas stand before decimals, and where
    /// nothing says so, but cells are parted by what such a comma leaves free.
    [[nodiscard]] bool may_be_thousands() const;

private:
    const RowFeed& feed_;
    mutable std::once_flag once_;
    mutable std::optional<char> sign_;
};

/// A column that has figures, and how they are written. Refers to the forms that it is of.
class FigureReader {
public:
    FigureReader() = default;

    /// @p open: nothing in the column's first cells said what a point in one means; nullptr if
    /// something did.
    explicit FigureReader(const FigureForm& form, bool is_number = false,
                          const SignOfFile* open = nullptr)
        : form_(&form), is_number_(is_number), open_(open), is_plain_(form.reads_plain_numbers()) {}

    /// From now on rows are of @p block, so that they need not be asked for their numbers.
    void take(const RowBlock& block, std::size_t place) {
        is_at_hand_ = is_number_;
        if (is_number_) {
            numbers_ = block.cells->numbers(place);
        }
    }

    /// The cell of @p row that is in this column, at @p place.
    void read(SumCell& cell, const BlockRow& row, std::size_t place, std::string& storage) const {
        if (is_number_) {
            const auto& numbers = is_at_hand_ ? numbers_ : row.cells().numbers(place);
            if (numbers.whole != nullptr) {
                cell.read(numbers.whole[row.number()], storage, *form_);
                return;
            }
            if (numbers.real != nullptr) {
                cell.read(numbers.real[row.number()], storage, *form_);
                return;
            }
        }
        cell.read(row.field(place), storage, *form_, is_plain_);
        if (open_ != nullptr && cell.is_number() && cell.decimals == group) {
            refuse_open(cell, row.field(place), storage);
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
    /// Makes @p cell no number if its point may stand between thousands.
    void refuse_open(SumCell& cell, std::string_view raw, std::string& storage) const;

    static constexpr unsigned group = 3;  // digits between two separators

    const FigureForm* form_ = nullptr;
    bool is_number_ = false;  // in memory, but where a block has texts all the same
    bool is_at_hand_ = false;
    NumberCells numbers_;               // of the block at hand
    const SignOfFile* open_ = nullptr;  // for columns of which nothing is known
    bool is_plain_ = true;
};

/// The forms of all columns with figures that a request names, found in the first rows of the data
/// unless the request says them. What rows further down say is held against them: doubt().
class FigureColumns {
public:
    /// @throws FormatError if a column is not there; FiguresNotClear if its first cells leave open
    /// what a point or a comma in them means.
    FigureColumns(const ConvertRequest& request, const RowFeed& feed);

    /// Of the column at @p place; plain numbers, as this program writes them, if it is none of
    /// them. Good as long as this object.
    [[nodiscard]] FigureReader reader(std::size_t place) const {
        const auto column = columns_.find(place);
        if (column == columns_.end()) {
            return FigureReader{plain_};
        }
        const auto& [name, form, is_number, is_found, is_open, witness] = column->second;
        return FigureReader{form, is_number, is_open ? sign_of_file_.get() : nullptr};
    }

    /// What is doubtful in a row that is not carried: a figure that contradicts what the first rows
    /// say of the sign before decimals, or a point of which nothing says what it means. Then
    /// figures that were read before may be wrong. None if nothing is.
    [[nodiscard]] std::optional<std::string> doubt(const BlockRow& row) const;

private:
    struct Column {
        std::string name;
        FigureForm form;
        bool is_number = false;                // in memory
        bool is_found = false;                 // the sign, or not; the request does not say it
        bool is_open = false;                  // nothing in the first rows has a sign
        std::optional<FigureWitness> witness;  // of the sign
    };

    [[nodiscard]] std::optional<std::string> doubt(const Column& column,
                                                   std::string_view cell) const;

    const ConvertRequest* request_;
    std::unique_ptr<SignOfFile> sign_of_file_;
    std::map<std::size_t, Column> columns_;
    FigureForm plain_;
};

}  // namespace socshift
