#pragma once

#include "socshift/base/error.hpp"
#include "socshift/convert/carried_columns.hpp"
#include "socshift/convert/conversion.hpp"
#include "socshift/convert/data_columns.hpp"
#include "socshift/convert/summary.hpp"
#include "socshift/convert/summed_columns.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// A part that cannot be put together with others: it is of another conversion, of another version
/// of the library, or damaged.
class PartError : public Error {
public:
    using Error::Error;
};

/// A conversion of data that is in parts, which different processes see: the rows of each part, and
/// what they add to the account and to the figures of the whole. That is in a few bytes, which
/// whoever has them all puts together: exactly the account and the figures of all rows at once.
///
///     const PartedConversion parted{Conversion(builtin_catalog(), spec)};
///     const auto first = parted.carry(columns);         // in one process
///     const auto second = parted.carry(other_columns);  // in another
///     const auto account = parted.account({first.account_part, second.account_part});
///
/// Parts are in the order of the data: examples are the first ones, and lines are rows counted
/// through all parts. The result is the same however the rows were divided into parts, and whether
/// parts were joined on the way, but for `could_be_no_code` where more than ten thousand different
/// cells have no code for one reason.
///
/// An immutable value, safe to use from several threads at once.
class PartedConversion {
public:
    /// @p label: what else must be the same of all parts.
    /// @throws Error for what is only seen in the data as a whole: Split::draw, which goes by the
    /// number of a row; Ambiguous::by_wave; figures of an edition that has codes at two levels,
    /// unless the request allows mixed levels.
    explicit PartedConversion(Conversion conversion, std::string label = {});

    [[nodiscard]] const Conversion& conversion() const noexcept { return conversion_; }

    struct Carried {
        CarriedColumns columns;    // with the account of these rows alone
        std::string account_part;  // the same for account()
    };

    /// Conversion::carry() of the rows of one part. What is only known of all rows is for
    /// account(): ConvertRequest::fail_above, and whether some row has what is asked for.
    /// @throws FormatError for columns of figures that have texts: how figures are written is found
    /// out of all rows, and each part alone might find something else.
    [[nodiscard]] Carried carry(const std::vector<DataColumn>& columns) const;

    /// What the rows of one part add to figures() and their account; their size is that of the
    /// combinations of code and keys in it. Figures as with carry().
    [[nodiscard]] std::string add_up(const std::vector<DataColumn>& columns) const;

    // Of parts in the order of the data, one or more. @throws PartError; what the same function of
    // all rows at once throws.

    /// One part of several.
    [[nodiscard]] std::string joined(const std::vector<std::string_view>& parts) const;
    /// Needs a request for rows, as carry().
    [[nodiscard]] ConvertSummary account(const std::vector<std::string_view>& parts) const;
    /// Needs a request for figures, as add_up(). Rows set aside are counted, not listed.
    [[nodiscard]] SummedColumns figures(const std::vector<std::string_view>& parts) const;

private:
    Conversion conversion_;
    ConvertRequest request_;  // in memory
    std::string mark_;        // what parts of it begin with
};

}  // namespace socshift
