#pragma once

#include "arrow/frame.hpp"
#include "arrow/node.hpp"
#include "socshift/convert/conversion.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::formats {

/// Rows of a result as they stand in a table: a row that drew several times is one.
class TableRows {
public:
    /// Refers to both: CarriedColumns::rows and places, or those of a block, of so many @p draws.
    TableRows(const std::vector<std::uint64_t>& rows, const std::vector<std::uint32_t>& places,
              std::size_t draws);

    /// Each row of the table: the row that it came from.
    [[nodiscard]] const std::vector<std::uint64_t>& rows() const noexcept {
        return draws_ == 1 ? rows_ : folded_;
    }

    /// Of each the entry in the list of places, of a draw counted from 0.
    [[nodiscard]] std::vector<std::uint32_t> places(std::size_t draw) const;

private:
    const std::vector<std::uint64_t>& rows_;
    const std::vector<std::uint32_t>& places_;
    std::size_t draws_;
    std::vector<std::uint64_t> folded_;
    std::vector<std::size_t> firsts_;  // of each, its first entry
};

/// How often a row of a conversion is drawn; 1 if nothing is.
[[nodiscard]] std::size_t draws_of(const Conversion& conversion);

/// The columns that a conversion adds to rows: codes, titles and basis as dictionaries, of which
/// there is one for all rows; shares and scores of titles as doubles, shares as fractions on
/// request; candidates as whole numbers. What is not known has no value.
class AddedColumns {
public:
    AddedColumns(const Conversion& conversion, const std::vector<CarriedPlace>& places);

    /// With the names of Conversion::added_columns(). @p scores: of Split::title, for each row.
    [[nodiscard]] std::vector<arrow::Node> columns(const TableRows& rows,
                                                   const std::vector<std::uint32_t>& scores) const;

    // One of them, by entries in the list of places.
    [[nodiscard]] arrow::Node codes(std::string name,
                                    const std::vector<std::uint32_t>& places) const;
    [[nodiscard]] arrow::Node shares(std::string name,
                                     const std::vector<std::uint32_t>& places) const;

private:
    /// A text for each place.
    struct Texts {
        std::vector<std::int32_t> value_of;  // below 0: none
        std::shared_ptr<const arrow::Node> values;
    };
    template <typename TextOf>
    static Texts texts_of(const std::vector<CarriedPlace>& places, const TextOf& text_of);
    static arrow::Node column(std::string name, const std::vector<std::uint32_t>& places,
                              const Texts& texts);
    [[nodiscard]] arrow::Node candidates(std::string name,
                                         const std::vector<std::uint32_t>& places) const;
    static arrow::Node scores(std::string name, const std::vector<std::uint32_t>& thousandths);

    std::vector<std::string> names_;
    std::size_t draws_;
    bool to_families_;
    Split split_;
    Texts codes_;
    Texts titles_;
    Texts bases_;
    Texts fractions_;  // if shares are wanted so
    bool has_fractions_;
    std::vector<double> shares_;
    std::vector<bool> has_share_;
    bool has_all_shares_ = true;
    std::vector<std::int64_t> candidates_;
};

/// Exact texts of figures as numbers of a kind; what is none has no value. If one fits in 64 bits
/// neither with sign nor without, whole numbers become doubles, and these texts.
[[nodiscard]] arrow::Node column_of_kind(const std::string& name,
                                         const std::vector<std::string>& texts,
                                         arrow::Frame::Values kind);

/// Exact texts of whole numbers as a column of the type @p format, "c" to "L", which holds them. An
/// empty text has no value. @throws Error, which names the column, for one that is none of these.
[[nodiscard]] arrow::Node whole_column_of(const std::string& name,
                                          const std::vector<std::string>& texts,
                                          std::string_view format);

/// Whether the double nearest to the number @p text is written as that number, in its shortest
/// form: 0.1 is, 9007199254740993 is not. True of what is no number.
[[nodiscard]] bool is_exact_double(std::string_view text);

/// Whether a double is near enough to a number that was divided or added up: it is exact, or below
/// 10^15, so that its error is less than 1/8 and its 17th digit.
[[nodiscard]] bool is_near_double(std::string_view text);

}  // namespace socshift::formats
