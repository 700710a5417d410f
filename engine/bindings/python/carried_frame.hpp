#pragma once

// Internal: not installed. What comes of a frame that is carried.

#include "arrow/frame.hpp"
#include "arrow/node.hpp"
#include "catalogs.hpp"
#include "columns/added_columns.hpp"
#include "frame_keys.hpp"
#include "results.hpp"
#include "socshift/socshift.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace socshift::python {

using arrow::Node;

/// A conversion of one frame: what it was asked for, and what came of it. A value that no one
/// changes; the frame that it was made of is not in it.
class Carried {
public:
    /// @p said: the arguments that name columns.
    Carried(const OwnCatalog& own, const arrow::Frame& frame, const SaidColumns& said,
            ConversionSpec spec);

    /// Rows that were carried. @p frame, and of the next: for the kinds of numbers that columns of
    /// texts are made again; nullptr: they stay texts.
    Carried(OwnCatalog own, const Conversion& conversion, const arrow::Frame* frame,
            CarriedColumns carried);

    /// Figures of data like @p frame, with the account of it.
    Carried(OwnCatalog own, const Conversion& conversion, const arrow::Frame* frame,
            SummedColumns summed);

    [[nodiscard]] bool adds_up() const noexcept { return summed_.has_value(); }
    [[nodiscard]] const ConvertSummary& account() const noexcept {
        return summed_ ? summed_->account : carried_->account;
    }
    [[nodiscard]] const RowsAside& set_aside() const noexcept {
        return summed_ ? summed_->set_aside : carried_->set_aside;
    }
    [[nodiscard]] const Conversion& conversion() const noexcept { return *conversion_; }
    [[nodiscard]] const OwnCatalog& own() const noexcept { return own_; }

    /// Of each row of the result the one that it came from.
    [[nodiscard]] const std::vector<std::uint64_t>& rows() const noexcept { return rows_->rows(); }
    [[nodiscard]] Node row_numbers() const;

    /// The columns that rows get.
    [[nodiscard]] std::vector<Node> added() const;

    /// The columns of figures that were divided; none if none was asked for.
    [[nodiscard]] std::vector<Node> scaled() const;

    /// Of the columns that scaled() gives, their places in the data.
    [[nodiscard]] std::vector<std::size_t> scaled_places() const;

    /// The figures of set_aside(), with those of its part where a part of a row was set aside: a
    /// column for each of scaled(). None if no row was set aside in part.
    [[nodiscard]] std::vector<Node> scaled_aside(const arrow::Frame& frame) const;

    /// The row, the target and the share of each row of the result, of all draws as well, with
    /// which of several draws it is.
    [[nodiscard]] Node indices() const;

    [[nodiscard]] Node figures() const;

    /// Of each key of figures() its place there, and in each line the row of the data that has it
    /// first. None of parts, whose rows are elsewhere.
    struct KeyRows {
        std::size_t place = 0;
        std::size_t column = 0;  // of the data
        std::vector<std::uint64_t> rows = {};
    };
    [[nodiscard]] const std::vector<KeyRows>& key_rows() const noexcept { return key_rows_; }

private:
    struct Scaled {
        std::string name;
        std::size_t place;  // in the data
        arrow::Frame::Values kind;
    };

    void carry(const arrow::Frame& frame, FrameKeys& keys, const std::vector<std::size_t>& places);

    /// Of each entry which of the draws of its row it is, from 1; none of a row that is kept.
    [[nodiscard]] Node draw_column() const;

    void take(const arrow::Frame* frame, CarriedColumns carried);
    void take(const arrow::Frame& frame, const FrameKeys& keys, SummedColumns summed);
    /// Keys of parts, which are texts.
    void take_parts(const arrow::Frame* frame, SummedColumns summed);

    OwnCatalog own_;
    std::unique_ptr<Conversion> conversion_;
    std::shared_ptr<const CarriedColumns> carried_;  // of rows; none of figures
    std::optional<SummedColumns> summed_;
    std::optional<formats::TableRows> rows_;  // of rows, as the next
    std::optional<formats::AddedColumns> added_;
    std::vector<Node> keys_;  // of figures
    std::vector<KeyRows> key_rows_;
    std::vector<Scaled> scaled_;
};

}  // namespace socshift::python
